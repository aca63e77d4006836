using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Model;
using PrivateApi.Reachability;

namespace PrivateApi.Commands;

/// <summary>Proves a test with a live call, where one can be made and is wanted.</summary>
internal static class LiveProof
{
    /// <summary>The result with the live call.</summary>
    /// <param name="command">The command.</param>
    /// <param name="request">The test.</param>
    /// <param name="verdict">What was predicted.</param>
    /// <param name="result">Its result.</param>
    /// <param name="cleanUp">True to remove the function that made the call.</param>
    /// <param name="callers">The account that the caller is in, where it has a profile of its own; null for none.</param>
    public static TestResult Of(
        AwsCommand command,
        TestRequest request,
        PathVerdict verdict,
        TestResult result,
        bool cleanUp,
        AwsSession? callers = null
    )
    {
        PreparedCall? call = command.Ask(
            result.RestApiId,
            (progress, stop) => new LiveTest(command.Session, callers).PrepareAsync(request, verdict, progress, stop)
        );
        if (call is null || !command.ShouldProcess(command.IsWhatIf ? call.Description : call.Summary, call.Description, "Call"))
        {
            return result;
        }

        CallResult? live = command.Ask(result.RestApiId, call.RunAsync);
        if (cleanUp)
        {
            command.Call(result.RestApiId, call.CleanUpAsync);
        }

        return live is null
            ? result
            : LiveComparison.With(result, verdict, live with { Body = JsonObjects.Read(live.Content, live.Headers) });
    }
}
