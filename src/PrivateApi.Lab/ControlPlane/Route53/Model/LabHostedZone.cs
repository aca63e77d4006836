using System.Xml.Linq;

namespace PrivateApi.Lab.ControlPlane.Route53.Model;

/// <summary>A hosted zone with its records.</summary>
internal sealed class LabHostedZone
{
    /// <summary>Without <c>/hostedzone/</c>.</summary>
    public required string Id { get; init; }

    public required string OwnerId { get; init; }

    /// <summary>Lower-case, with a trailing dot.</summary>
    public required string Name { get; init; }

    public required string CallerReference { get; init; }

    public string? Comment { get; init; }

    public required bool IsPrivate { get; init; }

    /// <summary>VPCs that it answers in; none for a public zone.</summary>
    public List<LabZoneVpc> Vpcs { get; } = [];

    /// <summary>In Route 53's order: labels reversed, then type.</summary>
    public SortedDictionary<(string Name, string Type, string SetIdentifier), LabRecordSet> Records { get; set; } =
        new(ZoneName.RecordOrder);

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Name servers of a public zone, without trailing dots; those of private zones are always the same.</summary>
    public required IReadOnlyList<string> NameServers { get; init; }

    public bool IsIn(string vpcId, string vpcRegion) => Vpcs.Contains(new LabZoneVpc(vpcId, vpcRegion));
}

/// <summary>A VPC that a private hosted zone answers in.</summary>
internal sealed record LabZoneVpc(string VpcId, string VpcRegion);

/// <summary>A resource record set: values with a time to live, or an alias.</summary>
internal sealed record LabRecordSet
{
    /// <summary>As Route 53 keeps names: lower-case, with a trailing dot, <c>*</c> as <c>\052</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Record type, for instance <c>A</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Distinguishes the records of a routing policy; null for a simple record.</summary>
    public string? SetIdentifier { get; init; }

    /// <summary>Seconds; null for an alias.</summary>
    public long? Ttl { get; init; }

    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Null for a record with values.</summary>
    public LabAliasTarget? AliasTarget { get; init; }

    /// <summary>Weight, Region, Failover and the like, as they were sent; the lab does not route by them.</summary>
    public IReadOnlyList<XElement> Routing { get; init; } = [];

    public (string Name, string Type, string SetIdentifier) Key => (Name, Type, SetIdentifier ?? string.Empty);

    /// <summary>True when a deletion names everything in the record, which Route 53 requires.</summary>
    public bool IsSameAs(LabRecordSet other) =>
        Ttl == other.Ttl
        && AliasTarget == other.AliasTarget
        && Values.Order(StringComparer.Ordinal).SequenceEqual(other.Values.Order(StringComparer.Ordinal));
}

/// <summary>What an alias record leads to; the name is lower-case with its trailing dot.</summary>
internal sealed record LabAliasTarget(string HostedZoneId, string DnsName, bool EvaluateTargetHealth);
