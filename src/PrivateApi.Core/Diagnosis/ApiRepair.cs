using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.Repairs;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Diagnosis;

/// <summary>Mends a tested call: looks again, finds the smallest set of changes, makes it, and takes it back.</summary>
/// <param name="session">The API's account, or the caller's where only that one's side is to be changed.</param>
/// <param name="callerSession">The caller's account, to change both sides of a call between two; null for one side.</param>
internal sealed class ApiRepair(AwsSession session, AwsSession? callerSession = null)
{
    private readonly ChangeMaker _maker = new(session);
    private readonly ChangeMaker? _callerMaker = callerSession is null ? null : new(callerSession);

    /// <summary>Tests the call again, over facts of now. Changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>NotRepairable</c>.</exception>
    public async Task<RepairCase> LookAsync(TestResult result, CallVia? via, CancellationToken stop)
    {
        if (result.Input is not { } input)
        {
            throw Refused(result, "the result does not say of what test it is. Test again with Test-PrivateApi, and pipe its results.");
        }

        if (TestAgain.Lost(input) is { } lost)
        {
            throw Refused(
                result,
                $"the result was stored without the secrets in {lost}, so that the call cannot be tested again. Test it with "
                    + "Test-PrivateApi, and pipe the result."
            );
        }

        string account = await session.GetAccountIdAsync(stop);
        bool isBoth = RepairSide.IsTwo(result) && callerSession is not null;
        if (isBoth && await callerSession!.GetAccountIdAsync(stop) is var other && other != input.CallerAccountId)
        {
            throw Refused(
                result,
                $"-CallerProfileName is a profile of account {other}, and its caller is in account {input.CallerAccountId}."
            );
        }

        if (!isBoth && RepairSide.IsTwo(result) && account == result.AccountId && via is not null and not CallVia.Direct)
        {
            throw Refused(
                result,
                $"its caller is in account {input.CallerAccountId}, and a call with -Via is made from there. Name that account's "
                    + "profile with -CallerProfileName, or leave -Via out."
            );
        }

        TestRequest request = isBoth ? TestAgain.Request(result, via) : RepairSide.Request(result, account, via);
        await foreach (SnapshotCase taken in new ApiTester(session, isBoth ? callerSession : null).TakeAsync(request, null, stop))
        {
            if (taken.Calls is [var call, ..])
            {
                return new RepairCase(request, PathEngine.Judge(taken.Snapshot, call));
            }
        }

        throw Refused(result, "there is no call left to test.");
    }

    /// <summary>The changes to make.</summary>
    /// <param name="found">The call as it is now, as far as it is this account's.</param>
    /// <param name="tested">The result that is repaired; null for that of the call.</param>
    /// <param name="isBoth">True if both sides of a call between two accounts are changed.</param>
    /// <exception cref="PrivateApiException"><c>NotRepairable</c>, with who can help.</exception>
    public static IReadOnlyList<Change> Plan(RepairCase found, TestResult? tested = null, bool isBoth = false)
    {
        bool isSide = tested is not null && RepairSide.IsTwo(tested) && !isBoth;
        if (!ChangeSearch.IsStopped(found.Verdict, isSide))
        {
            return tested is { Verdict: Verdict.Blocked } && isSide
                ? throw Refused(
                    tested,
                    $"account {found.Result.AccountId} has nothing to change, and a run changes one account. "
                        + (
                            RepairSide.Others(tested, found.Result.AccountId)
                            ?? "No set of changes is known that lets it through. Test it again with both profiles."
                        )
                )
                : [];
        }

        return ChangeSearch.Smallest(found.Verdict, isSide) ?? throw Refused(found.Result, Unmended(found, isSide));
    }

    /// <summary>
    /// Makes changes, in order. A failure takes back what was made before it; a stop does not, since the next run goes on.
    /// </summary>
    /// <param name="changes">The changes.</param>
    /// <param name="made">Receives what is made; after a failure or a stop it has what is still there.</param>
    /// <param name="progress">Receives progress.</param>
    /// <param name="stop">Stops the work.</param>
    public async Task MakeAsync(
        IReadOnlyList<Change> changes,
        List<MadeChange> made,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        try
        {
            foreach (Change change in changes)
            {
                stop.ThrowIfCancellationRequested();
                progress.Report(ProgressEvent.Progress("Repair", change.Description, 100 * made.Count / changes.Count));
                try
                {
                    await MakerOf(change).MakeAsync(change, made, progress, stop);
                }
                catch (Exception e) when (!stop.IsCancellationRequested)
                {
                    Exception? further = await TakeBackAsync(made, progress, stop);
                    throw RepairFailure.Of(e, change, further) ?? e;
                }

                progress.Report(ProgressEvent.Verbose(change.Description));
            }
        }
        finally
        {
            progress.Report(ProgressEvent.Done("Repair"));
        }
    }

    /// <summary>Takes changes back, the last one first.</summary>
    /// <param name="made">The changes; those that are taken back are removed.</param>
    /// <param name="progress">Receives progress.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="PrivateApiException"><c>ConnectionMismatch</c>: one was made in an account without a connection.</exception>
    public async Task UndoAsync(List<MadeChange> made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        // All or none: an account that is not connected to is not found out half way.
        foreach (MadeChange change in made)
        {
            await MakerOfAsync(change, stop);
        }

        while (made is [.., var change])
        {
            progress.Report(ProgressEvent.Verbose($"Taking back: {change.Description}"));
            try
            {
                await (await MakerOfAsync(change, stop)).UndoAsync(change, progress, stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                throw RepairFailure.OfUndo(e, made) ?? e;
            }

            made.RemoveAt(made.Count - 1);
        }
    }

    private ChangeMaker MakerOf(Change change) => RepairSide.IsOfCaller(change.Kind) ? _callerMaker ?? _maker : _maker;

    private async Task<ChangeMaker> MakerOfAsync(MadeChange change, CancellationToken stop) =>
        change.AccountId == await session.GetAccountIdAsync(stop) ? _maker
        : callerSession is not null && change.AccountId == await callerSession.GetAccountIdAsync(stop) ? _callerMaker!
        : throw new PrivateApiException(
            "ConnectionMismatch",
            FaultKind.InvalidArgument,
            $"'{change.Description}' was made in account {change.AccountId}. Name that account's profile with -CallerProfileName.",
            change.Target
        );

    // What fails here is told with what came before it.
    private async Task<Exception?> TakeBackAsync(List<MadeChange> made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        try
        {
            await UndoAsync(made, progress, stop);
            return null;
        }
        catch (Exception e) when (!stop.IsCancellationRequested && RepairFailure.IsTold(e))
        {
            return e;
        }
    }

    // Every check that no change mends, in the order in which a call meets them.
    private static string Unmended(RepairCase found, bool isSide)
    {
        string[] obstacles =
        [
            .. CheckOrder
                .Met.Where(name =>
                    found.Verdict[name] is { Status: CheckStatus.Failed } failed
                    && !(isSide && failed.IsOthers)
                    && ChangeSearch.Judged(found.Verdict, name).Count == 0
                )
                .Select(name => Obstacle(name, found.Verdict[name])),
        ];
        return "no change that can be made safely from here lets it through. "
            + (
                obstacles.Length > 0
                    ? string.Join(" ", obstacles.Select(text => text.TrimEnd('.') + "."))
                    : "Several faults hinder each other."
            );
    }

    // What is only typed, since it is somebody's to decide or this module does not make it.
    private static string Obstacle(CheckName name, Finding finding) =>
        finding.Remedy?.AdviceText is { } typed
            ? $"{name}: {finding.Message.TrimEnd('.')}. To be typed: {typed}"
            : $"{name}: {finding.Message}";

    private static PrivateApiException Refused(TestResult result, string reason) =>
        new("NotRepairable", FaultKind.InvalidArgument, $"The call to {result.Title} is not repaired: {reason}", result.RestApiId);
}
