using PrivateApi.Model;
using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.Names;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability.Checks;

/// <summary>The route tables of both sides, with peering, transit and virtual private gateways.</summary>
internal sealed class CallerRouteCheck : IPathCheck
{
    public CheckName Name => CheckName.CallerRoute;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation is { IsPast: true, Public: not null }
            ? InternetRoute.Judge(evaluation)
            : Described(evaluation, TraceFindings.FindingFor(evaluation, trace => trace.Route));

    // A client that has no address of the family fails at once: there is nothing to wait for. Where records of a zone leave a family out
    // that the endpoint's name has, they are what is missing.
    private static Finding Described(EvaluationContext evaluation, Finding finding) =>
        finding.Status == CheckStatus.Failed && evaluation.Way is null && evaluation.Traces.All(trace => trace.IsWithoutFamily)
            ? finding with
            {
                Failure = CallFailure.ConnectFailed,
                Remedy = evaluation.Address.Name?.Answering is { Zone: var zone }
                    ? (Remedy?)MissingRecord.For(evaluation, zone) ?? finding.Remedy
                    : finding.Remedy,
            }
            : finding;
}
