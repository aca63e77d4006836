using System.Globalization;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;
using PrivateApi.Reachability;
using PrivateApi.Reachability.LoadBalancers;
using PrivateApi.Reachability.Names;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// The health of targets: whether a node of the load balancer reaches the port of the check, and whether the check takes what an endpoint
/// answers (API reference, "TargetHealth", for the reasons).
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
        : Answer(group) is { } status && !TargetRules.Accepts(group.Matcher!, status)
            ? new LabTargetHealth(
                target,
                "unhealthy",
                "Target.ResponseCodeMismatch",
                string.Create(CultureInfo.InvariantCulture, $"Health checks failed with these codes: [{status}]")
            )
        : new LabTargetHealth(target, "healthy", null, null);

    // API Gateway's front end answers 400 to plain HTTP on its TLS port, as such servers do; that is assumed.
    private static int? Answer(LabTargetGroup group) =>
        group.HealthCheckProtocol switch
        {
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
        return port == "443"
            && used.SelectMany(balancer => snapshot.LoadBalancers.Where(item => item.Arn == balancer.Arn))
                .Any(balancer =>
                    balancer
                        .InterfaceIds.Select(snapshot.Index.Interface)
                        .OfType<InterfaceFact>()
                        .Any(node => IsOpen(snapshot, balancer, node, target))
                );
    }

    private static bool IsOpen(AccountSnapshot snapshot, LoadBalancerFact balancer, InterfaceFact node, LabTarget target)
    {
        Caller caller = LoadBalancerNodes.AsCaller(balancer, node);
        NameAnswer owner = AddressOwners.AnswerFor(snapshot, caller, [target.Id], string.Empty);
        return owner.Endpoint is { IsAvailable: true }
            && owner.Interfaces.Any(item => !LoadBalancerNodes.Onward(snapshot, balancer, node, item).IsClosed);
    }
}
