using PrivateApi.Diagnosis;
using PrivateApi.Model;
using PrivateApi.Reachability.Changes;
using PrivateApi.Text;

namespace PrivateApi.Commands;

/// <summary>Carries out what Repair-PrivateApi was asked for: looks, asks, changes, and tests again.</summary>
/// <param name="command">The command.</param>
/// <param name="via">How to prove the result; null for no call.</param>
internal sealed class RepairRun(AwsCommand command, CallVia? via)
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
                await command.RequireSameConnectionAsync(result, stop);
                return await new ApiRepair(command.Session).LookAsync(result, via, stop);
            }
        );
        IReadOnlyList<Change>? changes = found is null
            ? null
            : command.Ask(result.RestApiId, (_, _) => Task.FromResult(ApiRepair.Plan(found)));
        if (changes is null || (changes.Count > 0 && !approve(Describe(found!.Result, changes), changes.Any(IsWide))))
        {
            return;
        }

        IReadOnlyList<MadeChange>? made = command.Ask(
            result.RestApiId,
            (progress, stop) => new ApiRepair(command.Session).MakeAsync(changes, progress, stop)
        );
        if (made is not null)
        {
            Report(found!.Result, made, result);
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

        MadeChange[]? left = command.Ask(
            made.RestApiId,
            async (progress, stop) =>
            {
                await command.RequireSameConnectionAsync(made, stop);
                await new ApiRepair(command.Session).UndoAsync(made.Change, progress, stop);
                return Array.Empty<MadeChange>();
            }
        );
        if (left is not null)
        {
            Report(made.Result, left, made.Result);
        }
    }

    private void Report(TestResult before, IReadOnlyList<MadeChange> made, TestResult tested)
    {
        RepairCase? after = command.Ask(tested.RestApiId, (_, stop) => new ApiRepair(command.Session).LookAsync(tested, via, stop));
        if (after is null)
        {
            return;
        }

        TestResult result = via is null ? after.Result : LiveProof.Of(command, after.Request, after.Verdict, after.Result, cleanUp: false);
        command.WriteObject(
            new RepairResult
            {
                RestApiId = result.RestApiId,
                StageName = result.StageName,
                Caller = result.Caller,
                Before = before.Verdict,
                Verdict = result.Verdict,
                Change = made,
                Result = result,
                AccountId = result.AccountId,
                Region = result.Region,
            }
        );
    }

    private static bool IsWide(Change change) => change.Opens is not null || change.Closes is not null;

    private static string Describe(TestResult result, IReadOnlyList<Change> changes) =>
        VisibleText.Lines([
            $"Repair the call to {result.Title} from {result.Caller}:",
            .. changes.SelectMany(change =>
                (string[])
                    [
                        "  " + change.Description,
                        .. change.Opens is { } opens ? (string[])["    + opens " + opens] : [],
                        .. change.Closes is { } closes ? (string[])["    - " + closes] : [],
                    ]
            ),
        ]);
}
