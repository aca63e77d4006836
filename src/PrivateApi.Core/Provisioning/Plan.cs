// Over 250 lines: the one engine of all plans: look, create, agree, undo.
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Text;

namespace PrivateApi.Provisioning;

/// <summary>
/// Work of many steps, laid out before the first change. Looking comes first, so that -WhatIf can print what would
/// be done, and so that a contradiction is an error before anything changes. Then what is missing is created, in order.
/// <list type="bullet">
/// <item>A failure undoes what this run created, last first, and never what it found or what another run created
/// (<see cref="PlanUndo"/>).</item>
/// <item>A stop (Ctrl+C), lost credentials and a wait that timed out undo nothing: the same command finishes the work.</item>
/// <item>A lost answer does not count as a failure: the plan looks for what has this run's mark, until it
/// would have to be visible, and creates it again only if it does not exist.</item>
/// <item>A refusal because the thing already exists means that another run was faster: its resource is used as if it had been found.</item>
/// <item>If AWS lets two runs create the same thing, all but one give way (<see cref="PlanAgreement"/>).</item>
/// </list>
/// </summary>
internal class Plan
{
    // If one call in five fails, five fail in a row once in three thousand times; each is followed by a look that takes the whole window.
    private const int MaxAttempts = 5;

    private const int MaxSurveys = 3;

    private readonly PlanTiming _timing;
    private bool _surveyed;

    // Once another run is seen doing the same work, what the survey missed may exist by now.
    private bool _isShared;

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

    /// <summary>Lays out the plan again, for one that found something that is gone by now; null if every plan has all steps.</summary>
    public Func<CancellationToken, Task<Plan>>? Renew { get; init; }

    /// <summary>The steps that have to be carried out; known after <see cref="SurveyAsync"/>.</summary>
    public IReadOnlyList<PlanStep> Missing => Steps.Where(step => step.State == PlanStepState.Absent).ToList();

    /// <summary>True when everything already exists; known after <see cref="SurveyAsync"/>.</summary>
    public bool IsComplete => _surveyed && Missing.Count == 0;

    /// <summary>The plan in words: its title, then a line for each step that has to be carried out.</summary>
    public string Describe() => VisibleText.Lines([Title + ":", .. Missing.Select(step => "  " + step.Description)]);

    /// <summary>The steps alone, for a question that has the title already.</summary>
    public string DescribeSteps() => VisibleText.Lines(Missing.Select(step => step.Description));

    /// <summary>Finds out what exists and what is missing. Changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>ParameterMismatch</c>: something exists with other parameters.</exception>
    public async Task SurveyAsync(CancellationToken stop)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await LookAsync(0, stop);
                _surveyed = true;
                return;
            }
            catch (Exception gone) when (!stop.IsCancellationRequested && attempt < MaxSurveys && Failure.IsOvertaken(gone))
            {
                // Another run gave up what the first steps had found.
            }
        }
    }

    /// <summary>Creates what is missing, and looks first if nobody has looked yet.</summary>
    public async Task ApplyAsync(IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (!_surveyed)
        {
            await SurveyAsync(stop);
        }

        PlanUndo undo = new(Title, Steps, progress);
        PlanAgreement agreement = new(Title, Target, Steps, undo, _timing, progress);
        PlanStep? current = null;
        try
        {
            while (!await TryAsync(agreement, step => current = step, progress, stop))
            {
                // Another run was first; it may do the rest of the work, or the rest may still have to be done.
            }
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && Failure.IsLostCredential(failure))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"{Title}: the credentials are no longer accepted, so nothing was undone. "
                        + "With new credentials the same command finishes the work."
                )
            );
            throw;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && failure is not PrivateApiException { Kind: FaultKind.TimedOut })
        {
            IReadOnlyList<Leftover> left = await undo.AfterFailureAsync(current, stop);
            if (left.Count > 0 && Leftover.AddTo(failure, left) is { } told)
            {
                throw told;
            }

            throw;
        }
        finally
        {
            progress.Report(ProgressEvent.Done(Title));
        }
    }

    private async Task LookAsync(int first, CancellationToken stop)
    {
        foreach (PlanStep step in Steps.Skip(first))
        {
            stop.ThrowIfCancellationRequested();
            await step.LookAsync(stop);
        }
    }

    private async Task<bool> TryAsync(
        PlanAgreement agreement,
        Action<PlanStep> begin,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        try
        {
            if (!_surveyed)
            {
                await SurveyAsync(stop);
            }

            await MakeMissingAsync(agreement, begin, progress, stop);
            _surveyed = await agreement.ReachAsync(stop);
        }
        catch (Exception overtaken) when (!stop.IsCancellationRequested && Failure.IsOvertaken(overtaken))
        {
            // What this run continued with was given up for something older, or its place was taken: an attached gateway.
            if (!await agreement.IsOvertakenAsync(stop))
            {
                throw;
            }

            _surveyed = false;
        }

        _isShared |= !_surveyed;
        return _surveyed;
    }

    private async Task MakeMissingAsync(
        PlanAgreement agreement,
        Action<PlanStep> begin,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        int done = 0;
        int missing = Missing.Count;
        for (int i = 0; i < Steps.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            PlanStep step = Steps[i];
            if (_isShared && step.State == PlanStepState.Absent)
            {
                await LookForOthersAsync(step, progress, stop);
            }

            bool isMissing = step.State == PlanStepState.Absent;
            do
            {
                if (step.State == PlanStepState.Absent)
                {
                    begin(step);
                    progress.Report(ProgressEvent.Progress(Title, step.Label, 100 * done++ / Math.Max(done, missing)));
                    await MakeAsync(step, progress, stop);
                }

                if (!await agreement.SettleAsync(step, stop))
                {
                    await LookAsync(i + 1, stop);
                    _isShared = true;
                }
            } while (step.State == PlanStepState.Absent);
            _isShared |= isMissing && step.State != PlanStepState.Created;

            if (step.State == PlanStepState.Created)
            {
                progress.Report(ProgressEvent.Verbose($"{step.Label}: {step.Id}"));
            }
        }
    }

    private async Task LookForOthersAsync(PlanStep step, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        progress.Report(ProgressEvent.Progress(Title, $"Checking whether another run does it: {step.Label}"));
        await Ec2Calls.ReadUntilAsync(
            async token =>
            {
                await step.LookAsync(token);
                return step.State;
            },
            state => state != PlanStepState.Absent || !step.IsLeftToOthers,
            _timing,
            stop
        );
    }

    private async Task MakeAsync(PlanStep step, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                step.Made(await step.Create(stop));
                return;
            }
            catch (AmazonServiceException there) when (Failure.IsThereAlready(there))
            {
                // Another run was faster, or an earlier try of this one succeeded and its answer was lost.
                progress.Report(ProgressEvent.Verbose($"{step.Label}: it already exists ({there.ErrorCode}); checking again."));
                if (!await LookUntilVisibleAsync(step, stop))
                {
                    throw;
                }

                return;
            }
            catch (Exception lost) when (!stop.IsCancellationRequested && Failure.IsLostAnswer(lost))
            {
                step.Doubted();
                progress.Report(
                    ProgressEvent.Verbose($"{step.Label}: the answer was lost ({lost.Message.TrimEnd()}); checking whether it was done.")
                );
                if (await LookUntilVisibleAsync(step, stop))
                {
                    return;
                }

                if (attempt == MaxAttempts)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>EC2 shows a new resource late (EC2 developer guide, "Eventual consistency"): one empty answer proves nothing.</summary>
    private async Task<bool> LookUntilVisibleAsync(PlanStep step, CancellationToken stop)
    {
        TimeSpan waited = TimeSpan.Zero;
        for (TimeSpan pause = _timing.FirstPause; ; pause *= 2)
        {
            string? found = await step.Find(stop);
            if (step.FindOwn is { } findOwn && await findOwn(stop) is { } own)
            {
                step.Made(own);
                return true;
            }

            // Where AWS accepts several, this run's own may still be visible next to another one.
            bool isOver = waited >= _timing.ConsistencyWindow;
            if (found is not null && (step.FindAll is null || !step.IsInDoubt || isOver))
            {
                step.Found(found);
                return true;
            }

            if (isOver)
            {
                return false;
            }

            await Task.Delay(pause, stop);
            waited += pause;
        }
    }
}
