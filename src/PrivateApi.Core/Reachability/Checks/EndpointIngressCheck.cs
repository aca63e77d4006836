using PrivateApi.Model;

namespace PrivateApi.Reachability.Checks;

/// <summary>The endpoint's security groups.</summary>
internal sealed class EndpointIngressCheck : IPathCheck
{
    public CheckName Name => CheckName.EndpointIngress;

    public Finding Judge(EvaluationContext evaluation) => TraceFindings.OnwardFor(evaluation, trace => trace.EndpointIngress);
}
