using System.Text.Json.Serialization;
using PrivateApi.Model;

namespace PrivateApi.Reachability;

/// <summary>Where a call starts.</summary>
internal sealed record Caller
{
    public required CallerKind Kind { get; init; }

    /// <summary>Who calls, in words, for instance <c>subnet-0a (10.0.1.0/24) with sg-0b</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Its VPC; for one on premises the VPC where the gateway lands. Null for others.</summary>
    public string? VpcId { get; init; }

    /// <summary>Its Region where that is not the API's; null for the same, and outside AWS.</summary>
    public string? Region { get; init; }

    /// <summary>True for an interface of a VPC Lattice resource gateway, by which others call.</summary>
    public bool IsResourceGateway { get; init; }

    /// <summary>Its subnet; null where it is in none, or not known.</summary>
    public string? SubnetId { get; init; }

    /// <summary>Name of its Availability Zone; null where it has none.</summary>
    public string? Zone { get; init; }

    /// <summary>Its IPv4 address; null for none.</summary>
    public string? Address { get; init; }

    /// <summary>Its IPv6 address; null for none.</summary>
    public string? Ipv6Address { get; init; }

    /// <summary>
    /// Where its address is not known: the addresses and ranges, of both families, of which it has one. Empty otherwise.
    /// </summary>
    [JsonPropertyName("range")]
    public IReadOnlyList<string> Ranges { get; init; } = [];

    /// <summary>Its security groups; null when they are not known.</summary>
    [JsonPropertyName("securityGroupId")]
    public IReadOnlyList<string>? SecurityGroupIds { get; init; }

    /// <summary>For one on premises: true when its name servers forward to the VPC's inbound resolver.</summary>
    public bool ForwardsNames { get; init; }

    /// <summary>No caller: what lies before the endpoint is not judged.</summary>
    public static Caller Nobody { get; } = new() { Kind = CallerKind.None, Label = TestResult.AnyCaller };

    /// <summary>Somewhere on the internet.</summary>
    public static Caller Internet { get; } = new() { Kind = CallerKind.Internet, Label = "a caller on the internet" };

    /// <summary>True in a VPC.</summary>
    public bool IsInVpc => Kind == CallerKind.Vpc;

    /// <summary>The address that policies see; null when it is not known.</summary>
    public string? SourceAddress => Address ?? Ipv6Address;
}
