using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>One network interface of an interface VPC endpoint; there is one per subnet.</summary>
public sealed record EndpointInterface
{
    /// <summary>The network interface's id.</summary>
    public required string NetworkInterfaceId { get; init; }

    /// <summary>The subnet it is in.</summary>
    public required string SubnetId { get; init; }

    /// <summary>Name of that subnet's Availability Zone.</summary>
    public required string AvailabilityZone { get; init; }

    /// <summary>Its private IPv4 address; null for an IPv6-only endpoint.</summary>
    public required string? PrivateIpAddress { get; init; }

    /// <summary>Its IPv6 addresses; empty for an IPv4 endpoint.</summary>
    public IReadOnlyList<string> Ipv6Address
    {
        get;
        init => field = Items.Of(value);
    } = new ItemList<string>([]);

    /// <summary>Its id and address.</summary>
    public override string ToString() => PrivateIpAddress is { } address ? $"{NetworkInterfaceId} ({address})" : NetworkInterfaceId;
}
