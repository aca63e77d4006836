using PrivateApi.Diagnosis.Collection;
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

    /// <summary>A call of a table that could not be tested: nothing is known of it but why.</summary>
    /// <param name="request">The call.</param>
    /// <param name="region">Its Region; null for that of the connection.</param>
    /// <param name="why">What happened; null where nothing came and nobody said why.</param>
    /// <param name="uri">The URL that the row has; null for none, or where the request has it.</param>
    public static TestResult Untested(TestRequest request, string? region, string? why, Uri? uri = null) =>
        new()
        {
            RestApiId = request.Apis.Count == 0 ? string.Empty : request.Apis[0].RestApiId,
            Name = null,
            StageName = request.StageName,
            Method = request.Method,
            Path = SecretText.Path(request.Path ?? "/"),
            Caller = Words(request.Caller),
            VpcEndpointId = request.VpcEndpointId,
            UrlForm = request.UrlForm,
            Url = SecretText.Redact((request.Url?.Url ?? uri)?.AbsoluteUri ?? string.Empty),
            Verdict = Verdict.Unknown,
            PredictedStatusCode = null,
            PredictedFailure = null,
            PredictedBody = null,
            Check = [],
            Expected = request.Expected,
            Explanation = [$"It was not tested. {why}".TrimEnd()],
            AccountId = string.Empty,
            Region = region ?? string.Empty,
        };

    // As it was named, since nothing was read of it.
    private static string Words(CallerRequest caller) =>
        string.Join(
            ' ',
            caller
                .SubnetIds.Concat(caller.SecurityGroupIds)
                .Concat([caller.InstanceId, caller.FunctionName, caller.NetworkInterfaceId, caller.VpcId, caller.SourceIp])
                .Where(part => !string.IsNullOrEmpty(part))
        )
            is { Length: > 0 } named
            ? named
            : TestResult.AnyCaller;

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
