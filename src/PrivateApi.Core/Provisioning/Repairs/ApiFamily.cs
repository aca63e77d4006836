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
    private const string Definition = nameof(Definition);
    private const string Settings = nameof(Settings);
    private const string Mark = nameof(Mark);
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
            await HalfMadeException.GuardAsync(before, () => _changes.PatchAsync(api.Id, [patch], progress, stop));
        }

        try
        {
            await DeployAsync(api.Id, stage, before, progress, stop);
        }
        catch (Exception e) when (patch is not null || HalfMadeException.MayBeMade(e))
        {
            // A setting that is not deployed would take effect with the next deployment, whosever that is.
            throw new HalfMadeException(before, e);
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
        before[Settings] = served?.Tags?.GetValueOrDefault(ApiTags.Settings) ?? string.Empty;
        before[Definition] = served?.Tags?.GetValueOrDefault(ApiTags.Definition) ?? string.Empty;

        // By this a deployment can be found whose answer did not come any more.
        before[Mark] = Guid.NewGuid().ToString("N");
        await _publisher.PublishAsync(restApiId, stage, $"Repaired ({before[Mark]})", null, progress, stop);
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
        if (!made.Before.TryGetValue(StageName, out string? stage) || !made.Before.TryGetValue(Served, out string? served))
        {
            return;
        }

        AwsStage? now = await _apis.FindStageAsync(made.Target, stage, stop);
        string deployed = made.Before.GetValueOrDefault(Deployed) ?? await FindAsync(made, stop) ?? served;
        if (deployed == served && (now?.DeploymentId ?? string.Empty) == served)
        {
            return;
        }

        bool servesAgain = served.Length > 0 && now?.DeploymentId == served;
        if (now?.DeploymentId != deployed && !servesAgain)
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
        else if (!servesAgain)
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
        }

        if (served.Length > 0)
        {
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

    /// <summary>The deployment of a change that was stopped meanwhile; null where it was not made.</summary>
    private async Task<string?> FindAsync(MadeChange made, CancellationToken stop)
    {
        await foreach (GetDeploymentsResponse page in ApiLists.DeploymentsAsync(session.ApiGateway, made.Target, stop))
        {
            if (
                made.Before.TryGetValue(Mark, out string? mark)
                && page.Items.Find(item => item.Description?.Contains(mark, StringComparison.Ordinal) == true) is { } found
            )
            {
                return found.Id;
            }
        }

        return null;
    }

    private async Task RecordAsync(MadeChange made, string stage, CancellationToken stop)
    {
        string arn = $"{Publisher.Arn(session, made.Target)}/stages/{stage}";
        (string Tag, string Value)[] tags =
        [
            (ApiTags.Policy, made.Before[Record]),
            (ApiTags.Settings, made.Before.GetValueOrDefault(Settings, string.Empty)),
            (ApiTags.Definition, made.Before.GetValueOrDefault(Definition, string.Empty)),
        ];
        Dictionary<string, string> had = tags.Where(tag => tag.Value.Length > 0).ToDictionary(tag => tag.Tag, tag => tag.Value);
        if (had.Count > 0)
        {
            await session.ApiGateway.TagResourceAsync(new TagResourceRequest { ResourceArn = arn, Tags = had }, stop);
        }

        if (had.Count < tags.Length)
        {
            List<string> without = [.. tags.Select(tag => tag.Tag).Where(tag => !had.ContainsKey(tag))];
            await session.ApiGateway.UntagResourceAsync(new UntagResourceRequest { ResourceArn = arn, TagKeys = without }, stop);
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
