using System.Text.Json.Serialization;

namespace PrivateApi.Facts;

/// <summary>A hosted zone of Route 53.</summary>
internal sealed record HostedZoneFact
{
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
