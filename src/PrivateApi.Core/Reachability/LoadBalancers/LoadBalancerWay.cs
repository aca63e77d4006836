using PrivateApi.Facts;
using PrivateApi.Reachability.Names;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability.LoadBalancers;

/// <summary>A call's way through a load balancer: the listener, the rule and the target groups that take it, and where they lead.</summary>
internal sealed record LoadBalancerWay
{
    /// <summary>The port of every API.</summary>
    public const int Https = ReachRules.Https;

    public required LoadBalancerFact LoadBalancer { get; init; }

    /// <summary>The listener on 443; null for none, and when listeners were not read.</summary>
    public ListenerFact? Listener { get; init; }

    /// <summary>The rule that takes the request; null when that is not known.</summary>
    public ListenerRuleFact? Rule { get; init; }

    /// <summary>A rule before it that takes the request perhaps; null for none.</summary>
    public ListenerRuleFact? Perhaps { get; init; }

    public required ForwardedRequest Forwarded { get; init; }

    /// <summary>The target groups of the rule that were read.</summary>
    public IReadOnlyList<TargetGroupFact> TargetGroups { get; init; } = [];

    /// <summary>The endpoint whose interfaces are among the targets; null for none.</summary>
    public EndpointFact? Endpoint { get; init; }

    /// <summary>Its interfaces that are targets in use.</summary>
    public IReadOnlyList<InterfaceFact> Interfaces { get; init; } = [];

    /// <summary>The load balancer's own interfaces that were read.</summary>
    public IReadOnlyList<InterfaceFact> Nodes { get; init; } = [];

    /// <summary>True where the target, not the load balancer, ends TLS.</summary>
    public bool PassesTlsOn => Listener is { Protocol: not ("HTTPS" or "TLS" or "HTTP") };

    public static LoadBalancerWay Find(AccountSnapshot snapshot, PathCall call, LoadBalancerFact balancer, string host, string path)
    {
        ListenerFact? listener = balancer.Listeners?.FirstOrDefault(item => item.Port == Https);
        (ListenerRuleFact? rule, ListenerRuleFact? perhaps) = listener?.Rules is { } rules
            ? ListenerRules.Choose(rules, call.HostHeader ?? host, path, call.Method)
            : (null, null);
        TargetGroupFact[] groups =
        [
            .. (rule?.TargetGroupArns ?? [])
                .Select(arn => snapshot.TargetGroups.FirstOrDefault(group => group.Arn == arn))
                .OfType<TargetGroupFact>(),
        ];
        InterfaceFact[] nodes = [.. balancer.InterfaceIds.Select(snapshot.Index.Interface).OfType<InterfaceFact>()];
        string[] addresses = [.. groups.SelectMany(TargetRules.InUse).Select(target => target.Id).Distinct(StringComparer.Ordinal)];
        NameAnswer? answer =
            addresses.Length == 0
                ? null
                : AddressOwners.AnswerFor(
                    snapshot,
                    nodes.Length > 0
                        ? LoadBalancerNodes.AsCaller(balancer, nodes[0])
                        : new Caller
                        {
                            Kind = CallerKind.Vpc,
                            Label = balancer.Name,
                            VpcId = balancer.VpcId,
                        },
                    addresses,
                    string.Empty
                );
        return new LoadBalancerWay
        {
            LoadBalancer = balancer,
            Listener = listener,
            Rule = rule,
            Perhaps = perhaps,
            Forwarded = ForwardedRequest.Of(snapshot, call, host, balancer.IsApplication ? rule : null),
            TargetGroups = groups,
            Endpoint = answer?.Endpoint,
            Interfaces = answer?.Interfaces ?? [],
            Nodes = nodes,
        };
    }
}
