namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A route table. A subnet without an association uses its VPC's main table.</summary>
internal sealed class LabRouteTable(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "route-table";

    public required string VpcId { get; init; }

    /// <summary>Its own routes; those that gateways propagate come with <see cref="PropagatedRoutes.With"/>.</summary>
    public List<LabRoute> Routes { get; } = [];

    /// <summary>Virtual private gateways that propagate their routes to it.</summary>
    public List<string> PropagatingGatewayIds { get; } = [];

    public List<LabRouteTableAssociation> Associations { get; } = [];

    public bool IsMain => Associations.Any(association => association.Main);
}
