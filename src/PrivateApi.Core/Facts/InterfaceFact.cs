namespace PrivateApi.Facts;

/// <summary>A network interface.</summary>
internal sealed record InterfaceFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its subnet.</summary>
    public required string SubnetId { get; init; }

    /// <summary>Name of its Availability Zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Its private IPv4 address; null when it has none.</summary>
    public string? Address { get; set; }

    /// <summary>Its IPv6 addresses.</summary>
    public IReadOnlyList<string> Ipv6Address { get; set; } = [];

    /// <summary>Its security groups.</summary>
    public IReadOnlyList<string> SecurityGroupId { get; set; } = [];

    /// <summary>Its IPv4 address, else its first IPv6 one; null for none.</summary>
    public string? AnyAddress => Address ?? (Ipv6Address is [var first, ..] ? first : null);
}
