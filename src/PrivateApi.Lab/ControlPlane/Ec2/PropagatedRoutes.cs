using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Routes that virtual private gateways propagate to route tables (VPC user guide, "Route tables", "Route priority").</summary>
internal static class PropagatedRoutes
{
    public const string Origin = "EnableVgwRoutePropagation";

    /// <summary>
    /// Every route of a table, propagated ones after its own. A destination that the table itself has is not propagated;
    /// a propagated route inside a local route's range stays, and the local route wins whatever its length.
    /// </summary>
    public static IReadOnlyList<LabRoute> With(Ec2State state, LabRouteTable table, DateTimeOffset now) =>
        [
            .. table.Routes,
            .. List(state, table, now)
                .DistinctBy(route => route.Destination)
                .Where(route => !table.Routes.Exists(own => own.Destination == route.Destination)),
        ];

    private static IEnumerable<LabRoute> List(Ec2State state, LabRouteTable table, DateTimeOffset now) =>
        from id in table.PropagatingGatewayIds
        where state.VpnGateways.GetValueOrDefault(id)?.IsAttachedTo(table.VpcId) == true
        from connection in state.VpnConnections.Values
        where connection.VpnGatewayId == id
        from range in connection.RoutesAt(now)
        select new LabRoute
        {
            DestinationCidrBlock = range.IsV6 ? null : range.ToString(),
            DestinationIpv6CidrBlock = range.IsV6 ? range.ToString() : null,
            TargetKind = "gatewayId",
            TargetId = id,
            Origin = Origin,
        };
}
