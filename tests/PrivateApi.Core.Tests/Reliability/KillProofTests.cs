namespace PrivateApi.Tests.Reliability;

/// <summary>
/// The process ends in the middle: after a change that the lab made, before its answer. The same command finishes,
/// nothing is there twice, and after the removal nothing is left. PRIVATEAPI_KILL_EVERY=1 stops after every single
/// change of every job; an ordinary run takes some of them. PRIVATEAPI_KILL_FROM goes on from a later one.
/// </summary>
public sealed class KillProofTests(KillJobs jobs) : IClassFixture<KillJobs>
{
    [Fact]
    public Task After_SIGKILL_at_any_change_the_same_command_finishes() => ProveAsync(isInterrupted: false, every: 26);

    [Fact]
    public Task After_Control_C_at_any_change_the_same_command_finishes()
    {
        Assert.SkipUnless(PwshVictim.CanBeInterrupted, "script of util-linux is not installed");
        return ProveAsync(isInterrupted: true, every: 35);
    }

    private async Task ProveAsync(bool isInterrupted, int every)
    {
        IReadOnlyList<KillPoint> points = await jobs.PointsAsync();
        int step = Scale.Of("PRIVATEAPI_KILL_EVERY", every);
        int from = Scale.Of("PRIVATEAPI_KILL_FROM", 1);
        KillPoint[] chosen = [.. points.Where((_, index) => index + 1 >= from && (index + 1) % step == 0)];
        Assert.NotEmpty(chosen);
        List<string> failures = [];
        PwshVictim? next = null;
        try
        {
            for (int index = 0; index < chosen.Length; index++)
            {
                using PwshVictim victim = next ?? new PwshVictim(isInterrupted);
                next = index + 1 < chosen.Length ? new PwshVictim(isInterrupted) : null;
                try
                {
                    await StopAndFinishAsync(victim, chosen[index]);
                    TestContext.Current.TestOutputHelper?.WriteLine($"{chosen[index]}: well");
                }
                catch (Xunit.Sdk.XunitException e)
                {
                    failures.Add(e.Message);
                }
            }
        }
        finally
        {
            next?.Dispose();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"stopped after {chosen.Length} of {points.Count} changes");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private async Task StopAndFinishAsync(PwshVictim victim, KillPoint point)
    {
        using LabFront front = new();
        using LabInventory state = new(front.Lab);
        string before = await state.ReadAsync();
        await jobs.PrepareAsync(front, point.Job);
        bool isStopped = false;
        front.StopAt(
            point.Number,
            async () =>
            {
                isStopped = true;
                await victim.StopAsync();
            }
        );
        await victim.RunAsync(front.Url, point.Job);
        Assert.True(isStopped && !victim.IsDone, $"{point}: it was not stopped there; changes: {string.Join(' ', front.Changes)}");
        await jobs.User.RunWellAsync(front.Url, point.Job, $"{point}, the same command again");
        await state.AssertComesToAsync(point.Whole, isShape: true, $"{point}, the same command again");
        await jobs.User.RunWellAsync(front.Url, Jobs.RemoveAll, $"{point}, removal");
        await state.AssertComesToAsync(before, isShape: false, $"{point}, removal");
    }
}
