using System.Globalization;
using System.Xml.Linq;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane;

/// <summary>Answers of the query protocol as IAM and STS write them. (EC2 has a form of its own.)</summary>
internal static class QueryAnswer
{
    /// <summary><c>XResponse</c> with <c>XResult</c>, which is absent when there is no content.</summary>
    public static LabResponse Ok(ServiceCall call, XNamespace space, string action, params object?[] content) =>
        Write(
            200,
            space,
            new XElement(
                action + "Response",
                content.Length == 0 ? null : new XElement(action + "Result", content),
                new XElement("ResponseMetadata", new XElement("RequestId", call.RequestId))
            )
        );

    public static LabResponse Refuse(ServiceCall call, XNamespace space, AwsFault fault) =>
        Write(
            fault.Status,
            space,
            new XElement(
                "ErrorResponse",
                new XElement(
                    "Error",
                    new XElement("Type", fault.Status < 500 ? "Sender" : "Receiver"),
                    new XElement("Code", fault.Code),
                    new XElement("Message", fault.Message)
                ),
                new XElement("RequestId", call.RequestId)
            )
        );

    /// <summary>A list in the protocol's form: <c>Name</c> with a <c>member</c> for each item.</summary>
    public static XElement List<T>(string name, IEnumerable<T> items, Func<T, object?> content) =>
        new(name, items.Select(item => new XElement("member", content(item))));

    /// <summary>An element, or nothing for a null.</summary>
    public static XElement? Optional(string name, object? value) => value is null ? null : new XElement(name, value);

    /// <summary>A time as these services write it: whole seconds, UTC.</summary>
    public static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>An XML document with all its elements in one namespace.</summary>
    public static LabResponse Write(int status, XNamespace space, XElement root)
    {
        foreach (XElement element in root.DescendantsAndSelf())
        {
            element.Name = space + element.Name.LocalName;
        }

        return LabResponse.Xml(status, root.ToString(SaveOptions.DisableFormatting));
    }
}
