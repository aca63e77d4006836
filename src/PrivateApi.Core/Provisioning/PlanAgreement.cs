namespace PrivateApi.Provisioning;

/// <summary>
/// Agreement between runs that make the same thing at the same time where AWS takes both (a VPC, a REST API): all keep
/// the oldest by its mark, and the others give way. A run looks when its own shows, since what was made before it shows by
/// then, and once more at its end, for clocks and reads that are less orderly.
/// </summary>
internal sealed class PlanAgreement(string title, string target, IReadOnlyList<PlanStep> steps, PlanUndo undo, PlanTiming timing, IProgress<Notice> notices)
{
    // Each round keeps something older than the one before.
    private const int MaxRounds = 5;

    private readonly List<Leftover> _surplus = [];
    private int _rounds;

    /// <summary>Looks whether another run made the same as a step just made, and gives way where it did earlier.</summary>
    public async Task SettleAsync(PlanStep step, CancellationToken stop)
    {
        if (step is not { FindAll: { } findAll, State: PlanStepState.Created, Undo: not null })
        {
            return;
        }

        IReadOnlyList<PlanCandidate> all = await Ec2Calls.ReadUntilAsync(
            findAll, found => found.Any(item => item.Id == step.Id), timing, stop).ConfigureAwait(false);
        string own = step.RequiredId;
        if (PlanCandidate.Oldest(all) is { } oldest && oldest.Id != own && all.Any(item => item.Id == own))
        {
            Tell(oldest.Id, own);
            await RemoveAsync(step, own, stop).ConfigureAwait(false);
            step.Undone();
            await step.LookAsync(stop).ConfigureAwait(false);
        }
    }

    /// <summary>Looks once more at the end of a run that made something.</summary>
    /// <returns>False when the run gave way, and has to go on with what another one made.</returns>
    /// <exception cref="PrivateApiException"><c>AmbiguousName</c>: it gave way again and again.</exception>
    public async Task<bool> ReachAsync(CancellationToken stop)
    {
        if (!steps.Any(step => step.State == PlanStepState.Created))
        {
            return true;
        }

        foreach (PlanStep step in steps.Where(step => step.FindAll is not null))
        {
            IReadOnlyList<PlanCandidate> all = await step.FindAll!(stop).ConfigureAwait(false);
            if (PlanCandidate.Oldest(all) is { } oldest && oldest.Id != step.Id && all.Any(item => item.Id == step.Id))
            {
                await GiveWayAsync(step, oldest.Id, stop).ConfigureAwait(false);
                return false;
            }

            // This run's own, whose answer got lost and that showed only now.
            if (step.IsInDoubt && step.FindOwn is { } findOwn && await findOwn(stop).ConfigureAwait(false) is { } own && own != step.Id)
            {
                await RemoveAsync(step, own, stop).ConfigureAwait(false);
            }
        }

        await RemoveSurplusAsync(stop).ConfigureAwait(false);
        return true;
    }

    /// <summary>After a refusal: whether what this run works with is gone, or stands behind something older; then it gives way.</summary>
    /// <exception cref="PrivateApiException"><c>AmbiguousName</c>: it gave way again and again.</exception>
    public async Task<bool> IsOvertakenAsync(CancellationToken stop)
    {
        bool isRivalled = false;
        foreach (PlanStep step in steps.Where(step => step is { FindAll: not null, Id: not null, Within.Id: not null } or { FindAll: not null, Id: not null, Within: null }))
        {
            IReadOnlyList<PlanCandidate> all = await step.FindAll!(stop).ConfigureAwait(false);
            if (PlanCandidate.Oldest(all)?.Id is var oldest && oldest != step.Id)
            {
                await GiveWayAsync(step, oldest, stop).ConfigureAwait(false);
                return true;
            }

            isRivalled |= all.Count > 1;
        }

        // The other one is about to give way, and still holds a place that this run wants.
        return isRivalled && ++_rounds <= MaxRounds;
    }

    private async Task GiveWayAsync(PlanStep step, string? oldest, CancellationToken stop)
    {
        if (++_rounds > MaxRounds)
        {
            throw new PrivateApiException("AmbiguousName", FaultKind.Conflict, $"Other runs keep making '{target}'. The same command goes on from here.", target);
        }

        Tell(oldest, step.RequiredId);
        _surplus.AddRange(await undo.AllAsync(step == steps[0] ? null : step, stop).ConfigureAwait(false));
    }

    private async Task RemoveAsync(PlanStep step, string id, CancellationToken stop)
    {
        if (await undo.OneAsync(step, id, stop).ConfigureAwait(false) is { } left)
        {
            _surplus.Add(left);
        }
    }

    /// <summary>What could not go at the time: a third run had begun to build on it, and has given way itself by now.</summary>
    private async Task RemoveSurplusAsync(CancellationToken stop)
    {
        foreach (Leftover item in _surplus)
        {
            if (await undo.OneAsync(item.Step, item.Id, stop).ConfigureAwait(false) is { } left)
            {
                notices.Report(Notice.Warning($"{title}: another run made the same, and this run's own could not be taken back: {left}"));
            }
        }

        _surplus.Clear();
    }

    private void Tell(string? oldest, string given) => notices.Report(Notice.Verbose(
        oldest is null ? $"{title}: {given}, which another run made, is gone; looking again." : $"{title}: another run made {oldest} before {given}; the work goes on with {oldest}."));
}
