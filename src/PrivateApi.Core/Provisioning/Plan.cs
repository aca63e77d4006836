using Amazon.Runtime;

namespace PrivateApi.Provisioning;

/// <summary>
/// Work of many steps, laid out before the first change. Looking comes first, so that -WhatIf can print what would
/// be done and a contradiction is an error before anything changes; then what is missing is made, in order.
/// <list type="bullet">
/// <item>A failure takes back what this run made, last first, and never what it found.</item>
/// <item>A stop (Ctrl+C), lost credentials and a wait that ended too early take nothing back: the same command finishes the work.</item>
/// <item>An answer that got lost is not trusted to be a failure: the step's resource is looked for, until it would
/// have to be visible, and made again only when it is not there.</item>
/// </list>
/// </summary>
internal class Plan
{
    private const int MaxAttempts = 3;

    private readonly PlanTiming _timing;
    private bool _surveyed;

    /// <summary>Makes a plan.</summary>
    /// <param name="title">What it does as a whole: <c>Create network PrivateAPIDemo</c>. The progress bar's title.</param>
    /// <param name="target">Name or id of the thing concerned.</param>
    /// <param name="steps">The steps, in order.</param>
    /// <param name="timing">How long a created thing may stay invisible; null for AWS's pace.</param>
    public Plan(string title, string target, IReadOnlyList<PlanStep> steps, PlanTiming? timing = null)
    {
        Title = title;
        Target = target;
        Steps = steps;
        _timing = timing ?? PlanTiming.Aws;
    }

    /// <summary>What it does as a whole.</summary>
    public string Title { get; }

    /// <summary>Name or id of the thing concerned.</summary>
    public string Target { get; }

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<PlanStep> Steps { get; }

    /// <summary>The steps that have to be carried out; known after <see cref="SurveyAsync"/>.</summary>
    public IReadOnlyList<PlanStep> Missing => Steps.Where(step => step.State == PlanStepState.Absent).ToList();

    /// <summary>True when everything is there already; known after <see cref="SurveyAsync"/>.</summary>
    public bool IsComplete => _surveyed && Missing.Count == 0;

    /// <summary>The plan in words: its title, then a line for each step that has to be carried out.</summary>
    public string Describe() =>
        string.Join(Environment.NewLine, [Title + ":", .. Missing.Select(step => "  " + step.Description)]);

    /// <summary>Finds out what is there and what is missing. Changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>ParameterMismatch</c>: something is there with other parameters.</exception>
    public async Task SurveyAsync(CancellationToken stop)
    {
        foreach (PlanStep step in Steps)
        {
            stop.ThrowIfCancellationRequested();
            await step.LookAsync(stop).ConfigureAwait(false);
        }

        _surveyed = true;
    }

    /// <summary>Makes what is missing, looking first where nobody has looked yet.</summary>
    public async Task ApplyAsync(IProgress<Notice> notices, CancellationToken stop)
    {
        if (!_surveyed)
        {
            await SurveyAsync(stop).ConfigureAwait(false);
        }

        IReadOnlyList<PlanStep> missing = Missing;
        int i = 0;
        try
        {
            for (; i < missing.Count; i++)
            {
                stop.ThrowIfCancellationRequested();
                notices.Report(Notice.Progress(Title, missing[i].Description, 100 * i / missing.Count));
                await MakeAsync(missing[i], notices, stop).ConfigureAwait(false);
                notices.Report(Notice.Verbose($"{missing[i].Description}: {missing[i].Id}"));
            }
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && Failure.IsLostCredential(failure))
        {
            notices.Report(Notice.Warning($"{Title}: the credentials are no longer accepted, so nothing was taken back. With fresh ones the same command finishes the work."));
            throw;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && failure is not PrivateApiException { Kind: FaultKind.TimedOut })
        {
            await AdoptAsync(missing[i], stop).ConfigureAwait(false);
            IReadOnlyList<Leftover> left = await UndoAsync(notices, stop).ConfigureAwait(false);
            if (left.Count > 0 && Failure.WithLeftovers(failure, left) is { } told)
            {
                throw told;
            }

            throw;
        }
        finally
        {
            notices.Report(Notice.Done(Title));
        }
    }

    private async Task MakeAsync(PlanStep step, IProgress<Notice> notices, CancellationToken stop)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                step.Made(await step.Create(stop).ConfigureAwait(false));
                return;
            }
            catch (AmazonServiceException done) when (Failure.IsAlreadyDone(done))
            {
                // Nobody had done it when we looked, so this is the SDK's second try after a lost answer to its first.
                if (await step.Find(stop).ConfigureAwait(false) is not { } id)
                {
                    throw;
                }

                step.Made(id);
                return;
            }
            catch (Exception lost) when (!stop.IsCancellationRequested && Failure.IsLostAnswer(lost))
            {
                notices.Report(Notice.Verbose($"{step.Description}: the answer got lost ({lost.Message.TrimEnd()}); looking whether it was done."));
                if (await LookUntilVisibleAsync(step, stop).ConfigureAwait(false) is { } id)
                {
                    step.Made(id);
                    return;
                }

                if (attempt == MaxAttempts)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>
    /// The step that failed may have been done all the same: the SDK's first try did it and its answer got lost, the
    /// second was refused for another reason.
    /// </summary>
    private static async Task AdoptAsync(PlanStep failed, CancellationToken stop)
    {
        try
        {
            if (failed.Undo is not null && await failed.Find(stop).ConfigureAwait(false) is { } id)
            {
                failed.Made(id);
            }
        }
        catch (Exception e) when (!stop.IsCancellationRequested && e is AmazonServiceException or AmazonClientException or HttpRequestException or PrivateApiException)
        {
            // It cannot be looked for; the failure itself is what matters.
        }
    }

    /// <summary>EC2 shows a new resource late (EC2 developer guide, "Eventual consistency"): one empty answer proves nothing.</summary>
    private async Task<string?> LookUntilVisibleAsync(PlanStep step, CancellationToken stop)
    {
        TimeSpan waited = TimeSpan.Zero;
        for (TimeSpan pause = _timing.FirstPause; ; pause *= 2)
        {
            if (await step.Find(stop).ConfigureAwait(false) is { } id)
            {
                return id;
            }

            if (waited >= _timing.ConsistencyWindow)
            {
                return null;
            }

            await Task.Delay(pause, stop).ConfigureAwait(false);
            waited += pause;
        }
    }

    private async Task<IReadOnlyList<Leftover>> UndoAsync(IProgress<Notice> notices, CancellationToken stop)
    {
        List<Leftover> left = [];
        bool unreachable = false;
        foreach (PlanStep step in Steps.Reverse().Where(step => step is { State: PlanStepState.Created, Undo: not null }))
        {
            string id = step.RequiredId;
            if (unreachable)
            {
                left.Add(new Leftover(step, id, "not tried"));
                continue;
            }

            notices.Report(Notice.Progress(Title, $"Undo: {step.Description} ({id})"));
            try
            {
                await step.Undo!(id, stop).ConfigureAwait(false);
                step.Undone();
                notices.Report(Notice.Verbose($"Undone: {step.Description} ({id})"));
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                // Whatever it was: the rest still has to be tried, and the first failure is the one to show.
                left.Add(new Leftover(step, id, e.Message.TrimEnd()));
                unreachable = e is not (AmazonServiceException or PrivateApiException);
            }
        }

        return left;
    }
}
