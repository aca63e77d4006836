namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A VPN connection, to a virtual private gateway or a transit gateway; its tunnels are up while it is available.</summary>
internal sealed class LabVpnConnection(string id, string ownerId) : LabStagedResource(id, ownerId)
{
    public override string ResourceType => "vpn-connection";

    public required string CustomerGatewayId { get; init; }

    /// <summary>Null when it leads to a transit gateway.</summary>
    public string? VpnGatewayId { get; init; }

    /// <summary>Null when it leads to a virtual private gateway.</summary>
    public string? TransitGatewayId { get; init; }

    public bool StaticRoutesOnly { get; init; }

    /// <summary>Outside addresses of its two tunnels.</summary>
    public required IReadOnlyList<string> TunnelAddresses { get; init; }

    /// <summary>Static routes to the customer's side.</summary>
    public List<Cidr> Routes { get; } = [];

    /// <summary>The routes that it brings: none unless it is available.</summary>
    public IEnumerable<Cidr> RoutesAt(DateTimeOffset now) => IsAvailableAt(now) ? Routes : [];
}
