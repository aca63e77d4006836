namespace PrivateApi.Facts;

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
    public IReadOnlyList<string> Address { get; set; } = [];
}
