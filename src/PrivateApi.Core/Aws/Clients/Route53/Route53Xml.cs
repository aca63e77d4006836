using System.Xml.Linq;

namespace PrivateApi.Aws.Clients.Route53;

/// <summary>Reads Route 53's answers.</summary>
internal static class Route53Xml
{
    public static GetHostedZoneResponse GetHostedZone(XElement root) =>
        new()
        {
            HostedZone = root.Element("HostedZone") is { } zone ? Zone(zone) : new HostedZone(),
            DelegationSet = root.Element("DelegationSet") is { } set
                ? new DelegationSet { NameServers = [.. Members(set, "NameServers").Select(server => server.Value)] }
                : null,
            VPCs = [.. Members(root, "VPCs").Select(vpc => new VPC { VPCRegion = Text(vpc, "VPCRegion"), VPCId = Text(vpc, "VPCId") })],
        };

    public static ListHostedZonesByNameResponse ListHostedZonesByName(XElement root) =>
        new()
        {
            HostedZones = [.. Members(root, "HostedZones").Select(Zone)],
            IsTruncated = (bool?)root.Element("IsTruncated"),
            NextDNSName = (string?)root.Element("NextDNSName"),
            NextHostedZoneId = (string?)root.Element("NextHostedZoneId"),
        };

    public static ListHostedZonesByVPCResponse ListHostedZonesByVPC(XElement root) =>
        new()
        {
            HostedZoneSummaries = [.. Members(root, "HostedZoneSummaries").Select(Summary)],
            MaxItems = (string?)root.Element("MaxItems"),
            NextToken = (string?)root.Element("NextToken"),
        };

    public static ListResourceRecordSetsResponse ListResourceRecordSets(XElement root) =>
        new()
        {
            ResourceRecordSets = [.. Members(root, "ResourceRecordSets").Select(RecordSet)],
            IsTruncated = (bool?)root.Element("IsTruncated"),
            NextRecordName = (string?)root.Element("NextRecordName"),
            NextRecordType = (string?)root.Element("NextRecordType"),
            NextRecordIdentifier = (string?)root.Element("NextRecordIdentifier"),
            MaxItems = (string?)root.Element("MaxItems"),
        };

    private static HostedZone Zone(XElement zone) =>
        new()
        {
            Id = Text(zone, "Id"),
            Name = Text(zone, "Name"),
            CallerReference = Text(zone, "CallerReference"),
            Config = zone.Element("Config") is { } config
                ? new HostedZoneConfig { Comment = (string?)config.Element("Comment"), PrivateZone = (bool?)config.Element("PrivateZone") }
                : null,
            ResourceRecordSetCount = (long?)zone.Element("ResourceRecordSetCount"),
        };

    private static HostedZoneSummary Summary(XElement summary) =>
        new()
        {
            HostedZoneId = Text(summary, "HostedZoneId"),
            Name = Text(summary, "Name"),
            Owner = new HostedZoneOwner
            {
                OwningAccount = (string?)summary.Element("Owner")?.Element("OwningAccount"),
                OwningService = (string?)summary.Element("Owner")?.Element("OwningService"),
            },
        };

    private static ResourceRecordSet RecordSet(XElement set) =>
        new()
        {
            Name = Text(set, "Name"),
            Type = Text(set, "Type"),
            SetIdentifier = (string?)set.Element("SetIdentifier"),
            Weight = (long?)set.Element("Weight"),
            Region = (string?)set.Element("Region"),
            Failover = (string?)set.Element("Failover"),
            MultiValueAnswer = (bool?)set.Element("MultiValueAnswer"),
            TTL = (long?)set.Element("TTL"),
            ResourceRecords = [.. Members(set, "ResourceRecords").Select(record => new ResourceRecord { Value = Text(record, "Value") })],
            AliasTarget = set.Element("AliasTarget") is { } alias
                ? new AliasTarget
                {
                    HostedZoneId = Text(alias, "HostedZoneId"),
                    DNSName = Text(alias, "DNSName"),
                    EvaluateTargetHealth = (bool?)alias.Element("EvaluateTargetHealth"),
                }
                : null,
            HealthCheckId = (string?)set.Element("HealthCheckId"),
        };

    private static IEnumerable<XElement> Members(XElement parent, string name) => parent.Element(name)?.Elements() ?? [];

    private static string Text(XElement parent, string name) => (string?)parent.Element(name) ?? string.Empty;
}
