using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Policy.Language;
using PrivateApi.Progress;
using PrivateApi.Reachability;
using PrivateApi.Resources;
using PrivateApi.Text;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;
using Stage = PrivateApi.Model.Stage;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// Points a stage to an earlier deployment, with the policy that the deployment took along (API Gateway guide, "Deploy REST APIs": a
/// deployment is a snapshot). The API itself stays as it is.
/// </summary>
internal sealed class StageRestore(AwsSession session)
{
    private readonly Apis _apis = new(session);
    private readonly ApiChanges _changes = new(session);
    private readonly Deployments _deployments = new(session);
    private readonly StageRecords _records = new(session);

    /// <summary>Finds the deployment and compares it with what the stage serves. Changes nothing.</summary>
    /// <param name="restApiId">The API.</param>
    /// <param name="stageName">The stage.</param>
    /// <param name="deploymentId">The deployment to go back to; null for the one made before that which the stage serves.</param>
    /// <param name="keepsCanary">False to refuse a stage that has a canary.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>StageNotFound</c>, <c>StageHasCanary</c>, <c>DeploymentNotFound</c>,
    /// <c>NoEarlierDeployment</c>.</exception>
    public async Task<StageRestoration> PlanAsync(
        string restApiId,
        string stageName,
        string? deploymentId,
        bool keepsCanary,
        CancellationToken stop
    )
    {
        RestApi api = await _apis.GetRestApiAsync(restApiId, stop);
        AwsStage stage = await _apis.FindStageAsync(restApiId, stageName, stop) ?? throw ApiErrors.StageNotFound(restApiId, stageName);
        if (stage.CanarySettings is { } canary && !keepsCanary)
        {
            CommandLine abandon = Deploy.To(restApiId, stageName).With("Abandon");
            throw new PrivateApiException(
                "StageHasCanary",
                FaultKind.Conflict,
                $"Stage {stageName} of API {restApiId} has a canary, deployment {canary.DeploymentId}, which would go on answering its "
                    + $"share of calls. {abandon} takes it away; -KeepCanary leaves it.",
                stageName
            );
        }

        Deployment to = await _deployments.GetAsync(restApiId, deploymentId ?? await PreviousAsync(restApiId, stage, stop), stop);
        Deployment? now = stage.DeploymentId is { Length: > 0 } served ? await _deployments.GetAsync(restApiId, served, stop) : null;
        return new StageRestoration(api, stage, now, to, HashOf(to, stage), now is null ? null : HashOf(now, stage));
    }

    /// <summary>Makes the change, writes the record of the policy, and reads the stage.</summary>
    public async Task<Stage> ApplyAsync(StageRestoration change, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        (string api, string stage) = (change.Api.Id, change.Stage.StageName);
        if (!change.IsNothing)
        {
            await CanaryRelease.PatchAsync(
                session,
                _changes,
                api,
                stage,
                [ApiSettings.Replace("/deploymentId", change.To.Id)],
                progress,
                stop
            );
            if (PolicyRecord.Read(change.Stage.Tags?.GetValueOrDefault(ApiTags.Policy), change.To.Id) is null)
            {
                await _records.WriteAsync(api, stage, change.To, progress, stop);
            }
        }

        return await CanaryRelease.ReadAsync(_apis, api, stage, progress, stop);
    }

    private static string? HashOf(Deployment deployment, AwsStage stage) =>
        DeploymentText.PolicyHash(deployment.Description) ?? ApiTags.DeployedPolicyHash(stage.Tags, deployment.Id);

    private async Task<string> PreviousAsync(string restApiId, AwsStage stage, CancellationToken stop)
    {
        IReadOnlyList<Deployment> all = await _deployments.ListAsync(restApiId, stop);
        return all.SkipWhile(deployment => deployment.Id != stage.DeploymentId).Skip(1).FirstOrDefault()?.Id
            ?? throw new PrivateApiException(
                "NoEarlierDeployment",
                FaultKind.NotFound,
                $"API {restApiId} has no deployment that is older than {stage.DeploymentId}, which stage {stage.StageName} serves.",
                stage.StageName
            );
    }
}
