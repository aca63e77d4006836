namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A transit gateway: VPCs and VPN connections attached to it reach one another by its route tables.</summary>
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
