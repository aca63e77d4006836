// Over 250 lines: one change of a stage, from its checks to what is put back where a step fails.
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;
using Stage = PrivateApi.Model.Stage;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// Deploys to a stage or as its canary, and changes the stage's settings. Settings that fail leave nothing deployed; a deployment that
/// fails takes the settings back.
/// </summary>
internal sealed class StageUpdate(AwsSession session)
{
    private static readonly (string Name, string Variable)[] LogFields =
    [
        ("requestId", "requestId"),
        ("extendedRequestId", "extendedRequestId"),
        ("time", "requestTimeEpoch"),
        ("vpceId", "identity.vpceId"),
        ("vpcId", "identity.vpcId"),
        ("ip", "identity.sourceIp"),
        ("method", "httpMethod"),
        ("resourcePath", "resourcePath"),
        ("stage", "stage"),
        ("canary", "isCanaryRequest"),
        ("status", "status"),
        ("error", "error.responseType"),
        ("latency", "responseLatency"),
        ("length", "responseLength"),
    ];

    /// <summary>
    /// A line of access logs that says which endpoint a call came through (API Gateway guide, "Variables for access logging"). Each of
    /// these values is a word, so that the line stays JSON.
    /// </summary>
    public static readonly string DefaultAccessLogFormat =
        "{" + string.Join(",", LogFields.Select(field => $"\"{field.Name}\":\"$context.{field.Variable}\"")) + "}";

    private readonly Apis _apis = new(session);
    private readonly ApiChanges _changes = new(session);
    private readonly Publisher _publisher = new(session);

    /// <summary>Checks what was asked for and compares it with the stage. Changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>InvalidStageName</c>, <c>PolicyRequired</c>,
    /// <c>StageNotFound</c>, <c>NoCanary</c>, <c>CanaryPercentMissing</c>, <c>NoStageCache</c>, <c>InvalidAccessLog</c>,
    /// <c>InvalidStageVariable</c>, <c>InputNotUsed</c>.</exception>
    public async Task<StageRevision> PlanAsync(StageSpec spec, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        RestApi api = spec.IsWithoutDeployment
            ? await _apis.GetRestApiAsync(spec.RestApiId, stop)
            : await _publisher.CheckAsync(spec.RestApiId, spec.StageName, stop);
        AwsStage? stage = await _apis.FindStageAsync(spec.RestApiId, spec.StageName, stop);
        StageChecks.Require(spec, stage);
        if (stage?.CanarySettings is { } canary && !spec.IsWithoutDeployment)
        {
            progress.Report(
                ProgressEvent.Warning(
                    spec.Canary is null
                        ? $"Stage {spec.StageName} has a canary, deployment {canary.DeploymentId}, which stays as it is."
                        : $"Stage {spec.StageName} has a canary, deployment {canary.DeploymentId}, which this one takes the place of."
                )
            );
        }

        await ApiMethods.WarnOfOthersAsync(session, [spec.RestApiId], spec.Methods.Keys.Select(StageSettingsView.MethodOf), progress, stop);
        string? arn = await AccessLogArnAsync(spec, stop);
        string? format =
            spec.AccessLogFormat ?? (arn is { Length: > 0 } && stage?.AccessLogSettings?.Format is null ? DefaultAccessLogFormat : null);
        List<PatchOperation> operations = StagePatches.Of(spec, stage, arn, format);
        return new StageRevision(spec, api.Name, stage, operations, stage is null ? [] : StagePatches.Back(stage, operations));
    }

    /// <summary>Makes the change, and reads the stage.</summary>
    public async Task<Stage> ApplyAsync(StageRevision revision, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        StageSpec spec = revision.Spec;
        if (revision.Before is not null)
        {
            await PatchAsync(spec, revision.Operations, progress, stop);
        }

        if (!spec.IsWithoutDeployment)
        {
            await DeployAsync(revision, progress, stop);
        }

        return await CanaryRelease.ReadAsync(_apis, spec.RestApiId, spec.StageName, progress, stop);
    }

    private async Task DeployAsync(StageRevision revision, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        StageSpec spec = revision.Spec;
        try
        {
            await _publisher.PublishAsync(
                spec.RestApiId,
                spec.StageName,
                spec.Description,
                spec.Canary is null ? spec.Variables : null,
                spec.Canary,
                progress,
                stop
            );
        }
        catch (Exception e)
            when (revision.Back.Count > 0
                && !stop.IsCancellationRequested
                && !Failure.IsLostCredential(e)
                && e is not PrivateApiException { Kind: FaultKind.TimedOut }
            )
        {
            await BackAsync(revision, progress, stop);
            throw;
        }

        if (revision.Before is null && revision.Operations.Count > 0)
        {
            await FirstSettingsAsync(revision, progress, stop);
        }
    }

    /// <summary>The settings of a stage that the deployment made; if they fail, it goes again.</summary>
    private async Task FirstSettingsAsync(StageRevision revision, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        (string api, string name) = (revision.Spec.RestApiId, revision.Spec.StageName);
        try
        {
            await PatchAsync(revision.Spec, revision.Operations, progress, stop);
        }
        catch (Exception e)
            when (e is AmazonServiceException or PrivateApiException { ErrorId: "LogRoleMissing" }
                && !stop.IsCancellationRequested
                && !Failure.IsLostCredential(e)
            )
        {
            string? made = (await _apis.FindStageAsync(api, name, stop))?.DeploymentId;
            await session.ApiGateway.DeleteStageAsync(new DeleteStageRequest { RestApiId = api, StageName = name }, stop);
            if (made is not null)
            {
                await session.ApiGateway.DeleteDeploymentAsync(new DeleteDeploymentRequest { RestApiId = api, DeploymentId = made }, stop);
            }

            throw;
        }
    }

    private async Task BackAsync(StageRevision revision, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        try
        {
            await PatchAsync(revision.Spec, revision.Back, progress, stop);
        }
        catch (Exception e) when (e is AmazonServiceException or PrivateApiException)
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"Nothing was deployed, and the settings of stage {revision.Spec.StageName} that were changed could not be taken back: "
                        + e.Message.TrimEnd()
                )
            );
        }
    }

    private async Task PatchAsync(
        StageSpec spec,
        IReadOnlyList<PatchOperation> operations,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (operations.Count == 0)
        {
            return;
        }

        try
        {
            await CanaryRelease.PatchAsync(session, _changes, spec.RestApiId, spec.StageName, [.. operations], progress, stop);
        }
        catch (AmazonServiceException e) when (e.Message.Contains("CloudWatch Logs role ARN must be set", StringComparison.Ordinal))
        {
            throw LogRoleMissing(spec, e);
        }
    }

    private PrivateApiException LogRoleMissing(StageSpec spec, AmazonServiceException refusal) =>
        new(
            "LogRoleMissing",
            FaultKind.Conflict,
            $"This account has no role in {session.Region} by which API Gateway writes logs, so the settings of stage {spec.StageName} "
                + "were refused, and none of them was changed. Such a role is named once in an account and Region: make one that "
                + "apigateway.amazonaws.com may assume, attach the managed policy AmazonAPIGatewayPushToCloudWatchLogs, and name it as "
                + "/cloudwatchRoleArn of API Gateway's account, with Update-AGAccount of AWS Tools or under Settings in the console. Then "
                + "run the same command again.",
            spec.RestApiId,
            refusal
        );

    /// <summary>The ARN of a log group that may be given by its name; null to leave it, empty for none.</summary>
    private async Task<string?> AccessLogArnAsync(StageSpec spec, CancellationToken stop)
    {
        if (spec.AccessLogArn is not { Length: > 0 } given)
        {
            return spec.AccessLogArn;
        }

        if (given.StartsWith("arn:", StringComparison.Ordinal))
        {
            // CloudWatch Logs shows a group's ARN with a star at the end, which API Gateway does not take.
            string arn = given.EndsWith(":*", StringComparison.Ordinal) ? given[..^2] : given;
            return StageChecks.IsLogArn(arn)
                ? arn
                : throw StageChecks.InvalidAccessLog(
                    $"'{given}' is the ARN of neither a log group nor a Firehose stream whose name begins with amazon-apigateway-.",
                    given
                );
        }

        return StageChecks.IsLogGroup(given)
            ? $"arn:{session.Partition}:logs:{session.Region}:{await session.GetAccountIdAsync(stop)}:log-group:{given}"
            : throw StageChecks.InvalidAccessLog(
                $"'{given}' is neither the ARN of a log group or a delivery stream nor a log group's name.",
                given
            );
    }
}
