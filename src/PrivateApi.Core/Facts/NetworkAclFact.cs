namespace PrivateApi.Facts;

/// <summary>A network ACL.</summary>
internal sealed record NetworkAclFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>True for the one of all subnets without one of their own.</summary>
    public bool IsDefault { get; set; }

    /// <summary>Subnets it is on.</summary>
    public IReadOnlyList<string> SubnetId { get; set; } = [];

    /// <summary>Its entries, in any order.</summary>
    public IReadOnlyList<NetworkAclEntryFact> Entry { get; set; } = [];
}
