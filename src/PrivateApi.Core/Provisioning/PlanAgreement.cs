// Over 250 lines: a fifth of it is the proof of the rule that it carries out.
using PrivateApi.Aws.Pipeline;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning;

/// <summary>
/// Agreement between runs that create the same thing at the same time where AWS accepts both. They do not know of each other,
/// and no call can atomically "create it unless one with that name exists". So each run creates its own, looks at all that
/// exist, and settles on one of them before it puts anything into it or names it to its user.
/// <para>
/// Some places can be taken only once: a VPC accepts one attached gateway, a subnet one route table, a VPC one endpoint with
/// private DNS. There the first one in place wins, and a run that is refused continues with what holds the place.
/// </para>
/// <para>
/// Elsewhere (<see cref="PlanStep.Hold"/>: a VPC, a REST API, an endpoint without private DNS) time has to decide. Let W be
/// the time after which every look shows a change, and d the time within which a run acts on a look. The rule: a run continues
/// with the preferred one (<see cref="PlanCandidate.Preferred"/>: one in use, else the first in an order that all share)
/// once it is seen in use, or has been the preferred one for W while no other was seen, or for 2W + d while others were. Own
/// ones that are not preferred are deleted; AWS refuses that for a VPC that contains something, and then it counts as in use.
/// </para>
/// <para>
/// Claim: no two, p and q, are both put to use. Suppose X puts p to use first, at m, based on a look at time x, and Y later q,
/// based on a look at y. Y saw p not in use at y, so m &gt; y - W.
/// (1) Both saw both: the order is shared, and only one of them was preferred.
/// (2) Y saw p, X did not see q: q was created after x - W. Y held q for 2W + d, so y is at least that much after q was
/// created; m is at most x + d, which is before y - W. Contradiction: Y would have seen p in use.
/// (3) X saw q, Y did not see p: p was created after y - W, and X held p for 2W + d, so m &gt; x &gt; y + W + d. Y put q
/// to use by y + d. Contradiction: X came first.
/// (4) Neither saw the other: q was created after x - W, and X held p for W by then, so p was created before q; and the other way
/// round. Contradiction.
/// What is deleted in the meantime was not in use, and a run that had chosen it looks again.
/// </para>
/// <para>
/// None of this needs synchronised clocks: marks only give an order. A run that looked early and created its own late sees
/// what was created before, and waits until that is in use or gone. If a read lags for longer than W, two may be put to use
/// anyway; the last look of each run finds that, and all give up the same one of the two.
/// </para>
/// </summary>
internal sealed class PlanAgreement(
    string title,
    string target,
    IReadOnlyList<PlanStep> steps,
    PlanUndo undo,
    PlanTiming timing,
    IProgress<ProgressEvent> progress
)
{
    // Each round settles on something that is preferred to the one before.
    private const int MaxRounds = 5;

    // While something is held, the looks are at most this many first pauses apart.
    private const int SlowestPause = 4;

    private readonly List<Leftover> _surplus = [];
    private int _rounds;

    /// <summary>
    /// Settles on one of the things that a step is about, before anything is put into it; gives way if that belongs to another run.
    /// </summary>
    /// <returns>False when the run continues with another one than before, so that its contents have to be looked for again.</returns>
    public async Task<bool> SettleAsync(PlanStep step, CancellationToken stop)
    {
        string? before = step.Id;
        if (
            step is { FindAll: not null, Hold: not null, IsSettled: false }
            && (
                step.State == PlanStepState.Created
                || (step.State == PlanStepState.Found && steps.Any(other => other.State == PlanStepState.Absent && other.IsIn(step)))
            )
        )
        {
            await HoldAsync(step, stop);
        }
        else if (step is { FindAll: not null, Hold: null, State: PlanStepState.Created, Undo: not null })
        {
            await CompareAsync(step, stop);
        }

        return step.Id == before;
    }

    /// <summary>Looks once more at the end of a run that created something.</summary>
    /// <returns>False when the run gave way, and has to continue with what another run created.</returns>
    /// <exception cref="PrivateApiException"><c>AmbiguousName</c>: it gave way again and again.</exception>
    public async Task<bool> ReachAsync(CancellationToken stop)
    {
        if (!steps.Any(step => step.State == PlanStepState.Created))
        {
            return true;
        }

        foreach (PlanStep step in steps.Where(step => step.FindAll is not null))
        {
            IReadOnlyList<PlanCandidate> all = await step.FindAll!(stop);
            if (Preferred(step, all) is { } other && other.Id != step.Id && all.Any(item => item.Id == step.Id))
            {
                await GiveWayAsync(step, other.Id, stop);
                return false;
            }

            // This run's own, whose answer was lost and that became visible only now.
            if (step.IsInDoubt && step.FindOwn is { } findOwn && await findOwn(stop) is { } own && own != step.Id)
            {
                await DiscardAsync(step, own, stop);
            }
        }

        await RemoveSurplusAsync(stop);
        return true;
    }

    /// <summary>After a refusal: whether what this run works with is gone, or its place was taken; then it gives way.</summary>
    /// <exception cref="PrivateApiException"><c>AmbiguousName</c>: it gave way again and again.</exception>
    public async Task<bool> IsOvertakenAsync(CancellationToken stop)
    {
        bool isRivalled = false;
        foreach (
            PlanStep step in steps.Where(step =>
                step is { FindAll: not null, Id: not null } && (step.Within is null || step.Within.Id is not null)
            )
        )
        {
            IReadOnlyList<PlanCandidate> all = await step.FindAll!(stop);
            if (Preferred(step, all)?.Id is var other && other != step.Id)
            {
                await GiveWayAsync(step, other, stop);
                return true;
            }

            isRivalled |= all.Count > 1;
        }

        // The other one is about to give way, but still holds a place that this run needs.
        return isRivalled && ++_rounds <= MaxRounds;
    }

    private static PlanCandidate? Preferred(PlanStep step, IReadOnlyList<PlanCandidate> all) =>
        PlanCandidate.Preferred(all, step.IsSettled ? step.Id : null);

    /// <summary>AWS gives the place to one of them. Which one is tried does not matter, so the runs try the same one if they can.</summary>
    private async Task CompareAsync(PlanStep step, CancellationToken stop)
    {
        string own = step.RequiredId;
        IReadOnlyList<PlanCandidate> all = await Ec2Calls.ReadUntilAsync(
            step.FindAll!,
            found => found.Any(item => item.Id == own),
            timing,
            stop
        );
        if (PlanCandidate.Preferred(all) is { } other && other.Id != own && all.Any(item => item.Id == own))
        {
            Tell(other.Id, own);
            if (await DiscardAsync(step, own, stop))
            {
                step.Undone();
                await step.LookAsync(stop);
            }
        }
    }

    /// <summary>The rule that this class's summary proves.</summary>
    private async Task HoldAsync(PlanStep step, CancellationToken stop)
    {
        string? own = step.State == PlanStepState.Created ? step.Id : null;
        string? busy = null;
        string? choice = step.Id;
        long since = timing.Clock.GetTimestamp();
        for (TimeSpan pause = timing.FirstPause; ; pause = pause < timing.FirstPause * SlowestPause ? pause * 2 : pause)
        {
            // Counted from the beginning of the look: what it shows is at least that old.
            TimeSpan held = timing.Clock.GetElapsedTime(since);
            IReadOnlyList<PlanCandidate> all = await step.FindAll!(stop);
            PlanCandidate? best = PlanCandidate.Preferred(all, busy);
            bool isHidden = own is not null && !all.Any(item => item.Id == own) && held < timing.ConsistencyWindow;
            if (best is null && !isHidden)
            {
                Settle(step, all, own);
                return;
            }

            bool isInUse = best is { IsInUse: true } || (best is not null && best.Id == busy);
            if (best is not null && best.Id != choice && (isInUse || !isHidden))
            {
                Tell(best.Id, choice!);
                if (own is not null && !await DiscardAsync(step, own, stop))
                {
                    // Somebody builds on it by now.
                    busy = own;
                    continue;
                }

                own = null;
                isHidden = false;
                choice = best.Id;
                held = TimeSpan.Zero;
                since = timing.Clock.GetTimestamp();
                step.Found(best.Id);
            }

            TimeSpan needed = all.Count > 1 ? timing.ConsistencyWindow : step.Hold!(own is not null);
            if ((isInUse && best!.Id == choice) || (!isHidden && held >= needed))
            {
                if (step.State == PlanStepState.Found)
                {
                    // It must have the requested parameters, no matter who created it.
                    await step.LookAsync(stop);
                }

                if (step.Id == choice)
                {
                    Settle(step, isInUse ? [] : all, choice);
                }

                if (step.Id is null || step.Id == choice)
                {
                    return;
                }

                choice = step.Id;
                since = timing.Clock.GetTimestamp();
                continue;
            }

            progress.Report(
                ProgressEvent.Progress(
                    title,
                    $"Waiting to see whether another run creates the same as {choice}",
                    (int)(100 * Math.Min(held / needed, 1))
                )
            );
            await timing.Clock.PauseAsync(pause, stop);
        }
    }

    /// <summary>Settled. Resources whose runs neither gave way nor continued are reported, because nobody else removes them.</summary>
    private void Settle(PlanStep step, IReadOnlyList<PlanCandidate> all, string? kept)
    {
        if (kept is null)
        {
            step.Undone();
            return;
        }

        step.Settled();
        foreach (PlanCandidate other in all.Where(item => item.Id != kept))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"{title}: {other.Id} has the same name, and the run that created it did not continue with it. "
                        + $"If no other command is working on it, remove it with: {step.RemovalCommand?.Invoke(other.Id)}"
                )
            );
        }
    }

    private async Task GiveWayAsync(PlanStep step, string? other, CancellationToken stop)
    {
        if (++_rounds > MaxRounds)
        {
            throw new PrivateApiException(
                "AmbiguousName",
                FaultKind.Conflict,
                $"Other runs keep creating '{target}'. The same command continues from here.",
                target
            );
        }

        Tell(other, step.RequiredId);
        _surplus.AddRange(await undo.AllAsync(step == steps[0] ? null : step, stop));
    }

    /// <summary>Deletes this run's own.</summary>
    /// <returns>False when AWS refuses that because something is in it by now.</returns>
    private async Task<bool> DiscardAsync(PlanStep step, string id, CancellationToken stop)
    {
        if (step.Discard is { } discard)
        {
            return await discard(id, stop);
        }

        if (await undo.OneAsync(step, id, stop) is { } left)
        {
            _surplus.Add(left);
        }

        return true;
    }

    /// <summary>What could not be deleted at the time: a third run had begun to build on it, and has given way itself by now.</summary>
    private async Task RemoveSurplusAsync(CancellationToken stop)
    {
        foreach (Leftover item in _surplus)
        {
            if (await undo.OneAsync(item.Step, item.Id, stop) is { } left)
            {
                progress.Report(
                    ProgressEvent.Warning($"{title}: another run created the same, and what this run created could not be removed: {left}")
                );
            }
        }

        _surplus.Clear();
    }

    private void Tell(string? other, string given) =>
        progress.Report(
            ProgressEvent.Verbose(
                other is null
                    ? $"{title}: {given}, which another run created, is gone; checking again."
                    : $"{title}: another run created {other} too; the work continues with {other} instead of {given}."
            )
        );
}
