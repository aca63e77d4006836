using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;
using Stage = PrivateApi.Model.Stage;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// Deploys an API to a stage and leaves the record that proves which policy is live there. (CreateDeployment has no
/// client token: the description contains the id of the attempt, so that the deployment can be found if the answer is lost.)
/// </summary>
internal sealed class Publisher(AwsSession session)
{
    private readonly ApiChanges _changes = new(session);
    private readonly Apis _apis = new(session);
    private readonly StageRecords _records = new(session);

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
                : isCurrent?.Invoke() == true && await _records.IsLiveAsync(restApiId(), stageName, stop) is { } deployment ? deployment
                : null,
            FindOwn = async stop => tried ? await FindAttemptAsync(restApiId(), stageName, attempt, canary, stop) : null,
            Create = async stop =>
            {
                tried = true;
                (string? hash, string? definition, string settings) = await ReadAsync(restApiId(), progress, stop);
                CreateDeploymentRequest request = new()
                {
                    RestApiId = restApiId(),
                    StageName = stageName,
                    Description = DeploymentText.Write(description, attempt, hash, definition, settings),
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

    /// <summary>
    /// Deploys an API after changes that <paramref name="change"/> puts back if the deployment is refused; leaves the record.
    /// </summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>PolicyRequired</c>, <c>InvalidStageName</c>.</exception>
    public async Task PublishChangeAsync(
        string restApiId,
        string stageName,
        UndeployedChange change,
        Func<Task> make,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        PlanStep? step = null;
        await change.MakeAsync(
            async () =>
            {
                await make();
                step = await DeployAsync(restApiId, stageName, null, null, null, progress, stop);
            },
            progress,
            stop
        );
        await _records.WriteAsync(restApiId, stageName, step!.RequiredId, progress, stop);
    }

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
        PlanStep step = await DeployAsync(restApiId, stageName, description, variables, canary, progress, stop);
        if (canary is null)
        {
            await _records.WriteAsync(restApiId, stageName, step.RequiredId, progress, stop);
        }
        else
        {
            await _records.IsServedAsync(
                restApiId,
                stageName,
                stage => stage.CanarySettings?.DeploymentId,
                step.RequiredId,
                progress,
                stop
            );
        }

        return (await _apis.GetAsync(restApiId, progress, stop)).Stage.First(stage => stage.StageName == stageName);
    }

    private async Task<PlanStep> DeployAsync(
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
        return step;
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

    /// <summary>ARN of an API in API Gateway's own tagging calls; it has no account.</summary>
    public static string Arn(AwsSession session, string restApiId) =>
        $"arn:{session.Partition}:apigateway:{session.Region}::/restapis/{restApiId}";

    /// <summary>
    /// The hashes of the policy and of the definition that a deployment takes along now, null where there is none; its settings.
    /// </summary>
    private async Task<(string? Policy, string? Definition, string Settings)> ReadAsync(
        string restApiId,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        RestApi api = await _changes.WaitAvailableAsync(restApiId, progress, stop);
        if (Apis.IsPrivate(api) && string.IsNullOrWhiteSpace(api.Policy))
        {
            throw ApiErrors.PolicyRequired(restApiId, Apis.VpcEndpointIds(api));
        }

        return (
            Apis.PolicyOf(api)?.CanonicalHash(await _apis.ContextAsync(restApiId, stop)),
            api.Tags?.GetValueOrDefault(ApiTags.Definition),
            Apis.SettingsOf(api)
        );
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
