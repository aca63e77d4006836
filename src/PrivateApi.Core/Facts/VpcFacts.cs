using System.Text.Json.Serialization;

namespace PrivateApi.Facts;

/// <summary>A VPC, as far as names and ways depend on it.</summary>
internal sealed record VpcFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The account that owns it; null where that was not read. Another's is shared with this one.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Its IPv4 and IPv6 ranges.</summary>
    [JsonPropertyName("cidrBlock")]
    public IReadOnlyList<string> CidrBlocks { get; init; } = [];

    /// <summary>Whether its own resolver answers.</summary>
    public required bool EnableDnsSupport { get; init; }

    /// <summary>Whether private zones count (AWS: both attributes are needed).</summary>
    public required bool EnableDnsHostnames { get; init; }

    /// <summary>Name servers of its DHCP options other than Amazon's; empty when Amazon's resolver serves.</summary>
    [JsonPropertyName("dnsServer")]
    public IReadOnlyList<string> DnsServers { get; init; } = [];
}

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
    [JsonPropertyName("cidrBlock")]
    public IReadOnlyList<string> CidrBlocks { get; init; } = [];
}

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
    public string? Address { get; init; }

    /// <summary>Its IPv6 addresses.</summary>
    public IReadOnlyList<string> Ipv6Address { get; init; } = [];

    /// <summary>Its security groups.</summary>
    [JsonPropertyName("securityGroupId")]
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>Its IPv4 address, else its first IPv6 one; null for none.</summary>
    public string? AnyAddress => Address ?? (Ipv6Address is [var first, ..] ? first : null);

    /// <summary>All of them, the IPv4 one first.</summary>
    [JsonIgnore]
    public IEnumerable<string> Addresses => Address is { } own ? Ipv6Address.Prepend(own) : Ipv6Address;
}

/// <summary>A VPC endpoint.</summary>
internal sealed record EndpointFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>The service it is for.</summary>
    public required string ServiceName { get; init; }

    /// <summary>State in AWS's words; compared without case.</summary>
    public required string State { get; init; }

    /// <summary>The account that owns it.</summary>
    public string OwnerId { get; init; } = string.Empty;

    /// <summary>True when its VPC's resolver answers execute-api names with it.</summary>
    public bool PrivateDnsEnabled { get; init; }

    /// <summary>Its own names, regional and zonal, in lower case.</summary>
    [JsonPropertyName("dnsName")]
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>The hosted zone of its own names, which an alias record to them says; null where it was not read.</summary>
    public string? NamesZoneId { get; init; }

    /// <summary><c>ipv4</c>, <c>dualstack</c> or <c>ipv6</c>; null in a snapshot from before it was read.</summary>
    public string? IpAddressType { get; init; }

    /// <summary>The same or <c>service-defined</c>, for the records of its names; null for that of the addresses.</summary>
    public string? DnsRecordIpType { get; init; }

    /// <summary>Its network interfaces.</summary>
    [JsonPropertyName("interfaceId")]
    public IReadOnlyList<string> InterfaceIds { get; init; } = [];

    /// <summary>Its subnets.</summary>
    [JsonPropertyName("subnetId")]
    public IReadOnlyList<string> SubnetIds { get; init; } = [];

    /// <summary>Its policy; null for full access.</summary>
    public string? Policy { get; init; }

    public bool IsAvailable => string.Equals(State, "available", StringComparison.OrdinalIgnoreCase);

    public bool IsForApis => ServiceName.EndsWith(".execute-api", StringComparison.Ordinal);
}
