namespace PrivateApi.Facts;

/// <summary>A VPC, as far as names and ways depend on it.</summary>
internal sealed record VpcFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its IPv4 and IPv6 ranges.</summary>
    public IReadOnlyList<string> CidrBlock { get; set; } = [];

    /// <summary>Whether its own resolver answers.</summary>
    public required bool EnableDnsSupport { get; init; }

    /// <summary>Whether private zones count (AWS: both attributes are needed).</summary>
    public required bool EnableDnsHostnames { get; init; }

    /// <summary>Name servers of its DHCP options other than Amazon's; empty when Amazon's resolver serves.</summary>
    public IReadOnlyList<string> DnsServer { get; set; } = [];
}
