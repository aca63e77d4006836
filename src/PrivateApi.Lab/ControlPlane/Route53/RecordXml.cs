using System.Globalization;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Route53.Model;

namespace PrivateApi.Lab.ControlPlane.Route53;

/// <summary>Record sets on the wire.</summary>
internal static class RecordXml
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "SOA",
        "A",
        "TXT",
        "NS",
        "CNAME",
        "MX",
        "NAPTR",
        "PTR",
        "SRV",
        "SPF",
        "AAAA",
        "CAA",
        "DS",
        "TLSA",
        "SSHFP",
        "SVCB",
        "HTTPS",
    };

    // The rest of ResourceRecordSet in the AWS model, which the lab stores as it came.
    private static readonly string[] Routing =
    [
        "Weight",
        "Region",
        "GeoLocation",
        "Failover",
        "MultiValueAnswer",
        "HealthCheckId",
        "TrafficPolicyInstanceId",
        "CidrRoutingConfig",
        "GeoProximityLocation",
    ];

    /// <exception cref="AwsFault">Route 53 does not accept the set.</exception>
    public static LabRecordSet Read(XElement change)
    {
        XElement set =
            change.Element("ResourceRecordSet") ?? throw Route53Call.InvalidInput("Invalid request: a Change has no ResourceRecordSet");
        string type = (string?)set.Element("Type") ?? string.Empty;
        if (!Types.Contains(type))
        {
            throw Route53Call.InvalidInput(
                $"Invalid XML ; cvc-enumeration-valid: Value '{type}' is not facet-valid with respect to enumeration "
                    + $"'[{string.Join(", ", Types)}]'. It must be a value from the enumeration."
            );
        }

        string? identifier = (string?)set.Element("SetIdentifier");
        string name = (string?)set.Element("Name") ?? string.Empty;
        bool hasValues = set.Element("TTL") is not null && set.Element("ResourceRecords") is not null;
        bool hasAlias = set.Element("AliasTarget") is not null;
        bool hasPart = !hasValues && (set.Element("TTL") is not null || set.Element("ResourceRecords") is not null);
        if (hasValues == hasAlias || hasPart)
        {
            string found = hasAlias ? "more than one" : "none";
            throw Route53Call.InvalidInput(
                "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or "
                    + $"TrafficPolicyInstanceId], but found {found} in Change with [Action={(string?)change.Element("Action")}, "
                    + $"Name={name}, Type={type}, SetIdentifier={identifier ?? "null"}]"
            );
        }

        return new LabRecordSet
        {
            Name = ZoneName.Normalize(name),
            Type = type,
            SetIdentifier = identifier,
            Ttl = hasValues ? Ttl((string)set.Element("TTL")!) : null,
            Values =
            [
                .. (set.Element("ResourceRecords")?.Elements("ResourceRecord") ?? []).Select(record =>
                    (string?)record.Element("Value") ?? string.Empty
                ),
            ],
            AliasTarget = set.Element("AliasTarget") is { } alias
                ? new LabAliasTarget(
                    (string?)alias.Element("HostedZoneId") ?? string.Empty,
                    ZoneName.Normalize((string?)alias.Element("DNSName") ?? string.Empty),
                    (string?)alias.Element("EvaluateTargetHealth") == "true"
                )
                : null,
            Routing = [.. set.Elements().Where(element => Routing.Contains(element.Name.LocalName))],
        };
    }

    public static XElement Show(LabRecordSet record) =>
        new(
            "ResourceRecordSet",
            new XElement("Name", record.Name),
            new XElement("Type", record.Type),
            QueryAnswer.Optional("SetIdentifier", record.SetIdentifier),
            record.Routing.Select(element => new XElement(element)),
            QueryAnswer.Optional("TTL", record.Ttl),
            record.Values.Count == 0
                ? null
                : new XElement(
                    "ResourceRecords",
                    record.Values.Select(value => new XElement("ResourceRecord", new XElement("Value", value)))
                ),
            record.AliasTarget is not { } alias
                ? null
                : new XElement(
                    "AliasTarget",
                    new XElement("HostedZoneId", alias.HostedZoneId),
                    new XElement("DNSName", alias.DnsName),
                    new XElement("EvaluateTargetHealth", alias.EvaluateTargetHealth)
                )
        );

    private static long Ttl(string text) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out long seconds) && seconds is >= 0 and <= int.MaxValue
            ? seconds
            : throw Route53Call.InvalidInput($"Invalid TTL: {text}");
}
