using System.Globalization;
using PrivateApi.Facts;
using PrivateApi.Text;

namespace PrivateApi.Reachability.LoadBalancers;

/// <summary>
/// Commands that mend a load balancer's listener. Certificate and target group come from what was read; null where that names none, so that
/// whoever owns the load balancer has to choose.
/// </summary>
internal static class ListenerCommands
{
    private const int MostPriority = 50_000; // API reference, "CreateRule".

    /// <summary>Makes the listener on 443 that is missing.</summary>
    public static CommandLine? NewListener(EvaluationContext evaluation, LoadBalancerFact balancer)
    {
        string host = evaluation.Address.Host;
        bool passesOn = !balancer.IsApplication && CertificateNames.IsGateways(evaluation.Snapshot, host);
        string protocol =
            balancer.IsApplication ? "HTTPS"
            : passesOn ? "TCP"
            : "TLS";
        CertificateFact? certificate = CertificateFor(evaluation.Snapshot, host);
        if (GroupOf(evaluation.Snapshot, balancer, protocol) is not { } group || (certificate is null && !passesOn))
        {
            return null;
        }

        CommandLine command = CommandLine
            .ForCmdlet("New-ELB2Listener")
            .With("LoadBalancerArn", balancer.Arn)
            .With("Protocol", protocol)
            .With("Port", LoadBalancerWay.Https);
        command = passesOn ? command : command.With("Certificate", Shown(certificate!));
        return command.With("DefaultAction", Forward(group));
    }

    /// <summary>
    /// Adds a rule for the name alone before the one that takes the call; the rest of the listener's traffic stays as it is.
    /// </summary>
    public static CommandLine? NewRule(EvaluationContext evaluation, LoadBalancerWay way) =>
        GroupOf(evaluation.Snapshot, way.LoadBalancer, "HTTPS") is { } group
        && PriorityBefore(way.Listener!.Rules!, way.Rule!) is { } number
            ? CommandLine
                .ForCmdlet("New-ELB2Rule")
                .With("ListenerArn", way.Listener.Arn)
                .With("Priority", number)
                .With(
                    "Condition",
                    CommandValue.Table(
                        ("Field", "host-header"),
                        ("Values", CommandValue.List([evaluation.Call.HostHeader ?? evaluation.Address.Host]))
                    )
                )
                .With("Action", Forward(group))
            : null;

    /// <summary>Gives a listener a certificate for the name.</summary>
    public static CommandLine? AddCertificate(EvaluationContext evaluation, ListenerFact listener) =>
        CertificateFor(evaluation.Snapshot, evaluation.Address.Host) is { } certificate
            ? CommandLine.ForCmdlet("Add-ELB2ListenerCertificate").With("ListenerArn", listener.Arn).With("Certificate", Shown(certificate))
            : null;

    /// <summary>Lets an HTTP listener on 443 speak TLS.</summary>
    public static CommandLine? Secure(EvaluationContext evaluation, ListenerFact listener) =>
        CertificateFor(evaluation.Snapshot, evaluation.Address.Host) is { } certificate
            ? CommandLine
                .ForCmdlet("Edit-ELB2Listener")
                .With("ListenerArn", listener.Arn)
                .With("Protocol", "HTTPS")
                .With("Certificate", Shown(certificate))
            : null;

    /// <summary>Lets a listener that passes TLS on end it, where a target group behind the load balancer is spoken to by TLS.</summary>
    public static CommandLine? EndTls(EvaluationContext evaluation, LoadBalancerFact balancer, ListenerFact listener) =>
        !balancer.IsApplication
        && CertificateFor(evaluation.Snapshot, evaluation.Address.Host) is { } certificate
        && GroupOf(evaluation.Snapshot, balancer, "TLS") is { } group
            ? CommandLine
                .ForCmdlet("Edit-ELB2Listener")
                .With("ListenerArn", listener.Arn)
                .With("Protocol", "TLS")
                .With("Certificate", Shown(certificate))
                .With("DefaultAction", Forward(group))
            : null;

    /// <summary>Maps the custom domain that is forwarded as Host to the API, where no base path of it is in the way.</summary>
    public static CommandLine? Map(EvaluationContext evaluation, DomainFact domain) =>
        StageOf(evaluation) is { } stage
        && domain.RoutingMode != "ROUTING_RULE_ONLY"
        && !domain.Mappings.Any(mapping => mapping.BasePath.Length == 0)
            ? CommandLine
                .ForCmdlet("New-AGBasePathMapping")
                .With("DomainName", domain.Name)
                .With("RestApiId", evaluation.Call.RestApiId)
                .With("Stage", stage)
            : null;

    // The call's stage, or the only one that the API has.
    private static string? StageOf(EvaluationContext evaluation) =>
        evaluation.Call.StageName ?? (evaluation.Api?.Stages is [var only] ? only.Name : null);

    /// <summary>A certificate that was read, of this listener, another one or the account, that is for the name.</summary>
    public static CertificateFact? CertificateFor(AccountSnapshot snapshot, string host) =>
        snapshot
            .LoadBalancers.SelectMany(balancer => balancer.Listeners ?? [])
            .SelectMany(listener => listener.Certificates ?? [])
            .Concat(snapshot.Certificates)
            .FirstOrDefault(certificate => CertificateNames.Covers(certificate, host));

    /// <summary>
    /// The one target group of the load balancer whose targets are all interfaces of execute-api endpoints, on 443, and are spoken to by a
    /// protocol; null for none or several.
    /// </summary>
    private static TargetGroupFact? GroupOf(AccountSnapshot snapshot, LoadBalancerFact balancer, string protocol)
    {
        HashSet<string> used =
        [
            .. (balancer.Listeners ?? []).SelectMany(listener => listener.Rules ?? []).SelectMany(rule => rule.TargetGroupArns),
        ];
        HashSet<string> addresses =
        [
            .. snapshot
                .Endpoints.Where(endpoint => endpoint.IsForApis)
                .SelectMany(endpoint => endpoint.InterfaceIds)
                .Select(snapshot.Index.Interface)
                .OfType<InterfaceFact>()
                .SelectMany(item => item.Ipv6Address.Append(item.Address))
                .OfType<string>(),
        ];
        TargetGroupFact[] fit =
        [
            .. snapshot.TargetGroups.Where(group =>
                used.Contains(group.Arn)
                && group.TargetType == "ip"
                && group.Protocol == protocol
                && TargetRules.InUse(group) is { Count: > 0 } targets
                && targets.All(target => target.Port is null or LoadBalancerWay.Https && addresses.Contains(target.Id))
            ),
        ];
        return fit is [var only] ? only : null;
    }

    private static int? PriorityBefore(IReadOnlyList<ListenerRuleFact> rules, ListenerRuleFact rule)
    {
        HashSet<int> taken = [.. rules.Select(Number).OfType<int>()];
        int? free = Number(rule) is { } number
            ? Enumerable.Range(1, number).Select(back => number - back).FirstOrDefault(candidate => !taken.Contains(candidate))
            : taken.Append(0).Max() + 1;
        return free is > 0 and <= MostPriority ? free : null;
    }

    private static int? Number(ListenerRuleFact rule) =>
        int.TryParse(rule.Priority, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static CommandValue Shown(CertificateFact certificate) => CommandValue.Table(("CertificateArn", certificate.Arn));

    private static CommandValue Forward(TargetGroupFact group) => CommandValue.Table(("Type", "forward"), ("TargetGroupArn", group.Arn));
}
