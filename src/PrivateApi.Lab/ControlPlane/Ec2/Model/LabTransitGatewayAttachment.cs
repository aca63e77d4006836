namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>What is attached to a transit gateway: a VPC, with a network interface in one subnet a zone, or a VPN connection.</summary>
internal sealed class LabTransitGatewayAttachment(string id, string ownerId) : LabStagedResource(id, ownerId)
{
    public override string ResourceType => "transit-gateway-attachment";

    public required string TransitGatewayId { get; init; }

    /// <summary><c>vpc</c> or <c>vpn</c>.</summary>
    public required string AttachedType { get; init; }

    /// <summary>The VPC's or VPN connection's id.</summary>
    public required string AttachedId { get; init; }

    public bool IsVpc => AttachedType == "vpc";

    /// <summary>Its network interfaces, one a subnet; none for a VPN connection. Only zones that have one get traffic through.</summary>
    public List<LabNetworkInterface> Interfaces { get; } = [];

    public IEnumerable<string> SubnetIds => Interfaces.Select(item => item.SubnetId);

    public bool DnsSupport { get; set; } = true;

    public bool SecurityGroupReferencingSupport { get; set; } = true;

    public bool Ipv6Support { get; set; }

    public bool ApplianceModeSupport { get; set; }
}
