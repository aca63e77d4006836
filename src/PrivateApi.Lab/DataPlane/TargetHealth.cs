using System.Globalization;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;
using PrivateApi.Reachability;
using PrivateApi.Reachability.LoadBalancers;
using PrivateApi.Reachability.Names;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// The health of targets: whether a node of the load balancer reaches the port of the check, and whether the check takes what an endpoint
/// answers (API reference, "TargetHealth", for the reasons). The lab has no machines: on any other interface of its own something listens
/// on every port, and answers 200.
/// </summary>
internal static class TargetHealth
{
    public static IReadOnlyList<LabTargetHealth> Of(AccountSnapshot snapshot, LabTargetGroup group, IReadOnlyList<LabLoadBalancer> used) =>
        [.. group.Targets.Select(target => Of(snapshot, group, used, target))];

    private static LabTargetHealth Of(
        AccountSnapshot snapshot,
        LabTargetGroup group,
        IReadOnlyList<LabLoadBalancer> used,
        LabTarget target
    ) =>
        used.Count == 0
            ? new LabTargetHealth(
                target,
                "unused",
                "Target.NotInUse",
                "Target group is not configured to receive traffic from the load balancer"
            )
        : !IsReached(snapshot, group, used, target)
            ? group.Matcher is null ? new LabTargetHealth(target, "unhealthy", "Target.FailedHealthChecks", "Health checks failed")
                : new LabTargetHealth(target, "unhealthy", "Target.Timeout", "Request timed out")
        : Answer(snapshot, group, target) is { } status && !TargetRules.Accepts(group.Matcher!, status)
            ? new LabTargetHealth(
                target,
                "unhealthy",
                "Target.ResponseCodeMismatch",
                string.Create(CultureInfo.InvariantCulture, $"Health checks failed with these codes: [{status}]")
            )
        : new LabTargetHealth(target, "healthy", null, null);

    // API Gateway's front end answers 400 to plain HTTP on its TLS port, as such servers do; that is assumed.
    private static int? Answer(AccountSnapshot snapshot, LabTargetGroup group, LabTarget target) =>
        group.HealthCheckProtocol switch
        {
            "HTTPS" or "HTTP" when Own(snapshot, group.VpcId, target) is not null => 200,
            "HTTPS" => 403,
            "HTTP" => 400,
            _ => null,
        };

    private static bool IsReached(AccountSnapshot snapshot, LabTargetGroup group, IReadOnlyList<LabLoadBalancer> used, LabTarget target)
    {
        string port =
            group.HealthCheckPort == "traffic-port"
                ? target.Port?.ToString(CultureInfo.InvariantCulture) ?? string.Empty
                : group.HealthCheckPort;
        bool isNumber = int.TryParse(port, CultureInfo.InvariantCulture, out int number);
        return isNumber
            && used.SelectMany(balancer => snapshot.LoadBalancers.Where(item => item.Arn == balancer.Arn))
                .Any(balancer =>
                    balancer
                        .InterfaceIds.Select(snapshot.Index.Interface)
                        .OfType<InterfaceFact>()
                        .Any(node =>
                            Own(snapshot, group.VpcId, target) is { } own
                                ? IsOpen(snapshot, balancer, node, own, number)
                                : number == LoadBalancerWay.Https && IsOpen(snapshot, balancer, node, target)
                        )
                );
    }

    /// <summary>The interface with the target's address; null for none, and for an endpoint's.</summary>
    private static InterfaceFact? Own(AccountSnapshot snapshot, string vpc, LabTarget target) =>
        snapshot.NetworkInterfaces.FirstOrDefault(item =>
            item.VpcId == vpc && item.Address == target.Id && !snapshot.Endpoints.Any(endpoint => endpoint.InterfaceIds.Contains(item.Id))
        );

    private static bool IsOpen(AccountSnapshot snapshot, LoadBalancerFact balancer, InterfaceFact node, InterfaceFact own, int port) =>
        SecurityGroupRules
            .Judge(
                snapshot,
                own.SecurityGroupIds,
                isEgress: false,
                node.AnyAddress!,
                balancer.SecurityGroupIds,
                new Traffic("tcp", "6", port)
            )
            .State == Disposition.Open;

    private static bool IsOpen(AccountSnapshot snapshot, LoadBalancerFact balancer, InterfaceFact node, LabTarget target)
    {
        Caller caller = LoadBalancerNodes.AsCaller(balancer, node);
        NameAnswer owner = AddressOwners.AnswerFor(snapshot, caller, [target.Id], string.Empty);
        return owner.Endpoint is { IsAvailable: true }
            && owner.Interfaces.Any(item => !LoadBalancerNodes.Onward(snapshot, balancer, node, item).IsClosed);
    }
}
