using PrivateApi.Model;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability.Checks;

/// <summary>The network ACL of the caller's subnet, both directions.</summary>
internal sealed class CallerNetworkAclCheck : IPathCheck
{
    public CheckName Name => CheckName.CallerNetworkAcl;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation is { IsPast: true, Public: not null }
            ? InternetRoute.Firewall(evaluation, InternetRoute.NetworkAcl)
            : TraceFindings.FindingFor(evaluation, trace => trace.CallerNetworkAcl);
}
