using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A record of a private hosted zone that resolves a private custom domain name.</summary>
public sealed record DomainRecord
{
    /// <summary>The record's name.</summary>
    public required string Name { get; init; }

    /// <summary><c>A</c>, <c>AAAA</c> or <c>CNAME</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The name or the addresses that it leads to.</summary>
    public required string Target { get; init; }

    /// <summary>The hosted zone.</summary>
    public required string HostedZoneId { get; init; }

    /// <summary>The zone's domain.</summary>
    public required string ZoneName { get; init; }

    /// <summary>VPCs in which the zone answers.</summary>
    public required IReadOnlyList<string> VpcId
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>The record and its zone.</summary>
    public override string ToString() => $"{Name} {Type} {Target} ({HostedZoneId})";
}
