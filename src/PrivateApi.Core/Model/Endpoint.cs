using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>An interface VPC endpoint for execute-api.</summary>
public sealed record Endpoint : IAwsResource
{
    /// <summary>Value of the tag <c>privateapi:name</c>; null for an endpoint that this module did not create.</summary>
    public required string? Name { get; init; }

    /// <summary>The endpoint's id.</summary>
    public required string VpcEndpointId { get; init; }

    /// <summary>The VPC it is in.</summary>
    public required string VpcId { get; init; }

    /// <summary>For instance <c>com.amazonaws.eu-west-1.execute-api</c>.</summary>
    public required string ServiceName { get; init; }

    /// <summary>State in AWS's words, lower camel case: <c>pending</c>, <c>available</c>, <c>deleting</c> …</summary>
    public required string State { get; init; }

    /// <summary>Its subnets.</summary>
    public required IReadOnlyList<string> SubnetId
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Its security groups.</summary>
    public required IReadOnlyList<string> SecurityGroupId
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Its network interfaces, one per subnet when complete.</summary>
    public required IReadOnlyList<EndpointInterface> NetworkInterface
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>True when the VPC's resolver answers execute-api names with this endpoint.</summary>
    public required bool PrivateDnsEnabled { get; init; }

    /// <summary><c>ipv4</c>, <c>dualstack</c> or <c>ipv6</c>.</summary>
    public required string IpAddressType { get; init; }

    /// <summary>Endpoint-specific DNS names (suffix <c>.vpce.…</c>): the regional one first, then one per zone.</summary>
    public required IReadOnlyList<string> DnsName
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>The endpoint policy as JSON; null if AWS shows none (full access).</summary>
    public required string? Policy { get; init; }

    /// <summary>Account that owns the endpoint.</summary>
    public required string OwnerId { get; init; }

    /// <summary>Probe functions that call from inside this endpoint's VPC.</summary>
    public IReadOnlyList<ProbeFunction> Probe
    {
        get;
        init => field = Items.Of(value);
    } = new ItemList<ProbeFunction>([]);

    /// <summary>Tags of the endpoint.</summary>
    public required IReadOnlyDictionary<string, string> Tag
    {
        get;
        init => field = Items.Of(value);
    }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>Its id.</summary>
    public override string ToString() => VpcEndpointId;
}
