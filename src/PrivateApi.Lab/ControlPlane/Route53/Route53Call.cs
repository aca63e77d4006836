using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Route53.Model;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Route53;

/// <summary>One Route 53 call: its parameters from query and XML, the account's state, and its answers.</summary>
internal sealed class Route53Call(ServiceCall service)
{
    public static readonly XNamespace Space = "https://route53.amazonaws.com/doc/2013-04-01/";

    public Route53State State { get; } = service.GlobalState<Route53State>();

    public LabStore Store => service.Store;

    public string AccountId => service.AccountId;

    /// <summary>The request's document, its elements without a namespace.</summary>
    public XElement Body => field ??= Read();

    public static AwsFault InvalidInput(string message) => new(400, "InvalidInput", message);

    /// <summary>A query parameter; null when it is absent.</summary>
    public string? Query(string name) => service.Request.QueryValue(name) is { Length: > 0 } value ? value : null;

    /// <summary>How many items a page holds: as many as requested, at most <paramref name="most"/>.</summary>
    public int MaxItems(int most) =>
        Query("maxitems") switch
        {
            null => most,
            string text when int.TryParse(text, CultureInfo.InvariantCulture, out int count) && count > 0 => Math.Min(count, most),
            string text => throw InvalidInput($"Invalid value '{text}' for maxitems"),
        };

    public LabHostedZone Zone(string id) =>
        State.Zones.FirstOrDefault(zone => zone.Id == id)
        ?? throw new AwsFault(404, "NoSuchHostedZone", $"No hosted zone found with ID: {id}");

    public LabResponse Answer(string operation, params object?[] content) => Answer(200, operation, content);

    public LabResponse Answer(int status, string operation, params object?[] content) =>
        Signed(service, QueryAnswer.Write(status, Space, new XElement(operation + "Response", content)));

    /// <summary>Records a change and shows it: pending in the answer, in sync from then on (on AWS within a minute).</summary>
    public XElement Change(string? comment = null)
    {
        string id = "C" + Store.Ids.Take("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 20);
        State.Changes.Set(id, (Store.Now, comment));
        return Show(id, "PENDING");
    }

    public XElement Show(string changeId, string status)
    {
        State.Changes.TryGetValue(changeId, out (DateTimeOffset SubmittedAt, string? Comment) change);
        return new XElement(
            "ChangeInfo",
            new XElement("Id", "/change/" + changeId),
            new XElement("Status", status),
            new XElement(
                "SubmittedAt",
                change.SubmittedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            ),
            QueryAnswer.Optional("Comment", change.Comment)
        );
    }

    public static LabResponse Signed(ServiceCall call, LabResponse response)
    {
        response.Headers["x-amzn-RequestId"] = call.RequestId;
        return response;
    }

    private static XElement Plain(XElement element) =>
        new(element.Name.LocalName, element.HasElements ? element.Elements().Select(Plain) : element.Value);

    private XElement Read()
    {
        try
        {
            // The reader's defaults allow no document type, hence no entities.
            using XmlReader reader = XmlReader.Create(new MemoryStream(service.Request.Body));
            return Plain(XElement.Load(reader));
        }
        catch (XmlException e)
        {
            throw InvalidInput($"Invalid XML ; {e.Message}");
        }
    }
}
