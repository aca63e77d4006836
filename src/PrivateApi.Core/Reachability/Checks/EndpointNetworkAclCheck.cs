using PrivateApi.Model;

namespace PrivateApi.Reachability.Checks;

/// <summary>The network ACL of the endpoint's subnets, both directions.</summary>
internal sealed class EndpointNetworkAclCheck : IPathCheck
{
    public CheckName Name => CheckName.EndpointNetworkAcl;

    public Finding Judge(EvaluationContext evaluation) => TraceFindings.OnwardFor(evaluation, trace => trace.EndpointNetworkAcl);
}
