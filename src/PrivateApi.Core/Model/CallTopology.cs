namespace PrivateApi.Model;

/// <summary>Where a call runs, as far as it was read.</summary>
public sealed record CallTopology
{
    /// <summary>The caller's place; null for no caller, and for one that is in no VPC.</summary>
    public NetworkPlace? Caller { get; init; }

    /// <summary>
    /// The routes of the caller's table that take the call, such as <c>10.1.0.0/16 pcx-0a1b2c3d</c>; empty where not known.
    /// </summary>
    public IReadOnlyList<string> Route
    {
        get;
        init => field = value.ToArray();
    } = [];

    /// <summary>The load balancer in front of the endpoint; null for none.</summary>
    public string? LoadBalancerName { get; init; }

    /// <summary>The VPC of the endpoint; null where no endpoint was read.</summary>
    public string? EndpointVpcId { get; init; }

    /// <summary>The endpoint's network interfaces that the call is led to; those that were not read are left out.</summary>
    public IReadOnlyList<NetworkPlace> Interface
    {
        get;
        init => field = value.ToArray();
    } = [];

    /// <summary>From where to where.</summary>
    public override string ToString() => $"{Caller?.ToString() ?? "-"} to {string.Join(", ", Interface)}";
}
