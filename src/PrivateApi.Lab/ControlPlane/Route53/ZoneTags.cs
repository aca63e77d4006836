using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Route53.Model;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Route53;

/// <summary>Tags of hosted zones.</summary>
internal static class ZoneTags
{
    public static LabResponse List(Route53Call call, string type, string id) =>
        call.Answer(
            "ListTagsForResource",
            new XElement(
                "ResourceTagSet",
                new XElement("ResourceType", type),
                new XElement("ResourceId", id),
                new XElement(
                    "Tags",
                    Zone(call, type, id)
                        .Tags.Select(tag => new XElement("Tag", new XElement("Key", tag.Key), new XElement("Value", tag.Value)))
                )
            )
        );

    public static LabResponse Change(Route53Call call, string type, string id)
    {
        LabHostedZone zone = Zone(call, type, id);
        foreach (XElement tag in call.Body.Element("AddTags")?.Elements("Tag") ?? [])
        {
            zone.Tags[(string?)tag.Element("Key") ?? string.Empty] = (string?)tag.Element("Value") ?? string.Empty;
        }

        foreach (XElement key in call.Body.Element("RemoveTagKeys")?.Elements("Key") ?? [])
        {
            zone.Tags.Remove(key.Value);
        }

        return call.Answer("ChangeTagsForResource");
    }

    private static LabHostedZone Zone(Route53Call call, string type, string id) =>
        type == "hostedzone" ? call.Zone(id) : throw new AwsFault(404, "NoSuchHealthCheck", $"A health check with id {id} does not exist.");
}
