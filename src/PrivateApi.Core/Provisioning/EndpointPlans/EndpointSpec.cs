namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>What <c>New-PrivateApiEndpoint</c> was asked for.</summary>
internal sealed record EndpointSpec
{
    /// <summary>The endpoint's name.</summary>
    public required string Name { get; init; }

    /// <summary>The VPC it goes into.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its subnets; empty for the VPC's private ones, one per zone.</summary>
    public IReadOnlyList<string> SubnetIds { get; init; } = [];

    /// <summary>Its security groups; empty to create one.</summary>
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>Whether the VPC's resolver answers execute-api names with it.</summary>
    public bool PrivateDnsEnabled { get; init; } = true;

    /// <summary>The endpoint policy as compact JSON; null for AWS's default, full access.</summary>
    public string? Policy { get; init; }

    /// <summary><c>ipv4</c>, <c>dualstack</c> or <c>ipv6</c>; null for AWS's default, <c>ipv4</c>.</summary>
    public string? IpAddressType { get; init; }

    /// <summary>The user's tags, for everything that is created.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>True to wait until it is available and complete.</summary>
    public bool Wait { get; init; } = true;

    /// <summary>When the wait gives up.</summary>
    public TimeSpan TimeOut { get; init; } = EndpointWait.DefaultLimit;
}
