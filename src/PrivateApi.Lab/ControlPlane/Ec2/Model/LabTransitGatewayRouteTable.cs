namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>
/// A transit gateway's route table: traffic that comes in from an associated attachment is routed by it. All of its
/// routes, the propagated ones too, are in <see cref="TransitGatewayRoutes"/>.
/// </summary>
internal sealed class LabTransitGatewayRouteTable(string id, string ownerId) : LabStagedResource(id, ownerId)
{
    public override string ResourceType => "transit-gateway-route-table";

    public required string TransitGatewayId { get; init; }

    /// <summary>Attachments whose incoming traffic it routes; an attachment is in one table at most.</summary>
    public List<string> AssociatedAttachmentIds { get; } = [];

    /// <summary>Attachments that put their own ranges into it.</summary>
    public List<string> PropagatingAttachmentIds { get; } = [];

    public List<LabTransitGatewayRoute> StaticRoutes { get; } = [];
}
