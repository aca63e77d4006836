using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.HandOvers;
using PrivateApi.Text;

namespace PrivateApi.Diagnosis;

/// <summary>Turns the engine's words into what the user gets.</summary>
internal static class TestResults
{
    private const int Ok = 200;

    public static TestResult Create(PathVerdict verdict)
    {
        EvaluationContext evaluation = verdict.Evaluation;
        return new TestResult
        {
            RestApiId = evaluation.Call.RestApiId,
            Name = evaluation.Api?.Name,
            StageName = evaluation.Call.StageName,
            Method = evaluation.Call.Method,
            Path = SecretText.Path(evaluation.Call.Path),
            Caller = evaluation.Call.Caller.Label,
            VpcEndpointId = evaluation.EndpointId,
            UrlForm = evaluation.Address.Form,
            Url = SecretText.Redact(evaluation.Url),
            Verdict = verdict.Verdict,
            PredictedStatusCode = verdict.Answer?.StatusCode ?? (verdict.Verdict == Verdict.Reachable ? Ok : null),
            PredictedFailure = verdict.Failure,
            PredictedBody = verdict.Answer?.Body,
            Check = [.. verdict.Findings.Select(item => Check(verdict, item.Name, item.Finding))],
            Change = [.. (ChangeSearch.Smallest(verdict) ?? []).Select(change => change.ToModel())],
            Topology = CallPlaces.Topology(evaluation),
            AccountId = evaluation.Snapshot.AccountId,
            Region = evaluation.Snapshot.Region,
        };
    }

    // A change that was not seen to help is not shown.
    private static TestCheck Check(PathVerdict verdict, CheckName name, Finding finding)
    {
        IReadOnlyList<Change> set = ChangeSearch.Judged(verdict, name) is [var least, ..] ? least : [];
        bool isAdvice = set.Count == 0 || finding.Remedy!.IsAdviceFirst;
        return new TestCheck(name, finding.Status, finding.Message, isAdvice ? finding.Remedy?.AdviceText : Remedy.Text(set))
        {
            Change = [.. set.Select(change => change.ToModel())],
            HandOver = HandOvers.For(verdict.Evaluation, name, finding),
        };
    }
}
