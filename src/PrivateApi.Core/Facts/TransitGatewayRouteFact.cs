namespace PrivateApi.Facts;

/// <summary>A route of a transit gateway.</summary>
internal sealed record TransitGatewayRouteFact
{
    /// <summary>Range in CIDR notation.</summary>
    public required string Destination { get; init; }

    /// <summary>The attachment it leads to; null for a blackhole.</summary>
    public string? AttachmentId { get; set; }

    /// <summary>True when packets are dropped.</summary>
    public bool IsBlackhole { get; set; }
}
