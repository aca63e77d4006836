using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;
using Stage = PrivateApi.Model.Stage;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// Ends a canary: its deployment becomes the stage's own, or it goes (API Gateway guide, "Promote a canary release" and "Turn off a
/// canary release").
/// </summary>
internal sealed class CanaryRelease(AwsSession session)
{
    private readonly Apis _apis = new(session);
    private readonly ApiChanges _changes = new(session);
    private readonly StageRecords _records = new(session);

    /// <summary>A stage's canary and the API's name. Changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>StageNotFound</c>, <c>NoCanary</c>.</exception>
    public async Task<CanaryRevision> FindAsync(string restApiId, string stageName, bool promotes, CancellationToken stop)
    {
        RestApi api = await _apis.GetRestApiAsync(restApiId, stop);
        AwsStage stage = await _apis.FindStageAsync(restApiId, stageName, stop) ?? throw ApiErrors.StageNotFound(restApiId, stageName);
        return stage.CanarySettings is { DeploymentId: { } } canary
            ? new CanaryRevision(api, stage, canary, promotes)
            : throw NoCanary(restApiId, stageName);
    }

    /// <summary>Makes the change, and reads the stage.</summary>
    public async Task<Stage> ApplyAsync(CanaryRevision revision, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        (string api, string stage) = (revision.Api.Id, revision.Stage.StageName);
        if (revision.Promotes)
        {
            await PatchAsync(session, _changes, api, stage, revision.Promotion(), progress, stop);

            // The canary goes last: whatever stops this command, the same one finishes it.
            Deployment deployment = await session.ApiGateway.GetDeploymentAsync(
                new GetDeploymentRequest { RestApiId = api, DeploymentId = revision.Canary.DeploymentId! },
                stop
            );
            await _records.WriteAsync(api, stage, deployment, progress, stop);
        }

        await PatchAsync(session, _changes, api, stage, [new PatchOperation { Op = "remove", Path = "/canarySettings" }], progress, stop);
        return await ReadAsync(_apis, api, stage, progress, stop);
    }

    /// <summary>Patches a stage; several operations are one call.</summary>
    public static Task<UpdateStageResponse> PatchAsync(
        AwsSession session,
        ApiChanges changes,
        string restApiId,
        string stageName,
        List<PatchOperation> operations,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    ) =>
        changes.MakeAsync(
            restApiId,
            token =>
                session.ApiGateway.UpdateStageAsync(
                    new UpdateStageRequest
                    {
                        RestApiId = restApiId,
                        StageName = stageName,
                        PatchOperations = operations,
                    },
                    token
                ),
            progress,
            stop
        );

    /// <summary>A stage as this module shows it.</summary>
    public static async Task<Stage> ReadAsync(
        Apis apis,
        string restApiId,
        string stageName,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    ) => (await apis.GetAsync(restApiId, progress, stop)).Stage.First(stage => stage.StageName == stageName);

    public static PrivateApiException NoCanary(string restApiId, string stageName) =>
        new(
            "NoCanary",
            FaultKind.NotFound,
            $"Stage {stageName} of API {restApiId} has no canary. "
                + CommandLine
                    .ForCmdlet("Publish-PrivateApi")
                    .With("RestApiId", restApiId)
                    .With("StageName", stageName)
                    .With("CanaryPercent", 10)
                + " deploys the API as one, for a tenth of the calls.",
            stageName
        );
}
