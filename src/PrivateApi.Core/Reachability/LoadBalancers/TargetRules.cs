using PrivateApi.Facts;
using PrivateApi.Reachability.Network;
using PrivateApi.Text;

namespace PrivateApi.Reachability.LoadBalancers;

/// <summary>Whether the targets of a group are the endpoint's interfaces, and whether its health checks fit an endpoint.</summary>
internal static class TargetRules
{
    /// <summary>What an endpoint answers to a health check, whose Host is the target's address and names no API.</summary>
    private const int HealthAnswer = 403;

    private const string Matcher = "200,403";

    private const int MostName = 32;

    /// <summary>
    /// The targets that get calls: the healthy ones, and all of them when none is healthy (Application and Network Load Balancer guides,
    /// "Health checks": the load balancer fails open).
    /// </summary>
    public static IReadOnlyList<TargetFact> InUse(TargetGroupFact group)
    {
        TargetFact[] registered = [.. (group.Targets ?? []).Where(target => target.State is not ("draining" or "unused"))];
        TargetFact[] healthy = [.. registered.Where(target => target.State == "healthy")];
        return healthy.Length > 0 ? healthy : registered;
    }

    public static Finding Judge(EvaluationContext evaluation, LoadBalancerWay way, TargetGroupFact group)
    {
        if (group.Targets is not { } all)
        {
            return Finding.Skipped(
                Unread.Says(
                    evaluation.Snapshot,
                    "TargetHealth",
                    "elasticloadbalancing:DescribeTargetHealth",
                    $"the targets of {group.Name}"
                )
            );
        }

        if (group.TargetType != "ip")
        {
            return Finding.Skipped($"the targets of {group.Name} are of type {group.TargetType}; what lies behind them is not judged");
        }

        IReadOnlyList<TargetFact> used = InUse(group);
        if (used.Count == 0)
        {
            CommandLine? register = Register(way, evaluation, group);
            string words =
                (all.Count == 0 ? $"{group.Name} has no targets" : $"no target of {group.Name} is in use ({Describe(all)})")
                + (register is null ? $". It needs those of {Whose(evaluation)}, on 443" : string.Empty);
            return way.LoadBalancer.IsApplication
                ? Finding.Refused(words, register, LoadBalancerAnswers.ServiceUnavailable)
                : LoadBalancerAnswers.Unreachable(evaluation, words, register);
        }

        return Places(evaluation, way, group, used) ?? Protocol(way, group) ?? Health(group, all);
    }

    /// <summary>
    /// Endpoints that are made anew, or get other subnets, get other addresses, and the targets stay as they are; the port of an endpoint
    /// is 443.
    /// </summary>
    private static Finding? Places(EvaluationContext evaluation, LoadBalancerWay way, TargetGroupFact group, IReadOnlyList<TargetFact> used)
    {
        TargetFact[] stale =
        [
            .. used.Where(target => !way.Interfaces.Any(item => item.Address == target.Id || item.Ipv6Address.Contains(target.Id))),
        ];
        TargetFact[] closed = [.. used.Except(stale).Where(target => target.Port is not (null or LoadBalancerWay.Https))];
        if (stale.Length == 0 && closed.Length == 0)
        {
            return null;
        }

        if (stale.Length > 0 && (evaluation.Snapshot.Missing("Endpoint") ?? evaluation.Snapshot.Missing("NetworkInterface")) is { } denied)
        {
            return Finding.Skipped(
                $"whether {Ids(stale)} of {group.Name} belong to an endpoint could not be read: {denied.Permission} is denied"
            );
        }

        string words = string.Join(
            "; ",
            new[]
            {
                stale.Length == 0
                    ? null
                    : $"{Ids(stale)} of {group.Name} {(stale.Length == 1 ? "is" : "are")} not an address of {Whose(evaluation)}",
                closed.Length == 0
                    ? null
                    : $"{string.Join(", ", closed.Select(target => $"{target.Id}:{target.Port}"))} of {group.Name}: "
                        + "an endpoint listens on 443 only",
            }.OfType<string>()
        );
        CommandLine? remedy = Register(way, evaluation, group);
        return stale.Length + closed.Length < used.Count ? Finding.Warning($"some calls will fail: {words}", remedy)
            // Somebody answers there: what, nobody knows.
            : used.Any(target => target.State == "healthy") || stale.Any(target => Other(evaluation, target))
                ? Finding.Refused(words, remedy, null)
            : LoadBalancerAnswers.Unreachable(evaluation, words, remedy);
    }

    /// <summary>An endpoint speaks TLS only: it gets it from an HTTPS or TLS target group, or passed on over TCP.</summary>
    private static Finding? Protocol(LoadBalancerWay way, TargetGroupFact group) =>
        group.Protocol is "HTTPS" or "TLS" || (group.Protocol is "TCP" or "TCP_UDP" && way.Listener!.Protocol is "TCP" or "TCP_UDP")
            ? null
            : Finding.Refused(
                $"{way.LoadBalancer.Name} ends TLS and speaks plain {(way.LoadBalancer.IsApplication ? "HTTP" : "TCP")} to the targets of "
                    + $"{group.Name} ({group.Protocol}), but an endpoint speaks only TLS",
                CommandLine
                    .ForCmdlet("New-ELB2TargetGroup")
                    .With("Name", NameBeside(group, way.LoadBalancer.IsApplication ? "https" : "tls"))
                    .With("TargetType", "ip")
                    .With("Protocol", way.LoadBalancer.IsApplication ? "HTTPS" : "TLS")
                    .With("Port", LoadBalancerWay.Https)
                    .With("VpcId", way.LoadBalancer.VpcId)
                    .With("HealthCheckProtocol", "HTTPS")
                    .With("Matcher_HttpCode", Matcher)
                    .Noting("its protocol cannot be changed; then register the endpoint's addresses with the new one, and forward to it"),
                null
            );

    // At most 32 letters, digits and hyphens, none of these at the end (API reference, "CreateTargetGroup").
    private static string NameBeside(TargetGroupFact group, string protocol) =>
        $"{group.Name[..Math.Min(group.Name.Length, MostName - protocol.Length - 1)].TrimEnd('-')}-{protocol}";

    private static Finding Health(TargetGroupFact group, IReadOnlyList<TargetFact> all)
    {
        TargetFact[] failing = [.. all.Where(target => target.State == "unhealthy")];
        if (failing.Length == 0)
        {
            return Finding.Passed($"targets of {group.Name}: {Describe(all)}");
        }

        bool isOpen = !all.Any(target => target.State == "healthy");
        string words =
            $"{failing.Length} of {all.Count} targets of {group.Name} are unhealthy ({Describe(failing)})"
            + (
                isOpen
                    ? ": while none is healthy, calls go to all of them, but its DNS name may fail over"
                    : ": calls go to the others only"
            );
        return Unfit(group) is { } why ? Finding.Warning($"{words}; {why}", Check(group)) : Finding.Warning(words);
    }

    /// <summary>Why no endpoint can pass the health check; null when it can.</summary>
    public static string? Unfit(TargetGroupFact group) =>
        group.HealthCheckPort is not ("traffic-port" or "443")
            ? $"its health check asks port {group.HealthCheckPort}, and an endpoint listens on 443 only"
        : group.HealthCheckProtocol == "HTTP" ? "its health check speaks plain HTTP, and an endpoint speaks only TLS"
        : group.Matcher is { } matcher && !Accepts(matcher, HealthAnswer)
            ? $"its health check expects {matcher}, and an endpoint answers {HealthAnswer} to it, since its Host names no API"
        : null;

    /// <summary>Whether a matcher takes a status: numbers and ranges (API reference, "Matcher").</summary>
    public static bool Accepts(string matcher, int status) =>
        matcher
            .Split(',', StringSplitOptions.TrimEntries)
            .Any(part =>
                part.Split('-') is [var from, .. var rest]
                && int.TryParse(from, out int first)
                && int.TryParse(rest is [var to] ? to : from, out int last)
                && first <= status
                && status <= last
            );

    private static CommandLine Check(TargetGroupFact group)
    {
        CommandLine command = CommandLine.ForCmdlet("Edit-ELB2TargetGroup").With("TargetGroupArn", group.Arn);
        command = group.HealthCheckPort is "traffic-port" or "443" ? command : command.With("HealthCheckPort", "443");
        command = group.HealthCheckProtocol == "HTTP" ? command.With("HealthCheckProtocol", "HTTPS") : command;
        return command.With(
            "Matcher_HttpCode",
            group.Matcher is { } matcher && !Accepts(matcher, HealthAnswer) ? $"{matcher},403" : Matcher
        );
    }

    /// <summary>
    /// Registers the interfaces that are no targets yet, of the call's endpoint, or of the only one in the load balancer's VPC.
    /// </summary>
    private static CommandLine? Register(LoadBalancerWay way, EvaluationContext evaluation, TargetGroupFact group)
    {
        EndpointFact[] near =
        [
            .. evaluation.Snapshot.Endpoints.Where(item => item.IsForApis && item.IsAvailable && item.VpcId == way.LoadBalancer.VpcId),
        ];
        EndpointFact? meant =
            evaluation.Endpoint is { } chosen && near.Contains(chosen) ? chosen
            : near is [var only] ? only
            : null;
        CommandValue[] targets =
        [
            .. (meant?.InterfaceIds ?? [])
                .Select(evaluation.Snapshot.Index.Interface)
                .OfType<InterfaceFact>()
                .Where(item =>
                    item.AnyAddress is { } own && group.Targets!.All(target => target.Id != own || target.Port != LoadBalancerWay.Https)
                )
                .Select(item => CommandValue.Table(("Id", item.AnyAddress!), ("Port", LoadBalancerWay.Https))),
        ];
        return targets.Length == 0
            ? null
            : CommandLine
                .ForCmdlet("Register-ELB2Target")
                .With("TargetGroupArn", group.Arn)
                .With("Target", CommandValue.List(targets))
                .Noting("and remove the targets that are not the endpoint's");
    }

    private static bool Other(EvaluationContext evaluation, TargetFact target) =>
        evaluation.Snapshot.NetworkInterfaces.Any(item => item.Address == target.Id || item.Ipv6Address.Contains(target.Id));

    private static string Whose(EvaluationContext evaluation) =>
        evaluation.Endpoint is { } endpoint ? $"{endpoint.Id}, which has {Addresses(evaluation, endpoint)}" : "an execute-api endpoint";

    private static string Addresses(EvaluationContext evaluation, EndpointFact endpoint) =>
        string.Join(
            ", ",
            endpoint.InterfaceIds.Select(evaluation.Snapshot.Index.Interface).OfType<InterfaceFact>().Select(item => item.AnyAddress)
        );

    private static string Ids(IEnumerable<TargetFact> targets) => string.Join(", ", targets.Select(target => target.Id));

    /// <summary>Targets with their states.</summary>
    public static string Describe(IEnumerable<TargetFact> targets) =>
        string.Join(
            ", ",
            targets.Select(target => $"{target.Id} {target.State}{(target.Reason is { } reason ? " " + reason : string.Empty)}")
        );
}
