namespace PrivateApi.Facts;

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
    public IReadOnlyList<string> VpcId { get; set; } = [];

    /// <summary>Addresses of the name servers asked.</summary>
    public IReadOnlyList<string> Target { get; set; } = [];
}
