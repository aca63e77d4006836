using Amazon.Runtime;
using PrivateApi.Errors;
using PrivateApi.Progress;

namespace PrivateApi.Provisioning;

/// <summary>Undoes what a run created: what an answer named to it or what has its mark, and nothing else.</summary>
internal sealed class PlanUndo(string title, IReadOnlyList<PlanStep> steps, IProgress<ProgressEvent> progress)
{
    /// <summary>After a failure: everything that this run created, unless another run works on it by now.</summary>
    /// <param name="failed">The step that failed; null when none was started.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <returns>What could not be removed.</returns>
    public async Task<IReadOnlyList<Leftover>> AfterFailureAsync(PlanStep? failed, CancellationToken stop)
    {
        await AdoptAsync(failed, stop);
        if (await SharedAsync(stop) is { } shared)
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"{title}: another run is working on the same thing ({shared.Description}: "
                        + $"{shared.Id}), so nothing was undone. The same command finishes the work."
                )
            );
            return [];
        }

        return await AllAsync(null, stop);
    }

    /// <summary>What this run created, last first.</summary>
    /// <param name="root">Only this step's and what is within it; null for everything.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <returns>What could not be removed.</returns>
    public async Task<IReadOnlyList<Leftover>> AllAsync(PlanStep? root, CancellationToken stop)
    {
        IReadOnlyList<Leftover> left = await TryAsync(root, stop);

        // A creation whose answer was lost may have taken effect late, and may be what blocks the rest.
        return left.Count > 0 && await AdoptAsync(null, stop) ? await TryAsync(root, stop) : left;
    }

    /// <summary>One resource of a step.</summary>
    /// <returns>Null when it is gone.</returns>
    public async Task<Leftover?> OneAsync(PlanStep step, string id, CancellationToken stop)
    {
        progress.Report(ProgressEvent.Progress(title, $"Undo: {step.Label} ({id})"));
        try
        {
            await step.Undo!(id, progress, stop);
            progress.Report(ProgressEvent.Verbose($"Undone: {step.Label} ({id})"));
            return null;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // Whatever it was, the rest still has to be tried, and the first failure is the one to show.
            return new Leftover(step, id, e.Message.TrimEnd()) { IsUnreachable = e is not (AmazonServiceException or PrivateApiException) };
        }
    }

    private async Task<IReadOnlyList<Leftover>> TryAsync(PlanStep? root, CancellationToken stop)
    {
        List<Leftover> left = [];
        foreach (
            PlanStep step in steps
                .Reverse()
                .Where(step => step is { State: PlanStepState.Created, Undo: not null } && (root is null || step.IsIn(root)))
        )
        {
            Leftover? item = left.Exists(other => other.IsUnreachable)
                ? new Leftover(step, step.RequiredId, "not tried")
                : await OneAsync(step, step.RequiredId, stop);
            if (item is null)
            {
                step.Undone();

                // A part whose going nobody could watch went with the whole.
                foreach (Leftover part in left.FindAll(other => other.Step.IsIn(step)))
                {
                    part.Step.Undone();
                    left.Remove(part);
                }
            }
            else
            {
                left.Add(item);
            }
        }

        return left;
    }

    /// <summary>
    /// A step that failed may have been done anyway: a first try did it and its answer was lost, and a later one was
    /// refused for another reason. What counts is this run's mark.
    /// </summary>
    private async Task<bool> AdoptAsync(PlanStep? failed, CancellationToken stop)
    {
        bool adopted = false;
        foreach (
            PlanStep step in steps.Where(step =>
                (step == failed || step.IsInDoubt) && step is { State: not PlanStepState.Created, Undo: not null, FindOwn: not null }
            )
        )
        {
            if (await AskAsync(step.FindOwn!, stop) is { } id)
            {
                step.Made(id);
                adopted = true;
            }
        }

        return adopted;
    }

    /// <summary>
    /// Something that another run put into what this one created: removing it would break that run, and would be refused.
    /// </summary>
    private async Task<PlanStep?> SharedAsync(CancellationToken stop)
    {
        foreach (
            PlanStep step in steps.Where(step =>
                step is { FindOwn: not null, Within.State: PlanStepState.Created, State: not PlanStepState.Created }
            )
        )
        {
            if (
                step.State == PlanStepState.Absent
                && await AskAsync(step.Find, stop) is { } id
                && await AskAsync(step.FindOwn!, stop) is null
            )
            {
                step.Found(id);
            }

            if (step.State == PlanStepState.Found)
            {
                return step;
            }
        }

        return null;
    }

    private static async Task<string?> AskAsync(Func<CancellationToken, Task<string?>> find, CancellationToken stop)
    {
        try
        {
            return await find(stop);
        }
        catch (Exception e)
            when (!stop.IsCancellationRequested
                && e is AmazonServiceException or AmazonClientException or HttpRequestException or PrivateApiException
            )
        {
            // It cannot be looked for; the failure itself is what matters.
            return null;
        }
    }
}
