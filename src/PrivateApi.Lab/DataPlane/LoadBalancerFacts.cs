using System.Globalization;
using System.Xml.Linq;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.Acm;
using PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.DataPlane;

/// <summary>The lab's load balancers as facts.</summary>
internal static class LoadBalancerFacts
{
    /// <summary>A snapshot with the load balancers of a Region, of all accounts, and the health of their targets.</summary>
    public static AccountSnapshot With(LabStore store, string region, AccountSnapshot snapshot)
    {
        ElasticLoadBalancingState[] states =
        [
            .. store.All<ElasticLoadBalancingState>().Where(item => item.Region == region).Select(item => item.State),
        ];
        if (!states.Any(state => state.Balancers.Count > 0))
        {
            return snapshot;
        }

        AccountSnapshot whole = snapshot with
        {
            LoadBalancers = [.. states.SelectMany(state => state.Balancers.Select(item => Balancer(store, state, item)))],
        };
        return whole with
        {
            TargetGroups =
            [
                .. states.SelectMany(state =>
                    state.TargetGroups.Select(group => Group(group, TargetHealth.Of(whole, group, [.. state.Using(group)])))
                ),
            ],
        };
    }

    private static LoadBalancerFact Balancer(LabStore store, ElasticLoadBalancingState state, LabLoadBalancer item) =>
        new()
        {
            Arn = item.Arn,
            Name = item.Name,
            DnsName = item.DnsName.ToLowerInvariant(),
            Type = item.Type,
            Scheme = item.Scheme,
            VpcId = item.VpcId,
            State = "active",
            SubnetIds = [.. item.Interfaces.Select(node => node.SubnetId)],
            SecurityGroupIds = [.. item.SecurityGroupIds],
            EnforcesGroupsOnPrivateLink = item.PrivateLinkRules is { } rules ? rules == "on" : null,
            InterfaceIds = [.. item.Interfaces.Select(node => node.Id)],
            Listeners =
            [
                .. state
                    .Listeners.Where(listener => listener.LoadBalancerArn == item.Arn)
                    .Select(listener => new ListenerFact
                    {
                        Arn = listener.Arn,
                        Protocol = listener.Protocol,
                        Port = listener.Port,
                        Certificates = [.. listener.CertificateArns.Select(arn => Certificate(store, arn))],
                        Rules = [.. listener.Rules.Select(Rule)],
                    }),
            ],
        };

    private static CertificateFact Certificate(LabStore store, string arn) =>
        new()
        {
            Arn = arn,
            Names = store
                .All<AcmState>()
                .Select(item => item.State.Certificates.GetValueOrDefault(arn)?.Names)
                .FirstOrDefault(names => names is not null, []),
        };

    private static ListenerRuleFact Rule(LabListenerRule rule)
    {
        XElement last = rule.Actions[^1];
        string? code = (string?)(last.Element("FixedResponseConfig") ?? last.Element("RedirectConfig"))?.Element("StatusCode");
        return new ListenerRuleFact
        {
            Priority = rule.Priority?.ToString(CultureInfo.InvariantCulture) ?? "default",
            Action = (string?)last.Element("Type") ?? string.Empty,
            Gate = rule.Actions.Count > 1 ? (string?)rule.Actions[0].Element("Type") : null,
            StatusCode = code is null ? null : int.Parse(code.Split('_')[^1], CultureInfo.InvariantCulture),
            TargetGroupArns = [.. rule.TargetGroupArns],
            Conditions =
            [
                .. rule.Conditions.Select(item => new RuleConditionFact
                {
                    Field = (string?)item.Element("Field") ?? string.Empty,
                    Values = [.. item.Descendants("Values").Elements("member").Select(value => value.Value).Distinct()],
                }),
            ],
            HostRewrites =
            [
                .. rule
                    .Transforms.SelectMany(item => item.Elements("HostHeaderRewriteConfig"))
                    .SelectMany(config => config.Elements("Rewrites").Elements("member"))
                    .Select(item => new HostRewriteFact
                    {
                        Regex = (string?)item.Element("Regex") ?? string.Empty,
                        Replace = (string?)item.Element("Replace") ?? string.Empty,
                    }),
            ],
        };
    }

    private static TargetGroupFact Group(LabTargetGroup group, IReadOnlyList<LabTargetHealth> health) =>
        new()
        {
            Arn = group.Arn,
            Name = group.Name,
            Protocol = group.Protocol,
            TargetType = group.TargetType,
            HealthCheckProtocol = group.HealthCheckProtocol,
            HealthCheckPort = group.HealthCheckPort,
            HealthCheckPath = group.HealthCheckPath,
            Matcher = group.Matcher,
            Targets =
            [
                .. health.Select(item => new TargetFact
                {
                    Id = item.Target.Id,
                    Port = item.Target.Port,
                    State = item.State,
                    Reason = item.Reason,
                }),
            ],
        };
}
