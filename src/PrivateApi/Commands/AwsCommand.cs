// Over 250 lines: what each of the commands has, in one place.
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using PrivateApi.Arguments;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Text;

namespace PrivateApi.Commands;

/// <summary>
/// What every cmdlet that talks to AWS has: one session per invocation, cancellation, and the conversion of failures into
/// error records.
/// </summary>
public abstract class AwsCommand : ConnectionArguments, IDisposable
{
    // PowerShell 7.6 has PipelineStopToken; 7.4 does not.
    private readonly CancellationTokenSource _stop = new();
    private readonly ProgressRelay _progress = new();

    // By the Region and the profile that were named, typed or by an object of the pipeline.
    private readonly Dictionary<(string?, string?, string?, Uri?), AwsSession> _sessions = [];
    private (string? ProfileName, string? ProfileLocation, Uri? EndpointUrl)? _typed;

    /// <summary>The connection of this invocation to the Region that is named now, opened when first needed.</summary>
    internal AwsSession Session
    {
        get
        {
            (string?, string?, string?, Uri?) key = (Region, ProfileName, ProfileLocation, EndpointUrl);
            if (!_sessions.TryGetValue(key, out AwsSession? known))
            {
                _sessions[key] = known = LabSession.Explained(() => AwsSession.Open(ConnectionReader.Read(this)));
            }

            return known;
        }
    }

    /// <summary>Makes another connection the command's.</summary>
    /// <param name="region">The Region; null for the connection's own.</param>
    /// <param name="origin">The profile; null for the connection that was typed.</param>
    internal void ConnectTo(string? region, ApiOrigin? origin)
    {
        _typed ??= (ProfileName, ProfileLocation, EndpointUrl);
        Region = region;
        (ProfileName, ProfileLocation, EndpointUrl) = origin is null
            ? _typed.Value
            : (origin.ProfileName, origin.ProfileLocation, origin.EndpointUrl);
    }

    /// <summary>True after a failure: what follows is not all that was asked for.</summary>
    internal bool HasFailed => LastFailure is not null;

    /// <summary>What the last failure said; null without one.</summary>
    internal string? LastFailure { get; private set; }

    /// <summary>Cancelled by Ctrl+C.</summary>
    private protected CancellationToken Stop => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RowArguments.RequireValue(this, nameof(Region));
        BoundSecrets.Hide(MyInvocation.BoundParameters, this is InvokePrivateApiCommand or TestPrivateApiCommand);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Disposes of the session and the token.</summary>
    /// <param name="disposing">True when called by the user.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (AwsSession session in _sessions.Values)
            {
                session.Dispose();
            }

            _stop.Dispose();
        }
    }

    /// <summary>
    /// Runs work for one input. Its progress are written on this thread while it runs; a failure that a user can act
    /// on becomes one non-terminating error about <paramref name="target"/>, or a terminating one where there is no
    /// connection at all, or if the failure ends the pipeline; a stop ends the pipeline.
    /// </summary>
    internal void Call(object? target, Func<IProgress<ProgressEvent>, CancellationToken, Task> work)
    {
        try
        {
            // A problem with the connection affects every input.
            _ = Session;
            using ProgressPump pump = new(this);
            _progress.To(pump);
            Session.ProgressEvents = _progress;
            pump.Run((_, stop) => work(_progress, stop), Stop);
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (ErrorRecordFactory.From(e, target) is { } record)
        {
            if (record.Exception is PrivateApiException { Kind: FaultKind.NoConnection } or PrivateApiException { EndsPipeline: true })
            {
                ThrowTerminatingError(record);
            }

            LastFailure = record.Exception.Message;
            WriteError(record);
        }
    }

    /// <summary>Writes a failure about one input, as <see cref="Call"/> does.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">What it is about.</param>
    /// <param name="place">The account and Region that it is of, for the text; null where there is only one.</param>
    internal void Fail(Exception failure, object? target, string? place = null)
    {
        if (ErrorRecordFactory.From(failure, target) is not { } record)
        {
            ExceptionDispatchInfo.Throw(failure);
            return;
        }

        if (place is not null)
        {
            record.ErrorDetails = new ErrorDetails($"{place}: {record.Exception.Message}");
        }

        LastFailure = record.Exception.Message;
        WriteError(record);
    }

    /// <summary>
    /// As <see cref="Call(object?, Func{IProgress{ProgressEvent}, CancellationToken, Task})"/>, and writes the result (null: nothing).
    /// </summary>
    private protected void Emit<T>(object? target, Func<IProgress<ProgressEvent>, CancellationToken, Task<T>> work)
        where T : class?
    {
        if (Ask(target, work) is { } result)
        {
            WriteObject(result, enumerateCollection: result is System.Collections.IEnumerable and not string);
        }
    }

    /// <summary>
    /// As <see cref="Call(object?, Func{IProgress{ProgressEvent}, CancellationToken, Task})"/>, and returns the result; null
    /// after a failure.
    /// </summary>
    internal T? Ask<T>(object? target, Func<IProgress<ProgressEvent>, CancellationToken, Task<T>> work)
        where T : class?
    {
        T? result = null;
        Call(target, async (progress, stop) => result = await work(progress, stop));
        return result;
    }

    /// <summary>
    /// As <see cref="Ask{T}"/>, about something that is to be removed and was seen: an object from the pipeline, or one found by
    /// its name. If it is gone, another command has removed it, which is the wanted result.
    /// </summary>
    private protected T? AskSeen<T>(bool isSeen, object? target, Func<IProgress<ProgressEvent>, CancellationToken, Task<T>> work)
        where T : class =>
        Ask<T>(
            target,
            async (progress, stop) =>
            {
                try
                {
                    return await work(progress, stop);
                }
                catch (PrivateApiException e) when (isSeen && e.Kind == FaultKind.NotFound)
                {
                    progress.Report(ProgressEvent.Verbose($"{target} is gone: another command has removed it."));
                    return null!;
                }
            }
        );

    /// <summary>True with -WhatIf: then what is asked is what is printed, and has to say everything.</summary>
    internal bool IsWhatIf => IsOn("WhatIf", "WhatIfPreference");

    /// <summary>As the base class asks, with names in visible text.</summary>
    private protected new bool ShouldProcess(string target, string action) =>
        base.ShouldProcess(VisibleText.Escaped(target), VisibleText.Escaped(action));

    /// <inheritdoc cref="ShouldProcess(string, string)"/>
    internal new bool ShouldProcess(string description, string warning, string caption) =>
        base.ShouldProcess(VisibleText.Lines(description), VisibleText.Lines(warning), VisibleText.Escaped(caption));

    /// <summary>
    /// Asks once for a surveyed plan; with -WhatIf prints every step and returns false (with -Verbose each step says itself that it
    /// is done). A plan with nothing left to
    /// do changes nothing, so nobody is asked.
    /// </summary>
    private protected bool Approve(Plan plan) =>
        plan.IsComplete || ShouldProcess(IsWhatIf ? plan.Describe() : plan.Title, plan.DescribeSteps(), plan.Title);

    /// <summary>
    /// Asks whether something may be removed, with everything that goes with it, the account and the Region. -Force answers, unless
    /// -WhatIf or -Confirm was given; nothing is read then.
    /// </summary>
    /// <param name="what">What goes, for instance <c>private API PetStore (abcde12345)</c>.</param>
    /// <param name="force">True for -Force.</param>
    /// <param name="survey">Reads what goes with it, a line each.</param>
    private protected bool ApproveRemoval(string what, bool force, Func<CancellationToken, Task<IReadOnlyList<string>>> survey)
    {
        if (force && !IsWhatIf && !IsOn("Confirm", null))
        {
            return true;
        }

        string[]? lines = Ask(
            what,
            async (_, stop) =>
                (string[])
                    [
                        $"from account {await Session.GetAccountIdAsync(stop)}, {Session.Region}, with everything in it:",
                        .. (await survey(stop)).Select(line => "  " + line),
                    ]
        );
        return lines is not null
            && ShouldProcess(
                IsWhatIf
                    ? VisibleText.Lines([$"Remove {VisibleText.Escaped(what)} {lines[0]}", .. lines[1..]])
                    : $"Remove {VisibleText.Escaped(what)}",
                VisibleText.Lines([$"{VisibleText.Escaped(what)} goes {lines[0]}", .. lines[1..]]),
                "Remove"
            );
    }

    /// <summary>
    /// Asks again for what deserves ConfirmImpact High only in some cases, as a command with that impact would: not if
    /// -Force or -Confirm answered, nor if <c>$ConfirmPreference</c> is None.
    /// </summary>
    internal bool ApproveHigh(string description, string caption, bool force) =>
        force
        || MyInvocation.BoundParameters.ContainsKey("Confirm")
        || GetVariableValue("ConfirmPreference")?.ToString() == nameof(ConfirmImpact.None)
        || ShouldContinue(VisibleText.Lines(description), VisibleText.Escaped(caption));

    /// <summary>Asks whether private DNS may cut a VPC off from public APIs; nobody is asked where there are none.</summary>
    private protected bool ApproveCutOff(string? cutOff, bool force) =>
        cutOff is null || ApproveHigh(cutOff, "Private DNS cuts the VPC off from public APIs", force);

    /// <summary>
    /// Stops with <c>ConnectionMismatch</c> if an input object came from another account or Region than this
    /// connection's, and with <c>RowNotUnderstood</c> if it is a row that says something nobody would read.
    /// </summary>
    /// <param name="given">The object of the pipeline; null without one.</param>
    /// <param name="stop">Stops the read of the account's id.</param>
    /// <param name="otherwise">What else is possible across accounts, as a sentence; null for nothing.</param>
    internal async Task RequireSameConnectionAsync(object? given, CancellationToken stop, string? otherwise = null)
    {
        RowArguments.RequireUnderstood(this, given);
        if (RowArguments.Resource(given) is not { } input)
        {
            return;
        }

        string account = await Session.GetAccountIdAsync(stop);
        if (input.Region != Session.Region || input.AccountId != account)
        {
            throw new PrivateApiException(
                "ConnectionMismatch",
                FaultKind.InvalidArgument,
                $"The input is in account {input.AccountId}, {input.Region}, but this connection is to account {account}, "
                    + $"{Session.Region}. Use the same -ProfileName, -Region or -EndpointUrl to every command of the pipeline."
                    + (otherwise is null || input.AccountId == account ? string.Empty : " " + otherwise),
                input.ToString()
            );
        }
    }

    private bool IsOn(string parameter, string? preference) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out object? given)
            ? given is SwitchParameter { IsPresent: true }
            : preference is not null && LanguagePrimitives.IsTrue(GetVariableValue(preference));
}
