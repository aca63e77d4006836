using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.HandOvers;
using PrivateApi.Text;

namespace PrivateApi.Reachability.LoadBalancers;

/// <summary>What a load balancer itself does with a call, part by part: listener, certificate, rule, and the Host it forwards.</summary>
internal static class ListenerFindings
{
    /// <summary>The listener on 443 and what it shows a client that asks for a name.</summary>
    public static Finding Tls(EvaluationContext evaluation, LoadBalancerWay way)
    {
        LoadBalancerFact balancer = way.LoadBalancer;
        string host = evaluation.Address.Host;
        return way.Listener switch
        {
            null when balancer.Listeners is not { } => Unread(
                evaluation,
                "Listener",
                "DescribeListeners",
                $"the listeners of {balancer.Name}"
            ),
            null => Finding.Broken(
                $"{balancer.Name} has no listener on 443"
                    + (
                        balancer.Listeners is { Count: > 0 } others
                            ? $" (it has {string.Join(", ", others.Select(item => $"{item.Protocol} {item.Port}"))})"
                            : string.Empty
                    )
                    + Needed(
                        evaluation,
                        ListenerCommands.NewListener(evaluation, balancer),
                        " and a target group of the endpoint's addresses"
                    ),
                ListenerCommands.NewListener(evaluation, balancer),
                CallFailure.ConnectTimeout
            ) with
            {
                Outside = Owner(evaluation, balancer),
            },
            { Protocol: "HTTPS" or "TLS" } listener => Certificate(evaluation, balancer, listener, host),
            { Protocol: "HTTP" } listener => Finding.Broken(
                $"the listener of {balancer.Name} on 443 speaks plain HTTP"
                    + Needed(evaluation, ListenerCommands.Secure(evaluation, listener)),
                ListenerCommands.Secure(evaluation, listener),
                CallFailure.TlsFailed
            ) with
            {
                Outside = Owner(evaluation, balancer),
            },
            _ when CertificateNames.IsGateways(evaluation.Snapshot, host) => Finding.Passed(
                $"{balancer.Name} passes TLS on, and API Gateway has a certificate for {host}"
            ),
            _ when evaluation.Snapshot.Missing("Domain") is { } denied => Finding.Skipped(
                $"{balancer.Name} passes TLS on; whether API Gateway has a custom domain {host} could not be read: "
                    + $"{denied.Permission} is denied"
            ),
            { } listener => Finding.Broken(
                $"{balancer.Name} passes TLS on ({listener.Protocol} 443), so {host} is shown the certificate of API Gateway for "
                    + $"*.{ApiHosts.Domain(evaluation.Snapshot.Region, evaluation.Snapshot.DnsSuffix)}, which is not for it. Either make "
                    + $"{host} a custom domain name of API Gateway, or end TLS at the load balancer: a TLS listener with a certificate for "
                    + "the name, and a target group of protocol TLS",
                ListenerCommands.EndTls(evaluation, balancer, listener),
                CallFailure.TlsFailed
            ),
        };
    }

    /// <summary>What the rule does that takes the request.</summary>
    public static Finding? Rule(EvaluationContext evaluation, LoadBalancerWay way)
    {
        if (way.Listener is not { } listener)
        {
            return null;
        }

        if (way.Rule is not { } rule)
        {
            return Unread(evaluation, "ListenerRule", "DescribeRules", $"the rules of {listener.Arn}");
        }

        string words = $"rule {rule.Priority} of {way.LoadBalancer.Name}";
        return way.Perhaps is { } perhaps && (perhaps.Action != rule.Action || !perhaps.TargetGroupArns.SequenceEqual(rule.TargetGroupArns))
                ? Finding.Skipped(
                    $"whether rule {perhaps.Priority} of {way.LoadBalancer.Name} takes the call hangs on its "
                        + string.Join(", ", perhaps.Conditions.Select(condition => condition.Field))
                )
            : rule.Gate is { } gate ? Finding.Skipped($"{words} begins with {gate}; whether the client passes that is not known")
            : rule.Action == "forward" ? null
            : Finding.Refused(
                $"{words} does not forward the call: it answers itself ({rule.Action}"
                    + $"{(rule.StatusCode is { } code ? $" {code}" : string.Empty)})"
                    + (
                        ListenerCommands.NewRule(evaluation, way) is null
                            ? ". A rule before it has to forward the name to a target group of the endpoint's addresses"
                            : string.Empty
                    ),
                ListenerCommands.NewRule(evaluation, way),
                rule.StatusCode is { } status ? LoadBalancerAnswers.Fixed(status) : null
            );
    }

    /// <summary>
    /// Which API the forwarded request names. A Host that is no name of API Gateway is answered 403 (serverless-samples#72; API Gateway
    /// guide, "Invoke a private API", which has x-apigw-api-id for such calls).
    /// </summary>
    public static Finding Host(EvaluationContext evaluation, LoadBalancerWay way)
    {
        (string? host, string? api, DomainFact? domain) = way.Forwarded;
        string wanted = evaluation.Call.RestApiId;
        return host is null
                ? Finding.Skipped($"rule {way.Rule!.Priority} of {way.LoadBalancer.Name} rewrites the Host in a way that is not understood")
            : api == wanted ? Finding.Passed($"{way.LoadBalancer.Name} forwards a request that names {api}")
            : api is not null
                ? Finding.Refused($"{way.LoadBalancer.Name} forwards a request that names {api}, not {wanted}", ById(evaluation), null)
            : domain is { IsPublic: true } && BasePaths.Match(domain, evaluation.Call).Mapping is null
                ? Finding.Refused(
                    $"no base path of the custom domain {domain.Name}, the Host that {way.LoadBalancer.Name} forwards, leads to "
                        + $"{wanted}/{evaluation.Call.StageName}",
                    ListenerCommands.Map(evaluation, domain),
                    DeniedAnswer.Forbidden
                )
            : domain is not null ? Finding.Passed($"{way.LoadBalancer.Name} forwards Host {host}, a custom domain of API Gateway")
            : evaluation.Snapshot.Missing("Domain") is { } denied
                ? Finding.Skipped(
                    $"{way.LoadBalancer.Name} forwards Host {host}; whether that is a custom domain of API Gateway could not be read: "
                        + $"{denied.Permission} is denied"
                )
            : Finding.Refused(
                $"{way.LoadBalancer.Name} forwards Host {host}, which is neither a name of {wanted} nor a custom domain of API Gateway in "
                    + $"account {evaluation.Snapshot.AccountId}, {evaluation.Snapshot.Region}",
                ById(evaluation),
                DeniedAnswer.Forbidden
            );
    }

    private static Finding Certificate(EvaluationContext evaluation, LoadBalancerFact balancer, ListenerFact listener, string host)
    {
        if (listener.Certificates is not { } all)
        {
            return Unread(evaluation, "ListenerCertificate", "DescribeListenerCertificates", $"the certificates of {listener.Arn}");
        }

        if (all.FirstOrDefault(item => CertificateNames.Covers(item, host)) is { } fit)
        {
            return Finding.Passed($"{balancer.Name} shows {fit.Arn}, which is for {host}");
        }

        return all.FirstOrDefault(item => item.Names is null) is { } unread
            ? Finding.Skipped(
                Network.Unread.Says(evaluation.Snapshot, "Certificate", "acm:DescribeCertificate", $"the names of certificate {unread.Arn}")
            )
            : Finding.Broken(
                $"no certificate of {balancer.Name} on 443 is for {host}: "
                    + string.Join("; ", all.Select(item => $"{item.Arn} is for {string.Join(", ", item.Names!)}"))
                    + Needed(evaluation, ListenerCommands.AddCertificate(evaluation, listener)),
                ListenerCommands.AddCertificate(evaluation, listener),
                CallFailure.TlsFailed
            ) with
            {
                Outside = Owner(evaluation, balancer),
            };
    }

    private static Finding Unread(EvaluationContext evaluation, string subject, string operation, string what) =>
        Finding.Skipped(Network.Unread.Says(evaluation.Snapshot, subject, "elasticloadbalancing:" + operation, what));

    // With x-apigw-api-id the path begins with the stage, as it does for an API's own names.
    private static CommandLine ById(EvaluationContext evaluation) =>
        CommandLine
            .ForCmdlet("Invoke-PrivateApi")
            .With("Uri", $"https://{evaluation.Address.Host}{SecretText.Path(BasePaths.Direct(evaluation.Call))}")
            .With("Header", CommandValue.Table(("x-apigw-api-id", evaluation.Call.RestApiId)))
            .Noting("or map a custom domain of that name to the API, or let a listener rule rewrite the Host");

    // What is missing where there is no command.
    private static string Needed(EvaluationContext evaluation, CommandLine? command, string more = "") =>
        command is not null ? string.Empty
        : evaluation.Snapshot.Missing("AccountCertificate") is { } denied
            ? $". Whether the account has a certificate for {evaluation.Address.Host} could not be read: {denied.Permission} is denied"
        : $". It needs a certificate for {evaluation.Address.Host} in AWS Certificate Manager{more}";

    // Whoever has the name proves it to the authority that issues the certificate. Nobody else's domain is ours to ask a certificate for,
    // and none is issued for the names of AWS.
    private static OutsideChange? Owner(EvaluationContext evaluation, LoadBalancerFact balancer)
    {
        string host = evaluation.Address.Host;
        return
            evaluation.Snapshot.Missing("AccountCertificate") is not null
            || ApiHost.Parse(host).IsApiGateways
            || host.EndsWith(balancer.DnsName, StringComparison.OrdinalIgnoreCase)
            || ListenerCommands.CertificateFor(evaluation.Snapshot, host) is not null
            ? null
            : new OutsideChange(
                $"whoever owns the name {host}",
                $"Get a certificate for {host} into AWS Certificate Manager of account {balancer.Arn.Split(':')[4]}, "
                    + $"{evaluation.Snapshot.Region}. Once it is requested, AWS issues it as soon as the public zone of the name has the "
                    + "record that Get-ACMCertificateDetail shows. For a name that is not in the public DNS, import a certificate of your "
                    + "own authority instead"
            )
            {
                Command = CommandLine
                    .ForCmdlet("New-ACMCertificate")
                    .With("DomainName", host)
                    .With("ValidationMethod", "DNS")
                    .With("Region", evaluation.Snapshot.Region),
            };
    }
}
