using PrivateApi.Model;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability.Checks;

/// <summary>The caller's security groups.</summary>
internal sealed class CallerEgressCheck : IPathCheck
{
    public CheckName Name => CheckName.CallerEgress;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation is { IsPast: true, Public: not null }
            ? InternetRoute.Firewall(evaluation, InternetRoute.Egress)
            : TraceFindings.FindingFor(evaluation, trace => trace.CallerEgress);
}
