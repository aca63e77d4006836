using System.Text.Json.Serialization;

namespace PrivateApi.Facts;

/// <summary>A security group.</summary>
internal sealed record SecurityGroupFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Its rules.</summary>
    [JsonPropertyName("rule")]
    public IReadOnlyList<SecurityGroupRuleFact> Rules { get; init; } = [];
}

/// <summary>A rule of a security group; exactly one of the peers is set.</summary>
internal sealed record SecurityGroupRuleFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>True for connections that leave.</summary>
    public required bool IsEgress { get; init; }

    /// <summary><c>tcp</c>, another protocol's name or number, or <c>-1</c> for all traffic.</summary>
    public required string Protocol { get; init; }

    /// <summary>First port; -1 for all.</summary>
    public int FromPort { get; init; } = -1;

    /// <summary>Last port; -1 for all.</summary>
    public int ToPort { get; init; } = -1;

    /// <summary>IPv4 or IPv6 range of the peer; null for another kind.</summary>
    public string? CidrBlock { get; init; }

    /// <summary>Prefix list of the peer; null for another kind.</summary>
    public string? PrefixListId { get; init; }

    /// <summary>Group whose members are the peer; null for another kind.</summary>
    public string? ReferencedGroupId { get; init; }
}

/// <summary>A network ACL.</summary>
internal sealed record NetworkAclFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>True for the one of all subnets without one of their own.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Subnets it is on.</summary>
    [JsonPropertyName("subnetId")]
    public IReadOnlyList<string> SubnetIds { get; init; } = [];

    /// <summary>Its entries, in any order.</summary>
    [JsonPropertyName("entry")]
    public IReadOnlyList<NetworkAclEntryFact> Entries { get; init; } = [];
}

/// <summary>One numbered rule of a network ACL.</summary>
internal sealed record NetworkAclEntryFact
{
    /// <summary>Its place: the lowest that matches decides; 32767 is the closing deny.</summary>
    public required int RuleNumber { get; init; }

    /// <summary>True for traffic that leaves the subnet.</summary>
    public required bool IsEgress { get; init; }

    /// <summary>IANA number as text; <c>-1</c> for all.</summary>
    public required string Protocol { get; init; }

    /// <summary>True to allow, false to deny.</summary>
    public required bool IsAllow { get; init; }

    /// <summary>IPv4 or IPv6 range of the other side.</summary>
    public required string CidrBlock { get; init; }

    /// <summary>First port; null for all.</summary>
    public int? FromPort { get; init; }

    /// <summary>Last port; null for all.</summary>
    public int? ToPort { get; init; }
}
