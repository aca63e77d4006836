using System.Net;

namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A peering connection as one side sees it, with that side's tags.</summary>
internal sealed class LabPeeringConnection(string id, string ownerId, LabPeeringAgreement agreement) : LabResource(id, ownerId)
{
    public override string ResourceType => "vpc-peering-connection";

    public LabPeeringAgreement Agreement { get; } = agreement;

    public LabPeeringSide Requester => Agreement.Requester;

    public LabPeeringSide Accepter => Agreement.Accepter;

    /// <summary>Status without intermediate states; traffic flows when it is <c>active</c>.</summary>
    public string Status => Agreement.Status;

    public string StateAt(DateTimeOffset now) => Status == "active" && now < Agreement.ActiveAt ? "provisioning" : Status;
}

/// <summary>One side of a peering connection.</summary>
internal sealed class LabPeeringSide
{
    public required string AccountId { get; init; }

    public required string Region { get; init; }

    public required string VpcId { get; init; }

    /// <summary>The VPC; null when the request named one that does not exist.</summary>
    public required LabVpc? Vpc { get; init; }

    public bool AllowDnsResolutionFromRemoteVpc { get; set; }
}

/// <summary>What both sides of a peering connection share.</summary>
internal sealed class LabPeeringAgreement
{
    public required LabPeeringSide Requester { get; init; }

    public required LabPeeringSide Accepter { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>pending-acceptance</c>, <c>active</c>, <c>rejected</c>, <c>deleted</c>, <c>failed</c>.</summary>
    public required string Status { get; set; }

    /// <summary>When an accepted one leaves <c>provisioning</c>; null before.</summary>
    public DateTimeOffset? ActiveAt { get; set; }
}

/// <summary>A transit gateway: VPCs and VPN connections attached to it reach one another through its route tables.</summary>
internal sealed class LabTransitGateway(string id, string ownerId) : LabStagedResource(id, ownerId)
{
    public override string ResourceType => "transit-gateway";

    public string Description { get; init; } = string.Empty;

    public long AmazonSideAsn { get; init; } = 64512;

    public IReadOnlyList<string> CidrBlocks { get; init; } = [];

    public bool AutoAcceptSharedAttachments { get; init; }

    public bool DnsSupport { get; init; } = true;

    public bool VpnEcmpSupport { get; init; } = true;

    public bool MulticastSupport { get; init; }

    public bool SecurityGroupReferencingSupport { get; init; }

    /// <summary>The route table that new attachments are associated with; null when that is off.</summary>
    public string? AssociationRouteTableId { get; set; }

    /// <summary>The route table that new attachments propagate to; null when that is off.</summary>
    public string? PropagationRouteTableId { get; set; }
}

/// <summary>An attachment of a transit gateway: a VPC, with a network interface in one subnet per zone, or a VPN connection.</summary>
internal sealed class LabTransitGatewayAttachment(string id, string ownerId) : LabStagedResource(id, ownerId)
{
    public override string ResourceType => "transit-gateway-attachment";

    public required string TransitGatewayId { get; init; }

    /// <summary><c>vpc</c> or <c>vpn</c>.</summary>
    public required string AttachedType { get; init; }

    /// <summary>The VPC's or VPN connection's id.</summary>
    public required string AttachedId { get; init; }

    public bool IsVpc => AttachedType == "vpc";

    /// <summary>
    /// Its network interfaces, one per subnet; none for a VPN connection. Traffic gets through only in zones that have one.
    /// </summary>
    public List<LabNetworkInterface> Interfaces { get; } = [];

    public IEnumerable<string> SubnetIds => Interfaces.Select(item => item.SubnetId);

    public bool DnsSupport { get; set; } = true;

    public bool SecurityGroupReferencingSupport { get; set; } = true;

    public bool Ipv6Support { get; set; }

    public bool ApplianceModeSupport { get; set; }
}

/// <summary>
/// A transit gateway's route table: traffic that comes in from an associated attachment is routed by it. All of its
/// routes, the propagated ones too, are in <see cref="TransitGatewayRoutes"/>.
/// </summary>
internal sealed class LabTransitGatewayRouteTable(string id, string ownerId) : LabStagedResource(id, ownerId)
{
    public override string ResourceType => "transit-gateway-route-table";

    public required string TransitGatewayId { get; init; }

    /// <summary>Attachments whose incoming traffic it routes; an attachment is in at most one table.</summary>
    public List<string> AssociatedAttachmentIds { get; } = [];

    /// <summary>Attachments that propagate their ranges to it.</summary>
    public List<string> PropagatingAttachmentIds { get; } = [];

    public List<LabTransitGatewayRoute> StaticRoutes { get; } = [];
}

/// <summary>A route of a transit gateway's route table.</summary>
/// <param name="Destination">The destination, IPv4 or IPv6.</param>
/// <param name="AttachmentId">The attachment; null for a blackhole.</param>
/// <param name="IsStatic">False when an attachment propagated it.</param>
internal sealed record LabTransitGatewayRoute(IPNetwork Destination, string? AttachmentId, bool IsStatic)
{
    public string Type => IsStatic ? "static" : "propagated";
}

/// <summary>A virtual private gateway: where VPN connections and Direct Connect enter a VPC.</summary>
internal sealed class LabVpnGateway(string id, string ownerId) : LabStagedResource(id, ownerId)
{
    public override string ResourceType => "vpn-gateway";

    public long AmazonSideAsn { get; init; } = 64512;

    /// <summary>The VPC it is, or was last, attached to; null when it never was.</summary>
    public string? VpcId { get; set; }

    public DateTimeOffset AttachedAt { get; set; }

    /// <summary>When detaching ends; null while it is attached.</summary>
    public DateTimeOffset? DetachedAt { get; set; }

    /// <summary><c>attaching</c>, <c>attached</c>, <c>detaching</c> or <c>detached</c>.</summary>
    public string AttachmentAt(DateTimeOffset now) =>
        DetachedAt is { } detached
            ? now < detached
                ? "detaching"
                : "detached"
            : now < AttachedAt
                ? "attaching"
                : "attached";

    /// <summary>True when it belongs to a VPC, including while it is being attached.</summary>
    public bool IsAttachedTo(string vpcId) => VpcId == vpcId && DetachedAt is null && GoneAt is null;
}

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
    public List<IPNetwork> Routes { get; } = [];

    /// <summary>The routes that it provides: none unless it is available.</summary>
    public IEnumerable<IPNetwork> RoutesAt(DateTimeOffset now) => IsAvailableAt(now) ? Routes : [];
}

/// <summary>The customer's end of a VPN connection.</summary>
internal sealed class LabCustomerGateway(string id, string ownerId) : LabStagedResource(id, ownerId)
{
    public override string ResourceType => "customer-gateway";

    public required string IpAddress { get; init; }

    public required string BgpAsn { get; init; }

    public string? DeviceName { get; init; }
}
