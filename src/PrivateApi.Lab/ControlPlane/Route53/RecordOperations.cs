using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Route53.Model;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Route53;

/// <summary>Records of a hosted zone.</summary>
internal static class RecordOperations
{
    private const int Most = 300;

    public static LabResponse Change(Route53Call call, string id)
    {
        LabHostedZone zone = call.Zone(id);
        XElement? batch = call.Body.Element("ChangeBatch");
        ChangeBatch changes = new(call, zone);
        foreach (XElement change in batch?.Element("Changes")?.Elements("Change") ?? [])
        {
            changes.Add((string?)change.Element("Action") ?? string.Empty, RecordXml.Read(change));
        }

        changes.Commit();
        return call.Answer("ChangeResourceRecordSets", call.Change((string?)batch?.Element("Comment")));
    }

    public static LabResponse List(Route53Call call, string id)
    {
        LabHostedZone zone = call.Zone(id);
        string? name = call.Query("name");
        string? type = call.Query("type");
        string? identifier = call.Query("identifier");
        if ((type is not null && name is null) || (identifier is not null && type is null))
        {
            throw Route53Call.InvalidInput("The input is not valid.");
        }

        (string, string, string) start = (
            name is null ? string.Empty : ZoneName.Normalize(name),
            type ?? string.Empty,
            identifier ?? string.Empty
        );
        int size = call.MaxItems(Most);
        List<LabRecordSet> rest =
        [
            .. zone
                .Records.Where(record => name is null || ZoneName.RecordOrder.Compare(record.Key, start) >= 0)
                .Select(record => record.Value),
        ];
        LabRecordSet? next = rest.Count > size ? rest[size] : null;
        return call.Answer(
            "ListResourceRecordSets",
            new XElement("ResourceRecordSets", rest.Take(size).Select(RecordXml.Show)),
            new XElement("IsTruncated", next is not null),
            QueryAnswer.Optional("NextRecordName", next?.Name),
            QueryAnswer.Optional("NextRecordType", next?.Type),
            QueryAnswer.Optional("NextRecordIdentifier", next?.SetIdentifier),
            new XElement("MaxItems", size)
        );
    }
}
