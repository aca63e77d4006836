// Over 250 lines: a deployment and the record that proves it cannot be told apart.
using System.Diagnostics;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Policy.Language;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;
using Stage = PrivateApi.Model.Stage;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// Deploys an API to a stage and leaves the record that proves which policy is live there. (CreateDeployment has no
/// client token: the description contains the id of the attempt, so that the deployment can be found if the answer is lost.)
/// </summary>
internal sealed class Publisher(AwsSession session)
{
    // Another command that deployed writes its record next; on a busy machine it may take this long.
    private static readonly TimeSpan RecordLimit = TimeSpan.FromSeconds(10);

    private readonly ApiChanges _changes = new(session);
    private readonly Apis _apis = new(session);

    /// <summary>
    /// A plan's step that deploys; found when the stage already serves this API's policy (and <paramref name="isCurrent"/>
    /// agrees).
    /// </summary>
    /// <param name="restApiId">The API, once known.</param>
    /// <param name="stageName">The stage, created or pointed to the new deployment.</param>
    /// <param name="description">The user's description of the deployment; null for none.</param>
    /// <param name="variables">Stage variables to set; null to leave them.</param>
    /// <param name="canary">Makes it the stage's canary; null to make it what the stage itself serves.</param>
    /// <param name="within">The step without which there is no API; null for an API that exists.</param>
    /// <param name="isCurrent">Says whether the stage may stay as it is; null to deploy in any case.</param>
    /// <param name="progress">Receives warnings and progress.</param>
    public PlanStep Step(
        Func<string> restApiId,
        string stageName,
        string? description,
        Dictionary<string, string>? variables,
        CanarySpec? canary,
        PlanStep? within,
        Func<bool>? isCurrent,
        IProgress<ProgressEvent> progress
    )
    {
        string attempt = Guid.NewGuid().ToString("N");
        bool tried = false;
        return new PlanStep
        {
            Name = "deployment",
            IsLeftToOthers = true,
            Description = canary is null ? $"Deploy it to stage {stageName}" : $"Deploy it as the canary of stage {stageName}",
            Within = within,
            Find = async stop =>
                tried ? await FindAttemptAsync(restApiId(), stageName, attempt, canary, stop)
                : isCurrent?.Invoke() == true && await IsLiveAsync(restApiId(), stageName, stop) is { } deployment ? deployment
                : null,
            FindOwn = async stop => tried ? await FindAttemptAsync(restApiId(), stageName, attempt, canary, stop) : null,
            Create = async stop =>
            {
                tried = true;
                string? hash = await RequirePolicyAsync(restApiId(), progress, stop);
                CreateDeploymentRequest request = new()
                {
                    RestApiId = restApiId(),
                    StageName = stageName,
                    Description = DeploymentText.Write(description, attempt, hash),
                    Variables = variables,
                    CanarySettings = canary is null
                        ? null
                        : new()
                        {
                            PercentTraffic = canary.Percent,
                            StageVariableOverrides = canary.Variables is { Count: > 0 } overrides
                                ? new Dictionary<string, string>(overrides)
                                : null,
                        },
                };
                Deployment made = await _changes.MakeAsync(
                    restApiId(),
                    token => session.ApiGateway.CreateDeploymentAsync(request, token),
                    progress,
                    stop
                );
                return made.Id;
            },
        };
    }

    /// <summary>Deploys an existing API.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>PolicyRequired</c>, <c>InvalidStageName</c>.</exception>
    public Task<Stage> PublishAsync(
        string restApiId,
        string stageName,
        string? description,
        IReadOnlyDictionary<string, string>? variables,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    ) => PublishAsync(restApiId, stageName, description, variables, null, progress, stop);

    /// <summary>Deploys an existing API, to a stage or as a stage's canary.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>PolicyRequired</c>, <c>InvalidStageName</c>.</exception>
    public async Task<Stage> PublishAsync(
        string restApiId,
        string stageName,
        string? description,
        IReadOnlyDictionary<string, string>? variables,
        CanarySpec? canary,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        await CheckAsync(restApiId, stageName, stop);
        PlanStep step = Step(
            () => restApiId,
            stageName,
            description,
            variables is null ? null : new Dictionary<string, string>(variables),
            canary,
            null,
            null,
            progress
        );
        await new Plan($"Deploy API {restApiId} to stage {stageName}", restApiId, [step], PlanTiming.For(session)).ApplyAsync(
            progress,
            stop
        );
        if (canary is null)
        {
            await RecordAsync(restApiId, stageName, step.RequiredId, progress, stop);
        }
        else
        {
            await IsServedAsync(restApiId, stageName, stage => stage.CanarySettings?.DeploymentId, step.RequiredId, progress, stop);
        }

        return (await _apis.GetAsync(restApiId, progress, stop)).Stage.First(stage => stage.StageName == stageName);
    }

    /// <summary>Checks for anything that prevents a deployment, without any change.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>PolicyRequired</c>, <c>InvalidStageName</c>.</exception>
    public async Task<RestApi> CheckAsync(string restApiId, string stageName, CancellationToken stop)
    {
        ApiSpec.CheckStage(stageName, null);
        RestApi api = await _apis.GetRestApiAsync(restApiId, stop);
        return !Apis.IsPrivate(api) || !string.IsNullOrWhiteSpace(api.Policy)
            ? api
            : throw ApiErrors.PolicyRequired(restApiId, Apis.VpcEndpointIds(api));
    }

    /// <summary>
    /// Waits until the stage serves the deployment, and writes the record of its policy. If another command deployed after
    /// this one, the stage serves that deployment, and that command writes the record.
    /// </summary>
    public async Task RecordAsync(
        string restApiId,
        string stageName,
        string deploymentId,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (!await IsServedAsync(restApiId, stageName, stage => stage.DeploymentId, deploymentId, progress, stop))
        {
            string? live = await Ec2Calls.ReadUntilAsync(
                token => IsLiveAsync(restApiId, stageName, token),
                found => found is not null,
                PlanTiming.For(session).AtLeast(RecordLimit),
                stop
            );
            string told =
                $"Another command deployed API {restApiId} to stage {stageName} after this one, and the stage serves its deployment.";
            progress.Report(
                live is not null
                    ? ProgressEvent.Verbose(told)
                    : ProgressEvent.Warning(
                        $"{told} That command left no record ({ApiTags.Policy}) of which policy is live. "
                            + $"{CommandLine.ForCmdlet("Publish-PrivateApi").With("RestApiId", restApiId).With("StageName", stageName)} "
                            + "deploys once more and writes one."
                    )
            );
            return;
        }

        RestApi api = await _apis.GetRestApiAsync(restApiId, stop);
        if (Apis.PolicyOf(api) is not { } policy)
        {
            return;
        }

        PolicyContext context = await _apis.ContextAsync(restApiId, stop);
        Dictionary<string, string> tags = new() { [ApiTags.Policy] = PolicyRecord.Write(deploymentId, policy.CanonicalHash(context)) };
        if (api.Tags?.GetValueOrDefault(ApiTags.Definition) is { } definition)
        {
            tags[ApiTags.Definition] = $"{deploymentId}/{definition}";
        }

        await WriteRecordAsync(restApiId, stageName, tags, progress, stop);
    }

    /// <summary>Writes the record of the policy that a deployment took along, which its description says.</summary>
    public Task RecordAsync(
        string restApiId,
        string stageName,
        Deployment deployment,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (DeploymentText.PolicyHash(deployment.Description) is { } hash)
        {
            Dictionary<string, string> tags = new() { [ApiTags.Policy] = PolicyRecord.Write(deployment.Id, hash) };
            return WriteRecordAsync(restApiId, stageName, tags, progress, stop);
        }

        progress.Report(
            ProgressEvent.Warning(
                $"Deployment {deployment.Id} has no record of the policy that it took along, so it is not known which policy is live on "
                    + $"stage {stageName}. Another tool made it, or an earlier version of this module."
            )
        );
        return Task.CompletedTask;
    }

    private async Task WriteRecordAsync(
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
                new TagResourceRequest { ResourceArn = $"{Arn(session, restApiId)}/stages/{stageName}", Tags = tags },
                stop
            );
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
        }
    }

    /// <summary>ARN of an API in API Gateway's own tagging calls; it has no account.</summary>
    public static string Arn(AwsSession session, string restApiId) =>
        $"arn:{session.Partition}:apigateway:{session.Region}::/restapis/{restApiId}";

    /// <summary>The deployment that a stage serves, if our record says that it has the API's current policy and definition.</summary>
    public async Task<string?> IsLiveAsync(string restApiId, string stageName, CancellationToken stop)
    {
        AwsStage? stage = await _apis.FindStageAsync(restApiId, stageName, stop);
        if (stage is null || ApiTags.DeployedPolicyHash(stage.Tags, stage.DeploymentId) is not { } hash)
        {
            return null;
        }

        RestApi api = await _apis.GetRestApiAsync(restApiId, stop);
        PolicyContext context = await _apis.ContextAsync(restApiId, stop);
        string? definition = api.Tags?.GetValueOrDefault(ApiTags.Definition);
        return
            Apis.PolicyOf(api)?.CanonicalHash(context) == hash
            && (definition is null || stage.Tags?.GetValueOrDefault(ApiTags.Definition) == $"{stage.DeploymentId}/{definition}")
            ? stage.DeploymentId
            : null;
    }

    /// <summary>True once the stage serves the deployment; false if it keeps serving another one.</summary>
    private Task<bool> IsServedAsync(
        string restApiId,
        string stageName,
        Func<AwsStage, string?> of,
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

    /// <summary>The hash of the policy that a deployment takes along now; null for an API without one.</summary>
    private async Task<string?> RequirePolicyAsync(string restApiId, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        RestApi api = await _changes.WaitAvailableAsync(restApiId, progress, stop);
        if (Apis.IsPrivate(api) && string.IsNullOrWhiteSpace(api.Policy))
        {
            throw ApiErrors.PolicyRequired(restApiId, Apis.VpcEndpointIds(api));
        }

        return Apis.PolicyOf(api)?.CanonicalHash(await _apis.ContextAsync(restApiId, stop));
    }

    private async Task<string?> FindAttemptAsync(
        string restApiId,
        string stageName,
        string attempt,
        CanarySpec? canary,
        CancellationToken stop
    )
    {
        await foreach (GetDeploymentsResponse page in ApiLists.DeploymentsAsync(session.ApiGateway, restApiId, stop))
        {
            if (page.Items.Find(deployment => deployment.Description?.Contains(attempt, StringComparison.Ordinal) == true) is { } found)
            {
                AwsStage? stage = await _apis.FindStageAsync(restApiId, stageName, stop);
                string? served = canary is null ? stage?.DeploymentId : stage?.CanarySettings?.DeploymentId;
                return served == found.Id ? found.Id : null;
            }
        }

        return null;
    }
}
