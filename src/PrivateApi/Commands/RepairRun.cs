using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Model;
using PrivateApi.Reachability.Changes;
using PrivateApi.Text;

namespace PrivateApi.Commands;

/// <summary>Carries out what Repair-PrivateApi was asked for: looks, asks, changes, and tests again.</summary>
/// <param name="command">The command.</param>
/// <param name="via">How to prove the result; null for no call.</param>
/// <param name="callers">The connection to the caller's account; none to change one side of a call between two accounts.</param>
internal sealed class RepairRun(AwsCommand command, CallVia? via, CallerSessions callers)
{
    /// <summary>Mends one call.</summary>
    /// <param name="result">Its test.</param>
    /// <param name="approve">Asks for the changes in words; the second argument says that they open or close something.</param>
    public void Repair(TestResult result, Func<string, bool, bool> approve)
    {
        RepairCase? found = command.Ask(
            result.RestApiId,
            async (_, stop) =>
            {
                string account = await command.Session.GetAccountIdAsync(stop);
                await command.RequireSameConnectionAsync(Callers(result) is null ? RepairSide.In(result, account) : result, stop);
                return await Work(result).LookAsync(result, via, stop);
            }
        );
        IReadOnlyList<Change>? changes = found is null
            ? null
            : command.Ask(result.RestApiId, (_, _) => Task.FromResult(ApiRepair.Plan(found, result, Callers(result) is not null)));
        if (
            changes is null
            || (changes.Count > 0 && !approve(Describe(found!.Result, changes, Callers(result) is not null), changes.Any(IsWide)))
        )
        {
            return;
        }

        List<MadeChange> made = [];
        Keeping(
            found!.Result,
            made,
            known: 0,
            () =>
                command.Ask(
                    result.RestApiId,
                    async (progress, stop) =>
                    {
                        await Work(result).MakeAsync(changes, made, progress, stop);
                        return made;
                    }
                )
                    is not null
                && Report(found.Result, made, result)
        );
        if (Callers(result) is null && RepairSide.IsTwo(result) && RepairSide.Others(result, found.Result.AccountId) is { } others)
        {
            command.WriteWarning(
                $"Only account {found.Result.AccountId} is changed. The test found more to change. {others} Test again with "
                    + "-CallerProfileName to see both sides."
            );
        }
    }

    /// <summary>Takes back what was changed for a call.</summary>
    /// <param name="made">What was done.</param>
    /// <param name="approve">Asks.</param>
    public void Undo(RepairResult made, Func<string, bool, bool> approve)
    {
        string description = VisibleText.Lines(["Take back:", .. made.Change.Reverse().Select(change => "  " + change.Description)]);
        if (made.Change.Count == 0 || !approve(description, false))
        {
            return;
        }

        List<MadeChange> left = [.. made.Change];
        Keeping(
            made.Result,
            left,
            made.Change.Count,
            () =>
                command.Ask(
                    made.RestApiId,
                    async (progress, stop) =>
                    {
                        await command.RequireSameConnectionAsync(made, stop);
                        await new ApiRepair(command.Session, callers.Account()).UndoAsync(left, progress, stop);
                        return left;
                    }
                )
                    is not null
                && (IsUntestable(made.Result) || Report(made.Result, left, made.Result))
        );
    }

    /// <summary>
    /// Keeps what is changed where no result of it could be written: in a session variable, since a stopped pipeline takes no objects any
    /// more.
    /// </summary>
    /// <param name="before">The test before.</param>
    /// <param name="changed">What is changed.</param>
    /// <param name="known">How many changes the user has in an object already.</param>
    /// <param name="work">The work; true when its result was written.</param>
    private void Keeping(TestResult before, List<MadeChange> changed, int known, Func<bool> work)
    {
        bool isWritten = false;
        try
        {
            isWritten = work();
        }
        finally
        {
            if (!isWritten && changed.Count > 0 && changed.Count != known)
            {
                command.SessionState.PSVariable.Set(
                    $"global:{RepairFailure.Variable}",
                    Result(before, before with { Verdict = Verdict.Unknown }, changed)
                );
                command.Host.UI.WriteWarningLine(
                    VisibleText.Lines([
                        "Repair-PrivateApi ended early. Changed by then: "
                            + $"{string.Join("; ", changed.Select(change => change.Description))}.",
                        $"The same command goes on. ${RepairFailure.Variable} | Repair-PrivateApi -Undo takes back what is changed.",
                    ])
                );
            }
        }
    }

    private bool IsUntestable(TestResult result)
    {
        if (result.Input is not { } input || TestAgain.Lost(input) is not { } lost)
        {
            return false;
        }

        command.WriteWarning(
            $"All is taken back. The call to {result.Title} is not tested again: the result was stored without the secrets in {lost}."
        );
        return true;
    }

    // False where the call could not be tested again.
    private bool Report(TestResult before, IReadOnlyList<MadeChange> made, TestResult tested)
    {
        RepairCase? after = command.Ask(tested.RestApiId, (_, stop) => Work(tested).LookAsync(tested, via, stop));
        if (after is null)
        {
            return false;
        }

        TestResult result = via is null
            ? after.Result
            : LiveProof.Of(command, after.Request, after.Verdict, after.Result, cleanUp: false, Callers(tested));
        command.WriteObject(Result(before, result, made));
        return true;
    }

    private static RepairResult Result(TestResult before, TestResult now, IReadOnlyList<MadeChange> made) =>
        new()
        {
            RestApiId = now.RestApiId,
            StageName = now.StageName,
            Caller = now.Caller,
            Before = before.Verdict,
            Verdict = now.Verdict,
            Change = made,
            Result = now,
            AccountId = now.AccountId,
            Region = now.Region,
        };

    private static bool IsWide(Change change) => change.Opens is not null || change.Closes is not null;

    // The caller's account has to change something only where it is not the API's.
    private AwsSession? Callers(TestResult result) => RepairSide.IsTwo(result) ? callers.Account() : null;

    private ApiRepair Work(TestResult result) => new(command.Session, Callers(result));

    private static string Describe(TestResult result, IReadOnlyList<Change> changes, bool isBoth) =>
        VisibleText.Lines([
            $"Repair the call to {result.Title} from {result.Caller}:",
            .. changes.SelectMany(change =>
                (string[])
                    [
                        $"  {(isBoth ? $"In account {RepairSide.AccountOf(result, change.Kind)}: " : string.Empty)}{change.Description}",
                        .. change.Opens is { } opens ? (string[])["    + opens " + opens] : [],
                        .. change.Closes is { } closes ? (string[])["    - " + closes] : [],
                    ]
            ),
        ]);
}
