using System.Net;
using Amazon.EC2;
using Amazon.Runtime;
using PrivateApi.Diagnosis;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Reachability.Changes;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// A change that fails leaves nothing half-made, and says what failed and what to do; one that was stopped can be taken back all the same.
/// Each kind of change is tried.
/// </summary>
public sealed class RepairFaultTests
{
    public static TheoryData<ChangeKind> Kinds => [.. Enum.GetValues<ChangeKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_change_that_fails_leaves_nothing_half_made(ChangeKind kind)
    {
        (ChangeScene scene, Change change) = await ChangeScene.MakeAsync(kind);
        using ChangeScene open = scene;
        ApiRepair repair = new(scene.Session);
        Change[] changes = [scene.First, change];
        string before = await scene.StateAsync();
        int calls = await CountAsync(scene, repair, changes);
        Assert.Equal(before, await scene.StateAsync());

        int failed = 0;
        for (int at = 1; at < calls; at++)
        {
            const string Code = "AccessDeniedException";
            scene.Handler.Refuse(at, HttpStatusCode.Forbidden, Code);
            List<MadeChange> made = [];
            Exception? failure = await Record.ExceptionAsync(() =>
                repair.MakeAsync(changes, made, scene.Calls.Lab.ProgressEvents, LabScene.Stop)
            );
            scene.Handler.Heal();
            if (failure is null)
            {
                // A record that could not be written is a warning.
                await repair.UndoAsync(made, scene.Calls.Lab.ProgressEvents, LabScene.Stop);
            }
            else
            {
                failed++;
                PrivateApiException told = Assert.IsType<PrivateApiException>(failure);
                Assert.Equal((change.Target, FaultKind.PermissionDenied), (told.Target, told.Kind));
                Assert.StartsWith($"{change.Description}: {Code}: ", told.Message, StringComparison.Ordinal);
                Assert.Contains($"Somebody who has that permission can type: {change.Command}", told.Message, StringComparison.Ordinal);
                Assert.Contains("Nothing is left changed", told.Message, StringComparison.Ordinal);
                Assert.Empty(made);
            }

            Assert.True(before == await scene.StateAsync(), $"a refusal of call {at} of {calls} left something");
        }

        Assert.True(failed > 0, "nothing failed");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_cannot_be_taken_back_is_named_and_can_be_taken_back_later(ChangeKind kind)
    {
        (ChangeScene scene, Change change) = await ChangeScene.MakeAsync(kind);
        using ChangeScene open = scene;
        ApiRepair repair = new(scene.Session);
        string before = await scene.StateAsync();
        scene.Handler.Refuse(1, HttpStatusCode.Forbidden, "AccessDeniedException", andAllAfter: true);
        List<MadeChange> made = [];
        PrivateApiException told = await Assert.ThrowsAsync<PrivateApiException>(() =>
            repair.MakeAsync([scene.First, change], made, scene.Calls.Lab.ProgressEvents, LabScene.Stop)
        );
        Assert.Contains($"It could not be taken back: {scene.First.Description}", told.Message, StringComparison.Ordinal);
        Assert.Contains("$PrivateApiUndo | Repair-PrivateApi -Undo", told.Message, StringComparison.Ordinal);
        Assert.Equal(scene.First.Description, Assert.Single(made).Description);

        scene.Handler.Heal();
        await repair.UndoAsync(made, scene.Calls.Lab.ProgressEvents, LabScene.Stop);
        Assert.Equal(before, await scene.StateAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_change_that_was_stopped_at_any_call_can_be_taken_back(ChangeKind kind)
    {
        (ChangeScene scene, Change change) = await ChangeScene.MakeAsync(kind);
        using ChangeScene open = scene;
        ApiRepair repair = new(scene.Session);
        Change[] changes = [scene.First, change];
        string before = await scene.StateAsync();
        int calls = await CountAsync(scene, repair, changes);
        for (int at = 0; at < calls; at++)
        {
            CancellationToken stop = scene.Handler.StopAfter(at);
            List<MadeChange> made = [];
            Exception? stopped = await Record.ExceptionAsync(() => repair.MakeAsync(changes, made, scene.Calls.Lab.ProgressEvents, stop));
            Assert.True(stopped is null or OperationCanceledException, $"{stopped}");
            scene.Handler.Heal();
            await repair.UndoAsync(made, scene.Calls.Lab.ProgressEvents, LabScene.Stop);
            Assert.True(before == await scene.StateAsync(), $"a stop after call {at} of {calls} left something");
        }
    }

    /// <summary>
    /// A throttled call is tried again, and none is carried out twice. After an error or a lost answer the call is either tried again, or
    /// what it may have made is taken back.
    /// </summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_call_that_goes_wrong_once_leaves_nothing_half_made_and_nothing_twice(ChangeKind kind)
    {
        (ChangeScene scene, Change change) = await ChangeScene.MakeAsync(kind);
        using ChangeScene open = scene;
        ApiRepair repair = new(scene.Session);
        Change[] changes = [scene.First, change];
        string before = await scene.StateAsync();
        scene.Handler.Heal();
        IReadOnlyList<MadeChange> undisturbed = await repair.MakeAsync(changes, scene.Calls.Lab.ProgressEvents, LabScene.Stop);
        (int calls, int succeeded) = (scene.Handler.Count, scene.Handler.Succeeded);
        await repair.UndoAsync(undisturbed, scene.Calls.Lab.ProgressEvents, LabScene.Stop);
        foreach (CallFault fault in Enum.GetValues<CallFault>())
        {
            for (int at = 1; at < calls; at++)
            {
                scene.Handler.Spoil(at, fault);
                List<MadeChange> made = [];
                Exception? failure = await Record.ExceptionAsync(() =>
                    repair.MakeAsync(changes, made, scene.Calls.Lab.ProgressEvents, LabScene.Stop)
                );
                int carried = scene.Handler.Succeeded;
                scene.Handler.Heal();
                string said = $"{fault} at call {at} of {calls}: {failure?.Message}";
                if (failure is null)
                {
                    Assert.True(fault == CallFault.LostAnswer || carried == succeeded, $"{said}: {carried} calls, not {succeeded}");
                    Assert.Equal(changes.Length, made.Count);
                    await repair.UndoAsync(made, scene.Calls.Lab.ProgressEvents, LabScene.Stop);
                }
                else
                {
                    Assert.True(fault != CallFault.Throttled, said);
                    Assert.IsType<PrivateApiException>(failure);
                    Assert.Contains("Nothing is left changed", failure.Message, StringComparison.Ordinal);
                    Assert.Empty(made);
                }

                Assert.True(before == await scene.StateAsync(), $"{said} left something");
            }
        }
    }

    [Theory]
    [InlineData("RequestLimitExceeded", HttpStatusCode.ServiceUnavailable, "The same command tries again.")]
    [InlineData("InternalError", HttpStatusCode.InternalServerError, "The same command tries again.")]
    [InlineData("UnauthorizedOperation", HttpStatusCode.Forbidden, "Somebody who has that permission can type: Edit-EC2VpcAttribute")]
    [InlineData("InvalidVpcID.NotFound", HttpStatusCode.BadRequest, "To be typed instead, once that is mended: Edit-EC2VpcAttribute")]
    public void A_failure_says_what_to_do_next(string code, HttpStatusCode status, string next)
    {
        AmazonEC2Exception failure = new("AWS says why.", ErrorType.Unknown, code, "11111111-2222", status);
        VpcAttributeChange change = new("vpc-1", VpcAttributeChange.Hostnames);
        PrivateApiException told = RepairFailure.Of(failure, change, further: null)!;
        Assert.Equal(code, told.ErrorId);
        Assert.Equal("vpc-1", told.Target);
        Assert.StartsWith(
            $"Switch enableDnsHostnames of vpc-1 on: {code}: AWS says why (request 11111111-2222). {next}",
            told.Message,
            StringComparison.Ordinal
        );
    }

    private static async Task<int> CountAsync(ChangeScene scene, ApiRepair repair, Change[] changes)
    {
        scene.Handler.Heal();
        IReadOnlyList<MadeChange> made = await repair.MakeAsync(changes, scene.Calls.Lab.ProgressEvents, LabScene.Stop);
        int calls = scene.Handler.Count;
        await repair.UndoAsync(made, scene.Calls.Lab.ProgressEvents, LabScene.Stop);
        return calls;
    }
}
