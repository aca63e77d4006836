// Over 250 lines: how a record is written and how it is mended have to agree.
using System.Diagnostics;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Facts;
using PrivateApi.Policy.Language;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// The record on a stage that proves which policy and definition are live there. A tag keeps what was written last, and API Gateway
/// has no conditional write: whoever writes a record looks again afterwards, and mends it if another deployment is served by then.
/// </summary>
internal sealed class StageRecords(AwsSession session)
{
    // A command that deployed writes its record next; on a busy machine it may take this long.
    private static readonly TimeSpan RecordLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly Apis _apis = new(session);

    /// <summary>
    /// The deployment that a stage serves, if our record says that it has the API's current policy, definition and settings.
    /// </summary>
    public async Task<string?> IsLiveAsync(string restApiId, string stageName, CancellationToken stop)
    {
        Stage? stage = await _apis.FindStageAsync(restApiId, stageName, stop);
        if (stage is null || ApiTags.DeployedPolicyHash(stage.Tags, stage.DeploymentId) is not { } hash)
        {
            return null;
        }

        RestApi api = await _apis.GetRestApiAsync(restApiId, stop);
        PolicyContext context = await _apis.ContextAsync(restApiId, stop);
        string? definition = api.Tags?.GetValueOrDefault(ApiTags.Definition);
        return
            Apis.PolicyOf(api)?.CanonicalHash(context) == hash
            && stage.Tags?.GetValueOrDefault(ApiTags.Settings)
                == DeployedSettings.Of(stage.DeploymentId ?? string.Empty, Apis.SettingsOf(api))
            && (definition is null || stage.Tags?.GetValueOrDefault(ApiTags.Definition) == $"{stage.DeploymentId}/{definition}")
            ? stage.DeploymentId
            : null;
    }

    /// <summary>
    /// Waits until the stage serves the deployment, and writes the record of its policy. If another command deployed after
    /// this one, the stage serves that deployment, and the record is that deployment's.
    /// </summary>
    public async Task WriteAsync(
        string restApiId,
        string stageName,
        string deploymentId,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (!await IsServedAsync(restApiId, stageName, stage => stage.DeploymentId, deploymentId, progress, stop))
        {
            await LeaveToOtherAsync(restApiId, stageName, progress, stop);
        }
        else if (await TagsAsync(restApiId, deploymentId, stop) is { } tags)
        {
            await WriteAsync(restApiId, stageName, deploymentId, tags, progress, stop);
        }
    }

    /// <summary>Writes the record of what a deployment took along, which its description says.</summary>
    public Task WriteAsync(
        string restApiId,
        string stageName,
        Deployment deployment,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (DeploymentText.Record(deployment) is { } tags)
        {
            return WriteAsync(restApiId, stageName, deployment.Id, tags, progress, stop);
        }

        progress.Report(
            ProgressEvent.Warning(
                $"Deployment {deployment.Id} has no record of the policy that it took along, so it is not known which policy is live on "
                    + $"stage {stageName}. Another tool made it, or an earlier version of this module."
            )
        );
        return Task.CompletedTask;
    }

    /// <summary>True once the stage serves the deployment; false if it keeps serving another one.</summary>
    /// <param name="restApiId">The API.</param>
    /// <param name="stageName">Its stage.</param>
    /// <param name="of">Which of the stage's deployments is meant: its own, or its canary's.</param>
    /// <param name="deploymentId">The deployment that it is to serve.</param>
    /// <param name="progress">Receives the progress of the wait.</param>
    /// <param name="stop">Stops it.</param>
    public Task<bool> IsServedAsync(
        string restApiId,
        string stageName,
        Func<Stage, string?> of,
        string deploymentId,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        long? other = null;
        return Polling.UntilAsync(
            $"Waiting for stage {stageName}",
            TimeSpan.FromSeconds(2),
            TimeSpan.FromMinutes(2),
            async token =>
            {
                long asked = Stopwatch.GetTimestamp();
                string? served = await _apis.FindStageAsync(restApiId, stageName, token) is { } stage ? of(stage) : null;
                other = served is null ? null : other ?? asked;

                // CreateDeployment itself points the stage to it; reads show the previous deployment only as long as they lag.
                return served == deploymentId ? Polling.Ready(true)
                    : other is { } since && Stopwatch.GetElapsedTime(since, asked) >= PlanTiming.For(session).ConsistencyWindow
                        ? Polling.Ready(false)
                    : Polling.NotYet<bool>(served is null ? "it does not exist yet" : $"it serves deployment {served}");
            },
            progress,
            stop
        );
    }

    private async Task WriteAsync(
        string restApiId,
        string stageName,
        string deploymentId,
        Dictionary<string, string> tags,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (!await TagAsync(restApiId, stageName, tags, progress, stop))
        {
            return;
        }

        // Another command may have deployed and written its record since this one looked, and this record has replaced it.
        if (
            (await _apis.FindStageAsync(restApiId, stageName, stop))?.DeploymentId is { } served
            && served != deploymentId
            && !await IsServedAsync(restApiId, stageName, stage => stage.DeploymentId, deploymentId, progress, stop)
        )
        {
            await LeaveToOtherAsync(restApiId, stageName, progress, stop);
        }
    }

    private async Task LeaveToOtherAsync(string restApiId, string stageName, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string told = $"Another command deployed API {restApiId} to stage {stageName} after this one, and the stage serves its deployment.";
        progress.Report(
            await HasRecordAsync(restApiId, stageName, progress, stop)
                ? ProgressEvent.Verbose(told)
                : ProgressEvent.Warning(
                    $"{told} That command left no record ({ApiTags.Policy}) of which policy is live. "
                        + $"{CommandLine.ForCmdlet("Publish-PrivateApi").With("RestApiId", restApiId).With("StageName", stageName)} "
                        + "deploys once more and writes one."
                )
        );
    }

    /// <summary>
    /// True once the stage has a record of what it serves: the one that the other command wrote, or else the one that its
    /// deployment's description gives. False if another tool deployed.
    /// </summary>
    private Task<bool> HasRecordAsync(string restApiId, string stageName, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string? written = null;
        (string? Id, long Since) seen = default;
        return Polling.UntilAsync(
            $"Waiting for the record of stage {stageName}",
            TimeSpan.FromSeconds(2),
            Limit,
            async token =>
            {
                long asked = Stopwatch.GetTimestamp();
                Stage? stage = await _apis.FindStageAsync(restApiId, stageName, token);
                if (stage?.DeploymentId is not { } id || id == written || ApiTags.DeployedPolicyHash(stage.Tags, id) is not null)
                {
                    return Polling.Ready(true);
                }

                (bool canRead, Deployment? deployment) = await FindAsync(restApiId, id, token);
                if (deployment is not null)
                {
                    if (DeploymentText.Record(deployment) is not { } tags)
                    {
                        // Without a policy there is nothing to record.
                        return Polling.Ready(Apis.PolicyOf(await _apis.GetRestApiAsync(restApiId, token)) is null);
                    }

                    written = id;
                    if (!await TagAsync(restApiId, stageName, tags, progress, token))
                    {
                        // That it could not be written has been said.
                        return Polling.Ready(true);
                    }
                }

                // Each deployment that follows has its own time.
                seen = seen.Id == id ? seen : (id, asked);
                return !canRead && Stopwatch.GetElapsedTime(seen.Since, asked) >= RecordLimit
                    ? Polling.Ready(false)
                    : Polling.NotYet<bool>($"it serves deployment {id}");
            },
            progress,
            stop
        );
    }

    /// <summary>A deployment; null if it is gone, or if this caller may not read deployments.</summary>
    private async Task<(bool CanRead, Deployment? Found)> FindAsync(string restApiId, string deploymentId, CancellationToken stop)
    {
        try
        {
            GetDeploymentRequest request = new() { RestApiId = restApiId, DeploymentId = deploymentId };
            return (true, await session.ApiGateway.GetDeploymentAsync(request, stop));
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            return (true, null);
        }
        catch (AmazonServiceException e) when (Failure.IsDenied(e))
        {
            return (false, null);
        }
    }

    /// <summary>The record of a deployment that was just made, from what the API has; null for an API without a policy.</summary>
    private async Task<Dictionary<string, string>?> TagsAsync(string restApiId, string deploymentId, CancellationToken stop)
    {
        RestApi api = await _apis.GetRestApiAsync(restApiId, stop);
        return Apis.PolicyOf(api) is { } policy
            ? ApiTags.Record(
                deploymentId,
                policy.CanonicalHash(await _apis.ContextAsync(restApiId, stop)),
                api.Tags?.GetValueOrDefault(ApiTags.Definition),
                Apis.SettingsOf(api)
            )
            : null;
    }

    /// <summary>Writes the tags; false, with a warning, if that was refused.</summary>
    private async Task<bool> TagAsync(
        string restApiId,
        string stageName,
        Dictionary<string, string> tags,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        try
        {
            await session.ApiGateway.TagResourceAsync(
                new TagResourceRequest { ResourceArn = $"{Publisher.Arn(session, restApiId)}/stages/{stageName}", Tags = tags },
                stop
            );
            return true;
        }
        catch (AmazonServiceException e) when (!Failure.IsLostCredential(e))
        {
            // The requested deployment was made, and it is live.
            progress.Report(
                ProgressEvent.Warning(
                    $"Stage {stageName} of {restApiId} is deployed, but its record ({ApiTags.Policy}) could not be written, so "
                        + $"it cannot be proven later which policy is live: {e.Message.TrimEnd()}"
                )
            );
            return false;
        }
    }
}
