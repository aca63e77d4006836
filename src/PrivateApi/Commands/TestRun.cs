using PrivateApi.Arguments;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability;

namespace PrivateApi.Commands;

/// <summary>
/// Carries out what Test-PrivateApi was asked for: takes facts or reads them from a file, judges each call, and proves it live
/// where that is wanted.
/// </summary>
/// <param name="command">The command.</param>
/// <param name="output">Where results go.</param>
/// <param name="callers">The connections by which callers are found.</param>
/// <param name="cleanUp">True to remove the function that made a live call.</param>
internal sealed class TestRun(AwsCommand command, TestOutput output, CallerSessions callers, bool cleanUp)
{
    private const int Few = 10;

    /// <summary>The error of a command that names nothing to call or test.</summary>
    /// <param name="otherwise">What else can be done, as the end of the sentence.</param>
    public static PrivateApiException ApiRequired(string otherwise) =>
        new(
            "ApiRequired",
            FaultKind.InvalidArgument,
            $"No API was given. Name one with -RestApiId or -Uri, or pipe it in{otherwise} Get-PrivateApi lists APIs."
        );

    /// <summary>Writes the results of calls that could not be tested.</summary>
    public void Write(IEnumerable<TestResult> untested)
    {
        foreach (TestResult result in untested)
        {
            output.Write(result);
        }
    }

    /// <summary>Tests APIs of the account. They follow part by part, each written before the next is read.</summary>
    /// <param name="orders">What to test, and in which Region.</param>
    /// <param name="snapshotPath">A file for the facts; null for none.</param>
    public void Test(IEnumerable<(string? Region, ApiOrigin? Origin, TestRequest Request)> orders, string? snapshotPath)
    {
        foreach ((string? region, ApiOrigin? origin, TestRequest request) in orders)
        {
            command.ConnectTo(region, origin);
            foreach (SnapshotCase taken in TryResolve(snapshotPath, out string? file) ? Parts(request, file) : [])
            {
                Write(request, taken);
            }

            // A row of a table without a result would be missing in its report.
            if (request.Expected is { } expected && output.Last?.Expected != expected)
            {
                output.Write(TestResults.Untested(request, region, command.LastFailure));
            }
        }

        output.Finish(command.HasFailed);
    }

    /// <summary>Reads the facts for tests by the connection of the record that is bound now.</summary>
    public ApiTester Tester() => new(command.Session, callers.Account(), callers.Home);

    /// <summary>Judges the calls of a test, proves them where that is wanted, and writes the results.</summary>
    public void Write(TestRequest request, SnapshotCase taken) =>
        Judge(
            taken,
            (verdict, result) =>
            {
                TestResult asked = result with { Input = TestAgain.Input(request, verdict.Evaluation), Expected = request.Expected };
                return Seen(
                    request,
                    request.Via is null ? asked : LiveProof.Of(command, request, verdict, asked, cleanUp, callers.Account())
                );
            }
        );

    /// <summary>Judges a case from a file again, without a connection.</summary>
    /// <param name="snapshotPath">The file.</param>
    /// <param name="change">What the command says of each call beside the file.</param>
    public void Replay(string snapshotPath, Func<PathCall, PathCall> change)
    {
        try
        {
            SnapshotCase taken = SnapshotFile.Read(InputPath.Require(command.SessionState, snapshotPath, "InvalidSnapshot", "a snapshot"));
            Judge(taken with { Calls = [.. taken.Calls.Select(change)] }, (_, result) => result);
        }
        catch (PrivateApiException e)
        {
            command.WriteError(ErrorRecordFactory.From(e, snapshotPath)!);
        }

        output.Finish(command.HasFailed);
    }

    private static TestResult Seen(TestRequest request, TestResult result) =>
        request.Observed is null ? result : ObservedComparison.With(result, request.Observed);

    private void Judge(SnapshotCase taken, Func<PathVerdict, TestResult, TestResult> prove)
    {
        foreach (PathCall call in taken.Calls)
        {
            PathVerdict verdict = PathEngine.Judge(taken.Snapshot, call);
            output.Write(prove(verdict, TestResults.Create(verdict)));
        }
    }

    private IEnumerable<SnapshotCase> Parts(TestRequest request, string? file)
    {
        const string Activity = "Testing APIs";
        ProgressEstimate? estimate =
            request.Apis.Count > Few && file is null ? new(Activity, request.Apis.Count, TimeProvider.System) : null;
        int done = 0;
        IAsyncEnumerator<SnapshotCase>? parts = null;
        try
        {
            while (command.Ask(request.Apis[0].RestApiId, NextAsync) is { } taken)
            {
                yield return taken;
            }
        }
        finally
        {
            parts?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        async Task<SnapshotCase?> NextAsync(IProgress<ProgressEvent> progress, CancellationToken stop)
        {
            if (estimate is not null)
            {
                progress.Report(done < request.Apis.Count ? estimate.Next(request.Apis[done++].RestApiId) : ProgressEvent.Done(Activity));
            }

            parts ??= Tester().TakeAsync(request, file, stop).GetAsyncEnumerator(stop);
            return await parts.MoveNextAsync() ? parts.Current : null;
        }
    }

    // False for a text that names no file; nothing is read then.
    private bool TryResolve(string? path, out string? file)
    {
        try
        {
            file = path is null ? null : InputPath.Require(command.SessionState, path, "SnapshotNotWritten", "a file");
            return true;
        }
        catch (PrivateApiException e)
        {
            file = null;
            command.WriteError(ErrorRecordFactory.From(e, path)!);
            return false;
        }
    }
}
