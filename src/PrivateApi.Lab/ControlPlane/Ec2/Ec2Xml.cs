using System.Globalization;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Pieces of EC2 answers.</summary>
internal static class Ec2Xml
{
    public static readonly IReadOnlyList<XElement> True = [new("return", true)];

    /// <summary>A list of structures.</summary>
    public static XElement Set(string name, IEnumerable<IEnumerable<XElement?>> items) =>
        new(name, items.Select(item => new XElement("item", item)));

    /// <summary>A list of texts.</summary>
    public static XElement Values(string name, IEnumerable<string> items) => new(name, items.Select(item => new XElement("item", item)));

    /// <summary>An element, or nothing for null.</summary>
    public static XElement? Maybe(string name, object? value) => value is null ? null : new XElement(name, value);

    public static XElement Time(string name, DateTimeOffset value) => new(name, Text(value));

    public static XElement? Time(string name, DateTimeOffset? value) => value is { } time ? Time(name, time) : null;

    public static XElement Tags(LabResource resource) =>
        Set("tagSet", resource.Tags.Select(tag => new XElement?[] { new("key", tag.Key), new("value", tag.Value) }));

    private static string Text(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
