namespace PrivateApi.Facts;

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
    public int FromPort { get; set; } = -1;

    /// <summary>Last port; -1 for all.</summary>
    public int ToPort { get; set; } = -1;

    /// <summary>IPv4 or IPv6 range of the peer; null for another kind.</summary>
    public string? CidrBlock { get; set; }

    /// <summary>Prefix list of the peer; null for another kind.</summary>
    public string? PrefixListId { get; set; }

    /// <summary>Group whose members are the peer; null for another kind.</summary>
    public string? ReferencedGroupId { get; set; }
}
