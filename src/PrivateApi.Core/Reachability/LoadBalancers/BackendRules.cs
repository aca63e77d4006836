// Over 250 lines: all that a listener, its groups and its targets can be behind a link.
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Network;
using PrivateApi.Text;

namespace PrivateApi.Reachability.LoadBalancers;

/// <summary>
/// What is behind a VPC link: a load balancer that is there, listens on the port of the integration's URI, lets API Gateway in and has
/// targets. Where it gets no connection API Gateway answers 500 (AWS Knowledge Center, "How do I resolve HTTP 500 errors for API Gateway
/// VPC link integrations": no such load balancer, no listener on the port, security groups, no healthy target).
/// </summary>
internal static class BackendRules
{
    /// <summary>
    /// What an integration's calls go to: the load balancer of a link V1, the integration's own with V2; null when not known.
    /// </summary>
    public static string? TargetOf(VpcLinkFact link, IntegrationFact integration) =>
        (
            link.IsV2 ? integration.Target
            : link.Targets is [var first, ..] ? first
            : null
        )
            is { Length: > 0 } arn
            ? arn
            : null;

    /// <summary>Whether an ARN is one of an account.</summary>
    public static bool IsOf(string arn, string account) => arn.Split(':') is not { Length: > 5 } parts || parts[4] == account;

    /// <summary>The load balancer of an ARN, which may be that of a listener: <c>…:listener/net/name/id/id</c>.</summary>
    public static string LoadBalancerOf(string arn) =>
        arn.Contains(":listener/", StringComparison.Ordinal)
            ? arn[..arn.LastIndexOf('/')].Replace(":listener/", ":loadbalancer/", StringComparison.Ordinal)
            : arn;

    /// <summary>The port of an integration's URI, with stage variables filled in; path parameters may be in it.</summary>
    public static int PortOf(string uri) =>
        Uri.TryCreate(uri.Replace('{', '_').Replace('}', '_'), UriKind.Absolute, out Uri? url) && url.Port > 0
            ? url.Port
            : ReachRules.Https;

    /// <summary>What is found behind a link.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="link">A link that is AVAILABLE.</param>
    /// <param name="arn">What it leads to.</param>
    /// <param name="uri">The integration's URI, with stage variables filled in.</param>
    public static Finding Judge(AccountSnapshot snapshot, VpcLinkFact link, string arn, string uri)
    {
        int port = PortOf(uri);
        bool isListener = LoadBalancerOf(arn) != arn;
        if (snapshot.Backends.FirstOrDefault(item => item.Arn == arn && (isListener || item.Ports.Contains(port))) is not { } backend)
        {
            return Finding.Skipped(Unread(snapshot, "LoadBalancer", "DescribeLoadBalancers", $"load balancer {arn}"));
        }

        if (backend.LoadBalancer is not { } balancer)
        {
            return Fails($"there is no load balancer {arn}");
        }

        if (balancer.State is not ("active" or "active_impaired"))
        {
            return Fails($"load balancer {balancer.Name} is {balancer.State}");
        }

        if (balancer.Listeners is not { } listeners)
        {
            return Finding.Skipped(Unread(snapshot, "Listener", "DescribeListeners", $"the listeners of {balancer.Name}"));
        }

        ListenerFact? listener = listeners.FirstOrDefault(item =>
            isListener ? item.Arn == arn : item.Port == port && item.Protocol != "UDP"
        );
        return listener is null
            ? Fails(
                isListener
                    ? $"load balancer {balancer.Name} has no listener {arn}"
                    : $"load balancer {balancer.Name} has no listener on port {port}, which the integration's URI {uri} asks for"
                        + $" ({(listeners.Count == 0 ? "it has none" : "it has " + Ports(listeners))}). "
                        + $"Either it listens on {port} too, or "
                        + "the URI asks for a port that it has; whoever runs the backend can say which",
                isListener ? null : Listen(snapshot, balancer, port)
            )
            : Worst([
                .. Groups(snapshot, link, balancer, listener.Port) is { } closed ? (Finding[])[closed] : [],
                .. Targets(snapshot, balancer, listener),
            ]);
    }

    private static string Ports(IEnumerable<ListenerFact> listeners) =>
        string.Join(", ", listeners.Select(item => $"{item.Protocol} {item.Port}"));

    // Only where all of its listeners lead to one target group, which then is the backend's.
    private static CommandLine? Listen(AccountSnapshot snapshot, LoadBalancerFact balancer, int port)
    {
        string protocol = balancer.IsApplication ? "HTTP" : "TCP";
        string[] arns =
        [
            .. balancer
                .Listeners!.SelectMany(listener => listener.Rules ?? [])
                .SelectMany(rule => rule.TargetGroupArns)
                .Distinct(StringComparer.Ordinal),
        ];
        return
            arns is [var only]
            && balancer.Listeners!.All(listener => listener.Rules is not null)
            && snapshot.TargetGroups.Any(group => group.Arn == only && group.Protocol == protocol)
            ? CommandLine
                .ForCmdlet("New-ELB2Listener")
                .With("LoadBalancerArn", balancer.Arn)
                .With("Protocol", protocol)
                .With("Port", port)
                .With("DefaultAction", CommandValue.Table(("Type", "forward"), ("TargetGroupArn", only)))
                .Noting("or put a port that it listens on into the integration's URI, and deploy")
            : null;
    }

    /// <summary>
    /// Its groups. A link V1 comes through PrivateLink, from addresses that nobody may rely on; by default the groups filter that as well
    /// (API Gateway guide, "Set up a Network Load Balancer for API Gateway private integrations"). A link V2 has interfaces in the VPC.
    /// </summary>
    private static Finding? Groups(AccountSnapshot snapshot, VpcLinkFact link, LoadBalancerFact balancer, int port)
    {
        if (balancer.SecurityGroupIds.Count == 0 || (!link.IsV2 && balancer.EnforcesGroupsOnPrivateLink == false))
        {
            return null;
        }

        Traffic traffic = new("tcp", "6", port);
        string[] sources = link is { IsV2: true, CidrBlocks.Count: > 0 } ? [.. link.CidrBlocks] : ["0.0.0.0/0"];
        Hop[] hops =
        [
            .. sources.Select(source =>
                SecurityGroupRules.Judge(snapshot, balancer.SecurityGroupIds, isEgress: false, source, link.SecurityGroupIds, traffic)
            ),
        ];
        Hop worst = hops.MaxBy(hop => hop.State)!;
        return worst.State switch
        {
            Disposition.Open => null,
            Disposition.Closed when balancer.SecurityGroupIds.Any(id => Lets(snapshot, id, traffic)) => Finding.Warning(
                $"the security groups of load balancer {balancer.Name} let {traffic} in from some addresses only, and "
                    + (
                        link.IsV2
                            ? "the link's interfaces may have others"
                            : "API Gateway comes through PrivateLink, from addresses that change"
                    ),
                Open(link, balancer)
            ),
            Disposition.Closed => Fails(
                $"no security group of load balancer {balancer.Name} lets {traffic} in"
                    + (link.IsV2 ? string.Empty : ", and they filter what comes through PrivateLink"),
                Open(link, balancer)
            ),
            _ => Finding.Skipped(worst.Evidence),
        };
    }

    private static bool Lets(AccountSnapshot snapshot, string group, Traffic traffic) =>
        snapshot.Index.SecurityGroup(group)?.Rules.Any(rule => !rule.IsEgress && SecurityGroupRules.Covers(rule, traffic)) == true;

    private static CommandLine? Open(VpcLinkFact link, LoadBalancerFact balancer) =>
        link.IsV2
            ? null
            : CommandLine
                .ForCmdlet("Set-ELB2SecurityGroup")
                .With("LoadBalancerArn", balancer.Arn)
                .With("SecurityGroup", CommandValue.List(balancer.SecurityGroupIds))
                .With("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "off");

    /// <summary>The targets of every rule: which of them takes a call hangs on its path, and an integration has many.</summary>
    private static IEnumerable<Finding> Targets(AccountSnapshot snapshot, LoadBalancerFact balancer, ListenerFact listener)
    {
        if (listener.Rules is not { } rules)
        {
            return [Finding.Skipped(Unread(snapshot, "ListenerRule", "DescribeRules", $"the rules of {listener.Arn}"))];
        }

        string[] arns = [.. rules.SelectMany(rule => rule.TargetGroupArns).Distinct(StringComparer.Ordinal)];
        return arns.Length == 0
            ? [Finding.Warning($"the listener of {balancer.Name} on {listener.Port} forwards nothing: it answers itself")]
            : TargetFindings.Alternatives([.. arns.Select(arn => OfGroup(snapshot, balancer, arn))]);
    }

    private static Finding OfGroup(AccountSnapshot snapshot, LoadBalancerFact balancer, string arn) =>
        snapshot.TargetGroups.FirstOrDefault(group => group.Arn == arn) is not { } found
            ? Finding.Skipped(Unread(snapshot, "TargetGroup", "DescribeTargetGroups", $"the target group {arn}"))
        : found.Targets is not { } all
            ? Finding.Skipped(Unread(snapshot, "TargetHealth", "DescribeTargetHealth", $"the targets of {found.Name}"))
        : TargetRules.InUse(found) is not { Count: > 0 } used
            // What an Application Load Balancer answers then is its own 503, which not every integration passes on.
            ? Finding.Refused(
                (all.Count == 0 ? $"{found.Name} has no targets" : $"no target of {found.Name} is in use ({TargetRules.Describe(all)})")
                    + $": whoever runs the backend has to register it with {found.Arn}",
                null,
                balancer.IsApplication ? null : DeniedAnswer.InternalServerError
            )
        : Health(balancer, found, all, used);

    /// <summary>
    /// With no healthy target calls go to all of them ("Health checks" in the guides of both kinds), so that only a check that opens the
    /// same connection as a call shows that none will be answered.
    /// </summary>
    private static Finding Health(
        LoadBalancerFact balancer,
        TargetGroupFact group,
        IReadOnlyList<TargetFact> all,
        IReadOnlyList<TargetFact> used
    )
    {
        if (used.Any(target => target.State == "healthy"))
        {
            int healthy = used.Count(target => target.State == "healthy");
            string words = $"{healthy} of {all.Count} targets of {group.Name} are healthy";
            return healthy == all.Count ? Finding.Passed(words) : Finding.Warning($"{words} ({Others(all)}): calls go to those only");
        }

        return
            group is { HealthCheckProtocol: "TCP", HealthCheckPort: "traffic-port" }
            && !balancer.IsApplication
            && used.All(target => target is { State: "unhealthy", Reason: "Target.FailedHealthChecks" })
            ? Fails($"load balancer {balancer.Name} can connect to no target of {group.Name} ({Others(all)})")
            : Finding.Warning(
                $"no target of {group.Name} is healthy ({Others(all)}): while that is so calls go to all of them, and get 500 or 504 where "
                    + "none answers"
            );
    }

    private static string Others(IEnumerable<TargetFact> targets) =>
        TargetRules.Describe(targets.Where(target => target.State != "healthy"));

    private static Finding Fails(string message, CommandLine? remedy = null) =>
        Finding.Refused(message, remedy, DeniedAnswer.InternalServerError);

    private static Finding Worst(IReadOnlyList<Finding> parts)
    {
        foreach (CheckStatus status in (CheckStatus[])[CheckStatus.Failed, CheckStatus.Skipped, CheckStatus.Warning])
        {
            if (parts.FirstOrDefault(part => part.Status == status) is { } first)
            {
                return first with { Message = string.Join("; ", parts.Where(part => part.Status == status).Select(part => part.Message)) };
            }
        }

        return Finding.Passed(string.Join("; ", parts.Select(part => part.Message)));
    }

    private static string Unread(AccountSnapshot snapshot, string subject, string operation, string what) =>
        Network.Unread.Says(snapshot, subject, "elasticloadbalancing:" + operation, what);
}
