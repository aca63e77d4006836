using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Route53.Model;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Route53;

/// <summary>Hosted zones, one at a time. Codes are the AWS model's; messages without a source are assumed.</summary>
internal static class ZoneOperations
{
    // Developer guide, "Working with private hosted zones": every private zone names these four.
    private static readonly string[] PrivateServers =
    [
        "ns-1536.awsdns-00.co.uk",
        "ns-0.awsdns-00.com",
        "ns-1024.awsdns-00.org",
        "ns-512.awsdns-00.net",
    ];

    public static LabResponse Create(Route53Call call)
    {
        string name = ZoneName.Normalize((string?)call.Body.Element("Name") ?? string.Empty);
        string reference =
            (string?)call.Body.Element("CallerReference") ?? throw Route53Call.InvalidInput("The request has no CallerReference.");
        if (!ZoneName.IsValid(name))
        {
            throw new AwsFault(400, "InvalidDomainName", "The specified domain name is not valid.");
        }

        if (call.State.Zones.Any(zone => zone.CallerReference == reference))
        {
            throw new AwsFault(
                409,
                "HostedZoneAlreadyExists",
                $"A hosted zone has already been created with the specified caller reference: {reference}"
            );
        }

        XElement? config = call.Body.Element("HostedZoneConfig");
        LabZoneVpc? vpc = call.Body.Element("VPC") is { } element ? ZoneVpcs.Read(call, element) : null;
        if (vpc is null && (string?)config?.Element("PrivateZone") == "true")
        {
            throw Route53Call.InvalidInput(
                "When you're creating a private hosted zone (when you specify true for PrivateZone), you must "
                    + "also specify values for VPCId and VPCRegion."
            );
        }

        if (vpc is not null)
        {
            ZoneVpcs.CheckFree(call, vpc, name);
        }

        LabHostedZone zone = New(call, name, reference, (string?)config?.Element("Comment"), vpc);
        call.State.Add(zone);
        LabResponse answer = call.Answer(
            201,
            "CreateHostedZone",
            Show(zone),
            call.Change(),
            Delegation(zone),
            vpc is null ? null : ZoneVpcs.Show(vpc)
        );
        answer.Headers["Location"] = "https://route53.amazonaws.com/2013-04-01/hostedzone/" + zone.Id;
        return answer;
    }

    public static LabResponse Get(Route53Call call, string id)
    {
        LabHostedZone zone = call.Zone(id);
        return call.Answer(
            "GetHostedZone",
            Show(zone),
            Delegation(zone),
            zone.IsPrivate ? new XElement("VPCs", zone.Vpcs.Select(ZoneVpcs.Show)) : null
        );
    }

    public static LabResponse Delete(Route53Call call, string id)
    {
        LabHostedZone zone = call.Zone(id);
        if (zone.Records.Values.Any(record => record.Name != zone.Name || record.Type is not ("NS" or "SOA")))
        {
            throw new AwsFault(
                400,
                "HostedZoneNotEmpty",
                "The specified hosted zone contains non-required resource record sets and so cannot be deleted."
            );
        }

        call.State.Remove(zone);
        return call.Answer("DeleteHostedZone", call.Change());
    }

    public static LabResponse GetChange(Route53Call call, string id) =>
        call.State.Changes.ContainsKey(id)
            ? call.Answer("GetChange", call.Show(id, "INSYNC"))
            : throw new AwsFault(404, "NoSuchChange", $"Could not find resource with ID: {id}");

    public static XElement Show(LabHostedZone zone) =>
        new(
            "HostedZone",
            new XElement("Id", "/hostedzone/" + zone.Id),
            new XElement("Name", zone.Name),
            new XElement("CallerReference", zone.CallerReference),
            new XElement("Config", QueryAnswer.Optional("Comment", zone.Comment), new XElement("PrivateZone", zone.IsPrivate)),
            new XElement("ResourceRecordSetCount", zone.Records.Count)
        );

    private static XElement? Delegation(LabHostedZone zone) =>
        zone.IsPrivate
            ? null
            : new XElement(
                "DelegationSet",
                new XElement("NameServers", zone.NameServers.Select(server => new XElement("NameServer", server)))
            );

    private static LabHostedZone New(Route53Call call, string name, string reference, string? comment, LabZoneVpc? vpc)
    {
        string set = call.Store.Ids.Take("0123456789", 2);
        string[] servers = vpc is not null
            ? PrivateServers
            :
            [
                $"ns-2{set}.awsdns-{set}.com",
                $"ns-7{set}.awsdns-{set}.net",
                $"ns-13{set}.awsdns-{set}.org",
                $"ns-18{set}.awsdns-{set}.co.uk",
            ];
        LabHostedZone zone = new()
        {
            Id = "Z" + call.Store.Ids.Take("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 20),
            OwnerId = call.AccountId,
            Name = name,
            CallerReference = reference,
            Comment = comment,
            IsPrivate = vpc is not null,
            NameServers = servers,
        };
        if (vpc is not null)
        {
            zone.Vpcs.Add(vpc);
        }

        Add(zone, "NS", 172800, [.. servers.Select(server => server + ".")]);
        Add(zone, "SOA", 900, [servers[0] + ". awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"]);
        return zone;
    }

    private static void Add(LabHostedZone zone, string type, int ttl, string[] values)
    {
        LabRecordSet record = new()
        {
            Name = zone.Name,
            Type = type,
            Ttl = ttl,
            Values = values,
        };
        zone.Records.Add(record.Key, record);
    }
}
