using PrivateApi.Model;

namespace PrivateApi.Reachability.Checks;

/// <summary>The network ACL of the caller's subnet, both directions.</summary>
internal sealed class CallerNetworkAclCheck : IPathCheck
{
    public CheckName Name => CheckName.CallerNetworkAcl;

    public Finding Judge(EvaluationContext evaluation) => TraceFindings.FindingFor(evaluation, trace => trace.CallerNetworkAcl);
}
