using PrivateApi.Model;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability.Checks;

/// <summary>The route tables of both sides, with peering, transit and virtual private gateways.</summary>
internal sealed class CallerRouteCheck : IPathCheck
{
    public CheckName Name => CheckName.CallerRoute;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation is { IsPast: true, Public: not null }
            ? InternetRoute.Judge(evaluation)
            : TraceFindings.FindingFor(evaluation, trace => trace.Route);
}
