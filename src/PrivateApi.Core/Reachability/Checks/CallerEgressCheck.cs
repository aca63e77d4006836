using PrivateApi.Model;

namespace PrivateApi.Reachability.Checks;

/// <summary>The caller's security groups.</summary>
internal sealed class CallerEgressCheck : IPathCheck
{
    public CheckName Name => CheckName.CallerEgress;

    public Finding Judge(EvaluationContext evaluation) => TraceFindings.FindingFor(evaluation, trace => trace.CallerEgress);
}
