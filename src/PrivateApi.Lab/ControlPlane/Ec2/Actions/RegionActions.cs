using System.Xml.Linq;
using Amazon;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Regions, Availability Zones, and the account's attributes.</summary>
internal static class RegionActions
{
    // Regions that every account has enabled by default (account management reference, "Enable or disable AWS Regions").
    private static readonly HashSet<string> Always = new(StringComparer.Ordinal)
    {
        "us-east-1",
        "us-east-2",
        "us-west-1",
        "us-west-2",
        "ca-central-1",
        "sa-east-1",
        "eu-west-1",
        "eu-west-2",
        "eu-west-3",
        "eu-central-1",
        "eu-north-1",
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-southeast-1",
        "ap-southeast-2",
        "ap-south-1",
    };

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["DescribeRegions"] = DescribeRegions,
            ["DescribeAvailabilityZones"] = DescribeAvailabilityZones,
            ["DescribeAccountAttributes"] = DescribeAccountAttributes,
        };

    private static IEnumerable<XElement?> DescribeRegions(Ec2Call call)
    {
        string partition = call.State.Partition;
        List<RegionEndpoint> regions = RegionEndpoint
            .EnumerableAllRegions.Where(region =>
                region.PartitionName == partition && region.SystemName.Count(c => c == '-') >= 2 && char.IsAsciiDigit(region.SystemName[^1])
            )
            .DistinctBy(region => region.SystemName)
            .ToList();
        IReadOnlyList<string> names = call.Form.List("RegionName");
        if (names.FirstOrDefault(name => !regions.Exists(region => region.SystemName == name)) is { } unknown)
        {
            throw new AwsFault(400, "InvalidParameterValue", $"Invalid region name: [{unknown}]");
        }

        IEnumerable<RegionEndpoint> shown =
            names.Count > 0
                ? regions.Where(region => names.Contains(region.SystemName))
                : regions.Where(region => call.Is("AllRegions") || OptIn(call, region) != "not-opted-in");
        Ec2Filters<RegionEndpoint> filters = new()
        {
            ["endpoint"] = region => [Endpoint(region)],
            ["opt-in-status"] = region => [OptIn(call, region)],
            ["region-name"] = region => [region.SystemName],
        };
        return
        [
            Ec2Xml.Set(
                "regionInfo",
                filters
                    .Apply(call, shown)
                    .Select(region =>
                        new XElement?[]
                        {
                            new("regionName", region.SystemName),
                            new("regionEndpoint", Endpoint(region)),
                            new("optInStatus", OptIn(call, region)),
                        }
                    )
            ),
        ];
    }

    private static IEnumerable<XElement?> DescribeAvailabilityZones(Ec2Call call)
    {
        IReadOnlyList<LabZone> zones = call.State.Zones;
        IReadOnlyList<string> names = call.Form.List("ZoneName");
        IReadOnlyList<string> ids = call.Form.List("ZoneId");
        List<string> unknown =
        [
            .. names.Where(name => !zones.Any(zone => zone.Name == name)),
            .. ids.Where(id => !zones.Any(zone => zone.Id == id)),
        ];
        if (unknown.Count > 0)
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Invalid availability {(names.Count > 0 ? "zone" : "zone-id")}: [{string.Join(", ", unknown)}]"
            );
        }

        Ec2Filters<LabZone> filters = new()
        {
            ["group-name"] = _ => [call.Region + "-zg-1"],
            ["message"] = _ => [],
            ["opt-in-status"] = _ => ["opt-in-not-required"],
            ["parent-zone-id"] = _ => [],
            ["parent-zone-name"] = _ => [],
            ["region-name"] = _ => [call.Region],
            ["state"] = _ => ["available"],
            ["zone-id"] = zone => [zone.Id],
            ["zone-name"] = zone => [zone.Name],
            ["zone-type"] = _ => ["availability-zone"],
        };
        IEnumerable<LabZone> shown = zones.Where(zone =>
            (names.Count == 0 || names.Contains(zone.Name)) && (ids.Count == 0 || ids.Contains(zone.Id))
        );
        return
        [
            Ec2Xml.Set(
                "availabilityZoneInfo",
                filters
                    .Apply(call, shown)
                    .Select(zone =>
                        new XElement?[]
                        {
                            new("zoneName", zone.Name),
                            new("zoneId", zone.Id),
                            new("zoneState", "available"),
                            new("regionName", call.Region),
                            new("groupName", call.Region + "-zg-1"),
                            new("groupLongName", RegionEndpoint.GetBySystemName(call.Region).DisplayName + " 1"),
                            new("networkBorderGroup", call.Region),
                            new("zoneType", "availability-zone"),
                            new("optInStatus", "opt-in-not-required"),
                            new("messageSet"),
                        }
                    )
            ),
        ];
    }

    private static IEnumerable<XElement?> DescribeAccountAttributes(Ec2Call call)
    {
        Dictionary<string, string> attributes = new(StringComparer.Ordinal)
        {
            ["supported-platforms"] = "VPC",
            ["default-vpc"] = call.State.Vpcs.Values.FirstOrDefault(vpc => vpc.IsDefault)?.Id ?? "none",
            ["max-instances"] = "20",
            ["vpc-max-security-groups-per-interface"] = "5",
            ["max-elastic-ips"] = "5",
            ["vpc-max-elastic-ips"] = "5",
        };
        IReadOnlyList<string> names = call.Form.List("AttributeName");
        if (names.FirstOrDefault(name => !attributes.ContainsKey(name)) is { } unknown)
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Value ({unknown}) for parameter attributeName is invalid. Unknown attribute."
            );
        }

        return
        [
            Ec2Xml.Set(
                "accountAttributeSet",
                attributes
                    .Where(pair => names.Count == 0 || names.Contains(pair.Key))
                    .Select(pair =>
                        new XElement?[]
                        {
                            new("attributeName", pair.Key),
                            Ec2Xml.Set(
                                "attributeValueSet",
                                [
                                    [new XElement("attributeValue", pair.Value)],
                                ]
                            ),
                        }
                    )
            ),
        ];
    }

    private static string Endpoint(RegionEndpoint region) => $"ec2.{region.SystemName}.{region.PartitionDnsSuffix}";

    private static string OptIn(Ec2Call call, RegionEndpoint region) =>
        call.State.Partition != "aws" || Always.Contains(region.SystemName) ? "opt-in-not-required"
        : region.SystemName == call.Region ? "opted-in"
        : "not-opted-in";
}
