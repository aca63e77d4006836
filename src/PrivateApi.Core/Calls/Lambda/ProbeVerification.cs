using System.Globalization;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;

namespace PrivateApi.Calls.Lambda;

/// <summary>
/// Holds a function against what this module makes, in the same command that sends it a call.
/// <para>
/// Between looking and calling somebody may change the function, and Lambda's Invoke takes no precondition. A published
/// version cannot be changed (Lambda developer guide, "Manage Lambda function versions"), but it was not taken: whoever
/// may change a function may mostly delete it and make a version 1 of his own; a version holds the subnets and security
/// groups in use until it is deleted, so that a probe could no longer be moved out of its group; and it takes one more
/// permission. Instead the function is looked at right before the call and right after it. Lambda gives a function a new
/// RevisionId with every update, so that a change in between, undone or not, is found and told.
/// </para>
/// </summary>
internal sealed class ProbeVerification(AwsSession session, ProbeSettings settings)
{
    private const int MaxAttempts = 5;

    private readonly ProbeFunctions _functions = new(session);

    /// <summary>
    /// The function, if it is there; null otherwise. One whose tags are not ours is an error, and so is one with other code.
    /// </summary>
    /// <exception cref="PrivateApiException"><c>NameTaken</c>, <c>ProbeAltered</c>.</exception>
    public async Task<GetFunctionResponse?> FindAsync(CancellationToken stop)
    {
        GetFunctionResponse? found = await _functions.FindAsync(settings.Name, stop);
        if (found is null)
        {
            return null;
        }

        if (found.TagsError is { } error)
        {
            throw ProbeErrors.TagsUnreadable(settings.Name, error);
        }

        return !ProbeTags.AreOurs(found.Tags, settings.Name, ProbeTags.FunctionStep)
                ? throw ProbeErrors.NotOurs("function", settings.Name, ProbeErrors.Remove(settings.Name))
            : found.Configuration.CodeSha256 == ProbePackage.Sha256 ? found
            : throw ProbeErrors.Altered(settings.Name, nameof(found.Configuration.CodeSha256));
    }

    /// <summary>The function as it has to be.</summary>
    /// <exception cref="PrivateApiException"><c>NameTaken</c>, <c>ProbeAltered</c>, <c>ProbeFailed</c>: it is gone.</exception>
    public async Task<FunctionConfiguration> RequireAsync(CancellationToken stop)
    {
        FunctionConfiguration found = (await FindAsync(stop))?.Configuration ?? throw ProbeErrors.Gone(settings.Name);
        return settings.Differences(found).Count == 0 ? found : throw ProbeErrors.Altered(settings.Name, settings.Describe(found));
    }

    /// <summary>True where every setting is right.</summary>
    public async Task<bool> IsRightAsync(CancellationToken stop)
    {
        FunctionConfiguration? found = (await FindAsync(stop))?.Configuration;
        return found is not null
            && (
                settings.Differences(found) is not { Count: > 0 } differences ? true
                : ProbeSettings.CanRestore(differences) ? false
                : throw ProbeErrors.Altered(settings.Name, settings.Describe(found))
            );
    }

    /// <summary>Sets right what differs, says so, and looks again.</summary>
    /// <exception cref="PrivateApiException"><c>ProbeAltered</c>: it cannot be set right, or does not stay so.</exception>
    public async Task RestoreAsync(IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        for (int attempt = 1; !await IsRightAsync(stop); attempt++)
        {
            FunctionConfiguration found = (await FindAsync(stop))?.Configuration ?? throw ProbeErrors.Gone(settings.Name);
            if (attempt > MaxAttempts)
            {
                throw ProbeErrors.Altered(settings.Name, settings.Describe(found));
            }

            try
            {
                await session.Lambda.UpdateFunctionConfigurationAsync(settings.Restore(found), stop);
                progress.Report(
                    ProgressEvent.Warning(
                        $"The probe {settings.Name} was not as this module creates it: "
                            + $"{settings.Describe(found)}. It was restored before the call."
                    )
                );
            }
            catch (AmazonServiceException e) when (ProbeErrors.IsBusy(e) || e.ErrorCode == "PreconditionFailedException")
            {
                // Another run restores it too.
                progress.Report(ProgressEvent.Verbose($"{settings.Name} is being changed ({e.ErrorCode}); checking again."));
            }

            await _functions.WaitActiveAsync(settings.Name, progress, stop);
        }
    }

    /// <summary>Finds out whether the function was another while it made a call.</summary>
    /// <param name="before">The function as it was found before the call.</param>
    /// <param name="progress">Receives a note if it cannot be looked at.</param>
    /// <param name="stop">Stops the look.</param>
    /// <exception cref="PrivateApiException"><c>ProbeAltered</c>.</exception>
    public async Task ConfirmAsync(FunctionConfiguration before, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        FunctionConfiguration? after;
        try
        {
            after = (await _functions.FindAsync(settings.Name, stop))?.Configuration;
        }
        catch (Exception e)
            when (!stop.IsCancellationRequested && e is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            // The call was made, and its answer is worth more than a second look.
            progress.Report(
                ProgressEvent.Warning(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The probe {settings.Name} could not be checked after the call ({e.Message.TrimEnd()}). "
                            + $"Before the call it was as it should be."
                    )
                )
            );
            return;
        }

        // Gone: another command cleaned up. Waking up changes the revision, but not when it was last changed.
        if (
            after is not null
            && after.RevisionId != before.RevisionId
            && (after.LastModified != before.LastModified || settings.Differences(after).Count > 0)
        )
        {
            throw ProbeErrors.AlteredMeanwhile(settings.Name, settings.Describe(after));
        }
    }
}
