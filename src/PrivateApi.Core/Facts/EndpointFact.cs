namespace PrivateApi.Facts;

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
    public string OwnerId { get; set; } = string.Empty;

    /// <summary>True when its VPC's resolver answers execute-api names with it.</summary>
    public bool PrivateDnsEnabled { get; set; }

    /// <summary>Its own names, regional and zonal, in lower case.</summary>
    public IReadOnlyList<string> DnsName { get; set; } = [];

    /// <summary>Its network interfaces.</summary>
    public IReadOnlyList<string> InterfaceId { get; set; } = [];

    /// <summary>Its subnets.</summary>
    public IReadOnlyList<string> SubnetId { get; set; } = [];

    /// <summary>Its policy; null for full access.</summary>
    public string? Policy { get; set; }

    public bool IsAvailable => string.Equals(State, "available", StringComparison.OrdinalIgnoreCase);

    public bool IsForApis => ServiceName.EndsWith(".execute-api", StringComparison.Ordinal);
}
