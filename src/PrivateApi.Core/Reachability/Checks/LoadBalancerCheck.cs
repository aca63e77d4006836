using PrivateApi.Model;
using PrivateApi.Reachability.LoadBalancers;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// What stands before the endpoint: the load balancer lets the caller in, shows a certificate for the name, forwards to the endpoint's
/// interfaces, reaches them, and forwards a Host by which API Gateway finds the API.
/// </summary>
internal sealed class LoadBalancerCheck : IPathCheck
{
    public CheckName Name => CheckName.LoadBalancer;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation.Way is not { } way)
        {
            return evaluation.Address.Name is { IsUnreadLoadBalancer: true } unread ? Finding.Skipped(unread.Evidence)
                : evaluation.Call.LoadBalancerArn is not { } arn ? Finding.NotApplicable("the call does not go through a load balancer")
                : LoadBalancerNames.Named(evaluation.Snapshot, evaluation.Call) is { } named
                    ? Finding.Warning(
                        $"{evaluation.Address.Host} does not lead to {named.Name} ({named.DnsName}): what lies behind it is not judged"
                    )
                : Finding.Skipped(LoadBalancerNames.UnreadWords(evaluation.Snapshot, arn));
        }

        return Together([.. Parts(evaluation, way).OfType<Finding>()]);
    }

    /// <summary>In the order in which a call meets them.</summary>
    private static IEnumerable<Finding?> Parts(EvaluationContext evaluation, LoadBalancerWay way)
    {
        if (way.LoadBalancer.State is not ("active" or "active_impaired"))
        {
            yield return Finding.Broken($"{way.LoadBalancer.Name} is {way.LoadBalancer.State}", null, CallFailure.ConnectTimeout);
        }

        yield return Concerning(TraceFindings.FindingFor(evaluation, trace => trace.EndpointNetworkAcl));
        yield return Concerning(TraceFindings.FindingFor(evaluation, trace => trace.EndpointIngress));
        if (!way.PassesTlsOn)
        {
            yield return ListenerFindings.Tls(evaluation, way);
        }

        yield return ListenerFindings.Rule(evaluation, way);
        foreach (Finding finding in TargetFindings.All(evaluation, way))
        {
            yield return finding;
        }

        yield return Concerning(TraceFindings.OnwardFor(evaluation, trace => trace.Route));
        yield return Concerning(TraceFindings.OnwardFor(evaluation, trace => trace.CallerEgress));
        yield return Concerning(TraceFindings.OnwardFor(evaluation, trace => trace.CallerNetworkAcl));
        if (way.PassesTlsOn)
        {
            yield return Onward(evaluation, ListenerFindings.Tls(evaluation, way));
        }

        yield return ListenerFindings.Host(evaluation, way);
    }

    /// <summary>TLS that is passed on meets a certificate only where the connection gets to the endpoint.</summary>
    private static Finding Onward(EvaluationContext evaluation, Finding tls) =>
        tls.Status != CheckStatus.Failed || evaluation.OnwardTraces.Any(trace => trace.State < Disposition.Unknown) ? tls
        : evaluation.OnwardTraces.All(trace => trace.IsClosed) ? tls with { Failure = CallFailure.ConnectTimeout }
        : tls with { Failure = null };

    private static Finding? Concerning(Finding finding) => finding.Status == CheckStatus.NotApplicable ? null : finding;

    /// <summary>The worst of them with what all of that kind say; a prediction only where nothing before it is unknown.</summary>
    private static Finding Together(IReadOnlyList<Finding> parts)
    {
        foreach (CheckStatus status in (CheckStatus[])[CheckStatus.Failed, CheckStatus.Skipped, CheckStatus.Warning])
        {
            if (parts.FirstOrDefault(part => part.Status == status) is { } first)
            {
                string message = string.Join("; ", parts.Where(part => part.Status == status).Select(part => part.Message).Distinct());
                bool isCertain = parts.TakeWhile(part => part != first).All(part => part.Status != CheckStatus.Skipped);
                return isCertain ? first with { Message = message } : new Finding(status, message, first.Remedy);
            }
        }

        return Finding.Passed(string.Join("; ", parts.Select(part => part.Message)));
    }
}
