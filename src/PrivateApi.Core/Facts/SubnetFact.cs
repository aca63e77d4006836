namespace PrivateApi.Facts;

/// <summary>A subnet.</summary>
internal sealed record SubnetFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>Name of its Availability Zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Its IPv4 and IPv6 ranges.</summary>
    public IReadOnlyList<string> CidrBlock { get; set; } = [];
}
