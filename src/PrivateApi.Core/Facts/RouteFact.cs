namespace PrivateApi.Facts;

/// <summary>A route.</summary>
internal sealed record RouteFact
{
    /// <summary>Range in CIDR notation, or the id of a prefix list.</summary>
    public required string Destination { get; init; }

    /// <summary><c>local</c>, or the id of what it leads to; its prefix tells the kind (<c>pcx-</c>, <c>tgw-</c>, <c>vgw-</c>, <c>nat-</c>, <c>igw-</c>, <c>eni-</c>, …).</summary>
    public required string Target { get; init; }

    /// <summary>True when a virtual private gateway put it there; it never beats a local route.</summary>
    public bool IsPropagated { get; set; }

    /// <summary>True when its target is gone: packets are dropped.</summary>
    public bool IsBlackhole { get; set; }
}
