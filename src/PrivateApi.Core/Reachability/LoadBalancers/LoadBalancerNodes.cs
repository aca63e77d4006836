using PrivateApi.Facts;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability.LoadBalancers;

/// <summary>
/// The ways from a caller to a load balancer's nodes, and from those to the endpoint's interfaces, which see the node's address as the
/// source (Network Load Balancer guide, "Client IP preservation": off for IP targets over TCP and TLS; an Application Load Balancer opens
/// connections of its own).
/// </summary>
internal static class LoadBalancerNodes
{
    /// <summary>The ways from the caller to the nodes.</summary>
    public static IEnumerable<NetworkTrace> Inward(AccountSnapshot snapshot, Caller caller, LoadBalancerWay way) =>
        way.Nodes.Select(node =>
            ReachRules.Judge(snapshot, caller, node) is var trace && way.LoadBalancer.SecurityGroupIds.Count == 0
                ? trace with
                {
                    EndpointIngress = Ungrouped(way.LoadBalancer),
                }
                : trace
        );

    /// <summary>The ways from the nodes to the interfaces that are targets.</summary>
    public static IEnumerable<NetworkTrace> Onward(AccountSnapshot snapshot, LoadBalancerWay way) =>
        from node in way.Nodes
        from target in way.Interfaces
        select Onward(snapshot, way.LoadBalancer, node, target);

    /// <summary>The way from one node to one interface.</summary>
    public static NetworkTrace Onward(AccountSnapshot snapshot, LoadBalancerFact balancer, InterfaceFact node, InterfaceFact target) =>
        ReachRules.Judge(snapshot, AsCaller(balancer, node), target) is var trace && balancer.SecurityGroupIds.Count == 0
            ? trace with
            {
                CallerEgress = Ungrouped(balancer),
            }
            : trace;

    /// <summary>A node as the one who calls the endpoint.</summary>
    public static Caller AsCaller(LoadBalancerFact balancer, InterfaceFact node) =>
        new()
        {
            Kind = CallerKind.Vpc,
            Label = $"{balancer.Name} at {node.AnyAddress}",
            VpcId = node.VpcId,
            SubnetId = node.SubnetId,
            Zone = node.Zone,
            Address = node.Address,
            Ipv6Address = node.Ipv6Address is [var first, ..] ? first : null,
            SecurityGroupIds = balancer.SecurityGroupIds,
        };

    private static Hop Ungrouped(LoadBalancerFact balancer) =>
        Hop.Absent($"load balancer {balancer.Name} has no security group, so nothing is filtered there");
}
