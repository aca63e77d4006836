using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Text;

namespace PrivateApi.Diagnosis;

/// <summary>Turns the engine's words into what the user gets.</summary>
internal static class TestResults
{
    private const int Ok = 200;

    public static TestResult Of(PathVerdict verdict)
    {
        Walk walk = verdict.Walk;
        return new TestResult
        {
            RestApiId = walk.Call.RestApiId,
            Name = walk.Api?.Name,
            StageName = walk.Call.StageName,
            Method = walk.Call.Method,
            Path = SecretText.Path(walk.Call.Path),
            Caller = walk.Call.Caller.Label,
            VpcEndpointId = walk.EndpointId,
            UrlForm = walk.Address.Form,
            Url = SecretText.Of(walk.Url),
            Verdict = verdict.Verdict,
            PredictedStatusCode = verdict.Answer?.StatusCode ?? (verdict.Verdict == Verdict.Reachable ? Ok : null),
            PredictedFailure = verdict.Failure,
            PredictedBody = verdict.Answer?.Body,
            Check = [.. verdict.Finding.Select(item => new TestCheck(item.Name, item.Finding.Status, item.Finding.Message, item.Finding.Remedy?.ToString()))],
            AccountId = walk.Snapshot.AccountId,
            Region = walk.Snapshot.Region,
        };
    }
}
