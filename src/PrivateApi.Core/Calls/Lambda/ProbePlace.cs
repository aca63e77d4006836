using PrivateApi.Model;

namespace PrivateApi.Calls.Lambda;

/// <summary>Where a probe is to run, and which endpoint it is to reach from there.</summary>
internal sealed record ProbePlace
{
    public required string VpcId { get; init; }

    public required IReadOnlyList<string> SubnetIds { get; init; }

    /// <summary>Security groups that the user named; empty for a group of the probe's own.</summary>
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>The endpoint to reach; null where the user named security groups and no endpoint is known.</summary>
    public Endpoint? Endpoint { get; init; }

    /// <summary>Custom domain names that it may call; empty for execute-api names alone.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>
    /// What a group of its own may send to: the endpoint's groups, or its addresses from another VPC, where its groups mean
    /// nothing.
    /// </summary>
    public IReadOnlyList<string> EgressTargets =>
        Endpoint is null ? []
        : IsInEndpointVpc ? Endpoint.SecurityGroupId
        : EndpointAddresses;

    /// <summary>True when the probe is in the endpoint's VPC.</summary>
    public bool IsInEndpointVpc => Endpoint?.VpcId == VpcId;

    /// <summary>Addresses of the endpoint's network interfaces.</summary>
    public IReadOnlyList<string> EndpointAddresses =>
        Endpoint is null
            ? []
            : [.. Endpoint.NetworkInterface.SelectMany(item => item.Ipv6Address.Prepend(item.PrivateIpAddress)).OfType<string>()];
}
