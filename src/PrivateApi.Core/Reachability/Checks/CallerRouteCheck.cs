using PrivateApi.Model;

namespace PrivateApi.Reachability.Checks;

/// <summary>The route tables of both sides, with peering, transit and virtual private gateways.</summary>
internal sealed class CallerRouteCheck : IPathCheck
{
    public CheckName Name => CheckName.CallerRoute;

    public Finding Judge(EvaluationContext evaluation) => TraceFindings.FindingFor(evaluation, trace => trace.Route);
}
