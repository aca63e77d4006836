namespace PrivateApi.Facts;

/// <summary>A VPC peering connection.</summary>
internal sealed record PeeringFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The two VPCs.</summary>
    public required IReadOnlyList<string> VpcId { get; init; }

    /// <summary>Status in AWS's words: <c>active</c>, <c>pending-acceptance</c>, …</summary>
    public required string Status { get; init; }
}
