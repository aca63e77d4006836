using System.Net;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>The routes of transit gateways' route tables (Transit Gateway guide, "Route evaluation order").</summary>
internal static class TransitGatewayRoutes
{
    /// <summary>
    /// All routes of a table, one per destination: a static one before a propagated one, a VPC's before a VPN connection's.
    /// </summary>
    public static IReadOnlyList<LabTransitGatewayRoute> List(Ec2State state, LabTransitGatewayRouteTable table, DateTimeOffset now)
    {
        IEnumerable<LabTransitGatewayRoute> propagated = table
            .PropagatingAttachmentIds.Select(id => state.TransitGatewayAttachments.GetValueOrDefault(id))
            .OfType<LabTransitGatewayAttachment>()
            .Where(attachment => attachment.IsAvailableAt(now))
            .OrderBy(attachment => attachment.IsVpc ? 0 : 1)
            .SelectMany(attachment =>
                Ranges(state, attachment, now).Select(range => new LabTransitGatewayRoute(range, attachment.Id, IsStatic: false))
            );
        return table.StaticRoutes.Concat(propagated).DistinctBy(route => route.Destination).ToList();
    }

    /// <summary>
    /// The most specific route to an address; null for none. One whose <see cref="IsActive"/> is false drops the traffic.
    /// </summary>
    public static LabTransitGatewayRoute? To(Ec2State state, LabTransitGatewayRouteTable table, string address, DateTimeOffset now) =>
        List(state, table, now).Where(route => route.Destination.Contains(address)).MaxBy(route => route.Destination.PrefixLength);

    /// <summary>False for a blackhole: created as one, or its attachment is gone.</summary>
    public static bool IsActive(Ec2State state, LabTransitGatewayRoute route, DateTimeOffset now) =>
        route.AttachmentId is { } id && state.TransitGatewayAttachments.GetValueOrDefault(id)?.StateAt(now) is "pending" or "available";

    /// <summary>The route table that routes traffic from an attachment; null for none.</summary>
    public static LabTransitGatewayRouteTable? TableOf(Ec2State state, string attachmentId) =>
        state.TransitGatewayRouteTables.Values.FirstOrDefault(table => table.AssociatedAttachmentIds.Contains(attachmentId));

    private static IEnumerable<IPNetwork> Ranges(Ec2State state, LabTransitGatewayAttachment attachment, DateTimeOffset now)
    {
        if (!attachment.IsVpc)
        {
            return state.VpnConnections.GetValueOrDefault(attachment.AttachedId)?.RoutesAt(now) ?? [];
        }

        LabVpc? vpc = state.Vpcs.GetValueOrDefault(attachment.AttachedId);
        return vpc is null ? [] : vpc.CidrBlocks.Concat(attachment.Ipv6Support ? vpc.Ipv6CidrBlocks : []).Select(block => block.Cidr);
    }
}
