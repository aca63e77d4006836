using System.Text;
using PrivateApi.Calls;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability;
using PrivateApi.Reachability.LoadBalancers;

namespace PrivateApi.Lab.DataPlane;

/// <summary>The part of a call's way that lies before the endpoint, where a load balancer is there: judged by the path engine.</summary>
internal static class BalancedWay
{
    private static readonly CheckName[] Before =
    [
        CheckName.EndpointExists,
        CheckName.EndpointAvailable,
        CheckName.CallerRoute,
        CheckName.CallerEgress,
        CheckName.CallerNetworkAcl,
        CheckName.LoadBalancer,
        CheckName.EndpointNetworkAcl,
        CheckName.EndpointIngress,
    ];

    /// <summary>What stops the call; null when it gets to an endpoint.</summary>
    public static Finding? Obstacle(AccountSnapshot snapshot, PathCall call)
    {
        ForwardedRequest forwarded = new EvaluationContext(snapshot, call).Way!.Forwarded;
        PathVerdict verdict = PathEngine.Judge(snapshot, call with { RestApiId = forwarded.RestApiId ?? string.Empty });
        return Array
            .ConvertAll(Before, name => verdict[name])
            .FirstOrDefault(finding =>
                finding.Status == CheckStatus.Failed
                // Which API the request is for, the gateway says itself.
                && finding.Answer != DeniedAnswer.Forbidden
            );
    }

    /// <summary>
    /// The node and the interface that this call takes, the targets in turn; null for a target that is not an endpoint's, or not reached.
    /// </summary>
    public static (InterfaceFact Node, InterfaceFact? Target) Choose(AccountSnapshot snapshot, LoadBalancerWay way, int turn)
    {
        InterfaceFact node = way.Nodes[turn % way.Nodes.Count];
        TargetFact[] used = [.. way.TargetGroups.SelectMany(TargetRules.InUse)];
        TargetFact target = used[turn % used.Length];
        InterfaceFact? place = way.Interfaces.FirstOrDefault(item =>
            (item.Address == target.Id || item.Ipv6Address.Contains(target.Id)) && target.Port is null or LoadBalancerWay.Https
        );
        return (node, place is not null && LoadBalancerNodes.Onward(snapshot, way.LoadBalancer, node, place).IsClosed ? null : place);
    }

    /// <summary>The load balancer's own answer.</summary>
    public static LabCallAnswer Answer(DeniedAnswer answer, LabCallAnswer arrived) =>
        arrived with
        {
            Status = answer.StatusCode,
            Body = Encoding.UTF8.GetBytes(answer.Body),
            Headers = new Dictionary<string, string> { ["Server"] = "awselb/2.0", ["Content-Type"] = "text/html" },
        };
}
