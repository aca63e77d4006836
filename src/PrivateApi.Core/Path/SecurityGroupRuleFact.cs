namespace PrivateApi.Paths;

/// <summary>A rule of a security group; exactly one of the peers is set.</summary>
internal sealed record SecurityGroupRuleFact
{
    public required string Id { get; init; }

    public required bool IsEgress { get; init; }

    /// <summary><c>tcp</c>, another protocol's name or number, or <c>-1</c> for all traffic.</summary>
    public required string Protocol { get; init; }

    /// <summary>First port; -1 for all.</summary>
    public int FromPort { get; init; } = -1;

    /// <summary>Last port; -1 for all.</summary>
    public int ToPort { get; init; } = -1;

    /// <summary>IPv4 or IPv6 ranges: the rule's own, or the entries of its prefix list.</summary>
    public IReadOnlyList<string> CidrBlocks { get; init; } = [];

    /// <summary>A group whose members are the peer; null when ranges are.</summary>
    public string? ReferencedGroupId { get; init; }
}
