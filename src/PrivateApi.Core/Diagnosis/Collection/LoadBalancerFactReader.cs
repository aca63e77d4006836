using System.Globalization;
using PrivateApi.Aws.Clients.ElasticLoadBalancing;
using PrivateApi.Facts;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>Turns what Elastic Load Balancing describes into facts.</summary>
internal static class LoadBalancerFactReader
{
    /// <summary>Rules in the order in which they are tried: by number, the default one last.</summary>
    public static ListenerRuleFact[] Rules(IEnumerable<Rule> rules) =>
        [
            .. rules
                .OrderBy(rule => int.TryParse(rule.Priority, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue)
                .Select(rule =>
                    Rule(
                        rule.Priority,
                        [.. rule.Conditions.Select(item => new RuleConditionFact { Field = item.Field, Values = item.Values })],
                        rule.Actions,
                        [.. rule.HostRewrites.Select(item => new HostRewriteFact { Regex = item.Regex, Replace = item.Replace })]
                    )
                ),
        ];

    /// <summary>A rule, or a listener's default actions.</summary>
    public static ListenerRuleFact Rule(
        string priority,
        IReadOnlyList<RuleConditionFact> conditions,
        IEnumerable<Aws.Clients.ElasticLoadBalancing.Action> actions,
        IReadOnlyList<HostRewriteFact> rewrites
    )
    {
        Aws.Clients.ElasticLoadBalancing.Action[] inOrder = [.. actions.OrderBy(action => action.Order ?? int.MaxValue)];
        return new ListenerRuleFact
        {
            Priority = priority,
            Conditions = conditions,
            Action = inOrder is [.., var last] ? last.Type : string.Empty,
            Gate = inOrder.Length > 1 ? inOrder[0].Type : null,
            StatusCode =
                inOrder is [.., { StatusCode: { } code }] && int.TryParse(code.Split('_')[^1], CultureInfo.InvariantCulture, out int status)
                    ? status
                    : null,
            TargetGroupArns = inOrder is [.., var forward] ? forward.TargetGroupArns : [],
            HostRewrites = rewrites,
        };
    }

    /// <summary>The load balancer with what is read of it apart.</summary>
    public static LoadBalancerFact LoadBalancer(
        LoadBalancer balancer,
        IReadOnlyList<ListenerFact>? listeners,
        IEnumerable<InterfaceFact> interfaces
    ) =>
        new()
        {
            Arn = balancer.LoadBalancerArn,
            Name = balancer.LoadBalancerName,
            DnsName = balancer.DNSName.ToLowerInvariant(),
            Type = balancer.Type,
            Scheme = balancer.Scheme,
            VpcId = balancer.VpcId,
            State = balancer.State,
            SubnetIds = balancer.SubnetIds,
            SecurityGroupIds = balancer.SecurityGroups,
            EnforcesGroupsOnPrivateLink = balancer.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic switch
            {
                "on" => true,
                "off" => false,
                _ => null,
            },
            InterfaceIds = [.. interfaces.Select(item => item.Id)],
            Listeners = listeners,
        };

    public static TargetGroupFact Group(TargetGroup group, IReadOnlyList<TargetHealthDescription>? targets) =>
        new()
        {
            Arn = group.TargetGroupArn,
            Name = group.TargetGroupName,
            Protocol = group.Protocol ?? string.Empty,
            TargetType = group.TargetType,
            HealthCheckProtocol = group.HealthCheckProtocol ?? string.Empty,
            HealthCheckPort = group.HealthCheckPort ?? "traffic-port",
            HealthCheckPath = group.HealthCheckPath,
            Matcher = group.HealthCheckProtocol is "HTTP" or "HTTPS" ? group.HttpCode : null,
            Targets = targets
                ?.Select(target => new TargetFact
                {
                    Id = target.Id,
                    Port = target.Port,
                    State = target.State,
                    Reason = target.Reason,
                })
                .ToArray(),
        };
}
