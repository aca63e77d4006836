using System.Xml.Linq;

namespace PrivateApi.Aws.Clients.Route53;

/// <summary>Reads Route 53's answers, and writes what its requests contain, in the order of the AWS model.</summary>
internal static class Route53Xml
{
    private static readonly XNamespace Namespace = "https://route53.amazonaws.com/doc/2013-04-01/";

    public static XElement Body(ChangeResourceRecordSetsRequest request) =>
        new(
            Namespace + nameof(ChangeResourceRecordSetsRequest),
            Element(
                "ChangeBatch",
                Element("Comment", request.ChangeBatch.Comment),
                Element(
                    "Changes",
                    request.ChangeBatch.Changes.Select(change =>
                        Element("Change", Element("Action", change.Action), Written(change.ResourceRecordSet))
                    )
                )
            )
        );

    public static XElement Body(CreateHostedZoneRequest request) =>
        new(
            Namespace + nameof(CreateHostedZoneRequest),
            Element("Name", request.Name),
            request.VPC is { } vpc ? Written(vpc) : null,
            Element("CallerReference", request.CallerReference),
            request.HostedZoneConfig is { } config
                ? Element("HostedZoneConfig", Element("Comment", config.Comment), Element("PrivateZone", config.PrivateZone))
                : null
        );

    public static XElement Body(string request, VPC vpc, string? comment) =>
        new(Namespace + request, Written(vpc), Element("Comment", comment));

    public static AssociateVPCWithHostedZoneResponse AssociateVPCWithHostedZone(XElement root) => new() { ChangeInfo = Change(root) };

    public static ChangeResourceRecordSetsResponse ChangeResourceRecordSets(XElement root) => new() { ChangeInfo = Change(root) };

    public static CreateHostedZoneResponse CreateHostedZone(XElement root) =>
        new() { HostedZone = root.Element("HostedZone") is { } zone ? Zone(zone) : new HostedZone(), ChangeInfo = Change(root) };

    public static DeleteHostedZoneResponse DeleteHostedZone(XElement root) => new() { ChangeInfo = Change(root) };

    public static DisassociateVPCFromHostedZoneResponse DisassociateVPCFromHostedZone(XElement root) => new() { ChangeInfo = Change(root) };

    public static GetChangeResponse GetChange(XElement root) => new() { ChangeInfo = Change(root) };

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

    private static XElement Written(ResourceRecordSet set) =>
        Element(
            "ResourceRecordSet",
            Element("Name", set.Name),
            Element("Type", set.Type),
            Element("SetIdentifier", set.SetIdentifier),
            Element("Weight", set.Weight),
            Element("Region", set.Region),
            Element("Failover", set.Failover),
            Element("MultiValueAnswer", set.MultiValueAnswer),
            Element("TTL", set.TTL),
            set.ResourceRecords.Count == 0
                ? null
                : Element(
                    "ResourceRecords",
                    set.ResourceRecords.Select(record => Element("ResourceRecord", Element("Value", record.Value)))
                ),
            set.AliasTarget is { } alias
                ? Element(
                    "AliasTarget",
                    Element("HostedZoneId", HostedZoneIds.Plain(alias.HostedZoneId)),
                    Element("DNSName", alias.DNSName),
                    Element("EvaluateTargetHealth", alias.EvaluateTargetHealth)
                )
                : null,
            Element("HealthCheckId", set.HealthCheckId)
        );

    private static XElement Written(VPC vpc) => Element("VPC", Element("VPCRegion", vpc.VPCRegion), Element("VPCId", vpc.VPCId));

    private static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    private static XElement? Element(string name, object? value) => value is null ? null : new XElement(Namespace + name, value);

    private static ChangeInfo Change(XElement root) =>
        root.Element("ChangeInfo") is { } info
            ? new ChangeInfo
            {
                Id = Text(info, "Id"),
                Status = Text(info, "Status"),
                Comment = (string?)info.Element("Comment"),
            }
            : new ChangeInfo();

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
