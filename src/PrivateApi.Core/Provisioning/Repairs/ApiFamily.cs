using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Reachability.Changes;
using PrivateApi.Resources;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>
/// Changes of APIs, each with the deployment by which it takes effect. Taken back, the API has its settings again and the stage serves the
/// deployment that it served, with the record that it had.
/// </summary>
internal sealed class ApiFamily(AwsSession session) : IChangeFamily
{
    private const string StageName = nameof(StageName);
    private const string Served = nameof(Served);
    private const string Deployed = nameof(Deployed);
    private const string Record = nameof(Record);
    private const string Policy = nameof(Policy);
    private const string EndpointId = nameof(EndpointId);

    private readonly Apis _apis = new(session);
    private readonly ApiChanges _changes = new(session);
    private readonly Publisher _publisher = new(session);

    public IReadOnlyList<ChangeKind> Kinds { get; } =
    [ChangeKind.EndpointAssociation, ChangeKind.ResourcePolicy, ChangeKind.Deployment, ChangeKind.DefaultEndpoint];

    public async Task<IReadOnlyDictionary<string, string>> MakeAsync(
        Change change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        RestApi api = await _apis.GetRestApiAsync(change.Target, stop);
        Dictionary<string, string> before = [];
        (PatchOperation? patch, string stage) = change switch
        {
            AssociationChange association => (
                Apis.VpcEndpointIds(api).Contains(association.EndpointId) ? null : Association("add", association.EndpointId),
                association.StageName
            ),
            ResourcePolicyChange policy => (ApiSettings.Replace("/policy", policy.Policy), policy.StageName),
            DefaultEndpointChange on => (ApiSettings.Replace("/disableExecuteApiEndpoint", "false"), on.StageName),
            DeploymentChange deployment => ((PatchOperation?)null, deployment.StageName),
            _ => throw new ArgumentException($"{change.Kind} is not a change of an API.", nameof(change)),
        };
        if (change is ResourcePolicyChange)
        {
            before[Policy] = Apis.PolicyOf(api)?.ToJson() ?? string.Empty;
        }
        else if (change is AssociationChange added && patch is not null)
        {
            before[EndpointId] = added.EndpointId;
        }

        if (patch is not null)
        {
            await _changes.PatchAsync(api.Id, [patch], progress, stop);
        }

        try
        {
            await DeployAsync(api.Id, stage, before, progress, stop);
        }
        catch (Exception) when (!stop.IsCancellationRequested && Back(change.Kind, before) is not null)
        {
            // A setting that is not deployed would take effect with the next deployment, whosever that is.
            await _changes.PatchAsync(api.Id, [Back(change.Kind, before)!], progress, stop);
            throw;
        }

        return before;
    }

    private async Task DeployAsync(
        string restApiId,
        string stage,
        Dictionary<string, string> before,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        AwsStage? served = await _apis.FindStageAsync(restApiId, stage, stop);
        before[StageName] = stage;
        before[Served] = served?.DeploymentId ?? string.Empty;
        before[Record] = served?.Tags?.GetValueOrDefault(ApiTags.Policy) ?? string.Empty;
        await _publisher.PublishAsync(restApiId, stage, null, null, progress, stop);
        before[Deployed] = (await _apis.FindStageAsync(restApiId, stage, stop))?.DeploymentId ?? string.Empty;
    }

    public async Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (Back(made.Kind, made.Before) is { } patch)
        {
            await _changes.PatchAsync(made.Target, [patch], progress, stop);
        }

        await ServeAgainAsync(made, progress, stop);
    }

    /// <summary>What takes the setting back; null where none was changed.</summary>
    private static PatchOperation? Back(ChangeKind kind, IReadOnlyDictionary<string, string> before) =>
        kind switch
        {
            ChangeKind.ResourcePolicy => ApiSettings.Replace("/policy", before[Policy]),
            ChangeKind.DefaultEndpoint => ApiSettings.Replace("/disableExecuteApiEndpoint", "true"),
            ChangeKind.EndpointAssociation when before.TryGetValue(EndpointId, out string? id) => Association("remove", id),
            _ => null,
        };

    private async Task ServeAgainAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string stage = made.Before[StageName],
            served = made.Before[Served],
            deployed = made.Before[Deployed];
        AwsStage? now = await _apis.FindStageAsync(made.Target, stage, stop);
        if (now?.DeploymentId != deployed)
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"Stage {stage} of API {made.Target} stays as it is: it serves deployment {now?.DeploymentId ?? "none"}, not "
                        + $"{deployed}."
                )
            );
            return;
        }

        if (served.Length == 0)
        {
            await session.ApiGateway.DeleteStageAsync(new DeleteStageRequest { RestApiId = made.Target, StageName = stage }, stop);
        }
        else
        {
            await _changes.MakeAsync(
                made.Target,
                token =>
                    session.ApiGateway.UpdateStageAsync(
                        new UpdateStageRequest
                        {
                            RestApiId = made.Target,
                            StageName = stage,
                            PatchOperations = [ApiSettings.Replace("/deploymentId", served)],
                        },
                        token
                    ),
                progress,
                stop
            );
            await RecordAsync(made, stage, stop);
        }

        try
        {
            await session.ApiGateway.DeleteDeploymentAsync(
                new DeleteDeploymentRequest { RestApiId = made.Target, DeploymentId = deployed },
                stop
            );
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            // Gone already.
        }
    }

    private async Task RecordAsync(MadeChange made, string stage, CancellationToken stop)
    {
        string arn = $"{Publisher.Arn(session, made.Target)}/stages/{stage}";
        if (made.Before[Record] is { Length: > 0 } record)
        {
            await session.ApiGateway.TagResourceAsync(
                new TagResourceRequest
                {
                    ResourceArn = arn,
                    Tags = new() { [ApiTags.Policy] = record },
                },
                stop
            );
        }
        else
        {
            await session.ApiGateway.UntagResourceAsync(new UntagResourceRequest { ResourceArn = arn, TagKeys = [ApiTags.Policy] }, stop);
        }
    }

    private static PatchOperation Association(string operation, string id) =>
        new()
        {
            Op = operation,
            Path = "/endpointConfiguration/vpcEndpointIds",
            Value = id,
        };
}
