using System.Text.Json.Serialization;

namespace PrivateApi.Facts;

/// <summary>A hosted zone of Route 53.</summary>
internal sealed record HostedZoneFact
{
    /// <summary>The subject of reads of private zones that answer in no VPC of the callers.</summary>
    public const string Unused = "UnusedZone";

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its domain, lower case, without the closing dot.</summary>
    public required string Name { get; init; }

    /// <summary>True for a public one, which everybody sees.</summary>
    public bool IsPublic { get; init; }

    /// <summary>VPCs associated with it; none for a public one.</summary>
    [JsonPropertyName("vpcId")]
    public IReadOnlyList<string> VpcIds { get; init; } = [];

    /// <summary>Its address and CNAME records.</summary>
    [JsonPropertyName("record")]
    public IReadOnlyList<RecordFact> Records { get; init; } = [];
}

/// <summary>A record of a hosted zone.</summary>
internal sealed record RecordFact
{
    /// <summary>Its name, lower case, without the closing dot; a first label <c>*</c> stands for any.</summary>
    public required string Name { get; init; }

    /// <summary><c>A</c>, <c>AAAA</c> or <c>CNAME</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Addresses, or the name that a CNAME stands for.</summary>
    [JsonPropertyName("value")]
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The name that an alias stands for; null for no alias.</summary>
    public string? AliasTarget { get; init; }
}

/// <summary>An inbound endpoint of Route 53 Resolver: where other networks ask a VPC's resolver.</summary>
internal sealed record InboundResolverFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>Status in AWS's words: <c>OPERATIONAL</c>, …</summary>
    public required string Status { get; init; }

    /// <summary>Its addresses.</summary>
    public IReadOnlyList<string> Address { get; init; } = [];

    /// <summary>Its security groups; null in a snapshot from before they were read.</summary>
    [JsonPropertyName("securityGroupId")]
    public IReadOnlyList<string>? SecurityGroupIds { get; init; }
}

/// <summary>A rule of Route 53 Resolver.</summary>
internal sealed record ResolverRuleFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The domain it is for, lower case, without the closing dot; empty for all.</summary>
    public required string Domain { get; init; }

    /// <summary>True to ask other name servers, false to ask the VPC's own resolver after all.</summary>
    public required bool IsForward { get; init; }

    /// <summary>VPCs associated with it.</summary>
    [JsonPropertyName("vpcId")]
    public IReadOnlyList<string> VpcIds { get; init; } = [];

    /// <summary>Addresses of the name servers asked.</summary>
    [JsonPropertyName("target")]
    public IReadOnlyList<string> Targets { get; init; } = [];
}

/// <summary>
/// A Route 53 Profile on a VPC, and what it carries that answers names there (Route 53 guide, "What are Amazon Route 53 Profiles?").
/// Its DNS Firewall groups are not read.
/// </summary>
internal sealed record ProfileFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its place among several Profiles of the VPC, the lowest first; null where none is said.</summary>
    public int? Priority { get; init; }

    /// <summary>Its private hosted zones, among those that were read.</summary>
    [JsonPropertyName("hostedZoneId")]
    public IReadOnlyList<string> HostedZoneIds { get; init; } = [];

    /// <summary>Its rules of Route 53 Resolver, among those that were read.</summary>
    [JsonPropertyName("resolverRuleId")]
    public IReadOnlyList<string> ResolverRuleIds { get; init; } = [];

    /// <summary>Its interface endpoints for execute-api, among those that were read.</summary>
    [JsonPropertyName("endpointId")]
    public IReadOnlyList<string> EndpointIds { get; init; } = [];

    /// <summary>What else it carries, and what names that answers is not known.</summary>
    public IReadOnlyList<UnreadResourceFact> Unread { get; init; } = [];
}

/// <summary>A zone, rule or endpoint of a Route 53 Profile that could not be read.</summary>
internal sealed record UnreadResourceFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The account that added it to the Profile, and can read it.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The permission that is missing; null for a resource of another account.</summary>
    public string? Permission { get; init; }

    /// <summary>True for an endpoint, which answers the names of its service alone.</summary>
    public bool IsEndpoint => Id.StartsWith("vpce-", StringComparison.Ordinal);
}
