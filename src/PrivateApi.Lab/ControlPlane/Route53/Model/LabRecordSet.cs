using System.Xml.Linq;

namespace PrivateApi.Lab.ControlPlane.Route53.Model;

/// <summary>A resource record set: values with a time to live, or an alias.</summary>
internal sealed record LabRecordSet
{
    /// <summary>As Route 53 keeps names: lower-case, with a trailing dot, <c>*</c> as <c>\052</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Record type, for instance <c>A</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Tells the records of a routing policy apart; null for a simple record.</summary>
    public string? SetIdentifier { get; init; }

    /// <summary>Seconds; null for an alias.</summary>
    public long? Ttl { get; init; }

    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Null for a record with values.</summary>
    public LabAliasTarget? AliasTarget { get; init; }

    /// <summary>Weight, Region, Failover and the like, as they were sent; the lab routes nothing by them.</summary>
    public IReadOnlyList<XElement> Routing { get; init; } = [];

    public (string Name, string Type, string SetIdentifier) Key => (Name, Type, SetIdentifier ?? string.Empty);

    /// <summary>True when a deletion names all that the record says, which Route 53 wants.</summary>
    public bool IsSameAs(LabRecordSet other) =>
        Ttl == other.Ttl && AliasTarget == other.AliasTarget && Values.Order(StringComparer.Ordinal).SequenceEqual(other.Values.Order(StringComparer.Ordinal));
}
