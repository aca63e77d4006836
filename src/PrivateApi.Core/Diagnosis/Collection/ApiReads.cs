using System.Text.Json;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Facts;
using PrivateApi.Resources;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>API Gateway's part of a snapshot: one list of all APIs, and two calls per API (GetStages, GetExport).</summary>
internal sealed class ApiReads(SnapshotReads reads)
{
    private readonly Apis _apis = new(reads.Session);

    /// <summary>The APIs concerned without their stages, and the account's public ones.</summary>
    public async Task<(IReadOnlyList<ApiFact> Api, IReadOnlyList<PublicApiFact>? Public)> ListAsync(
        SnapshotScope scope,
        CancellationToken stop
    )
    {
        IReadOnlyList<RestApi>? listed =
            scope.Listed
            ?? await reads.OneAsync(
                "PublicApi",
                "apigateway:GET on /restapis",
                async () => (IReadOnlyList<RestApi>?)await _apis.ListRestApisAsync(_ => true, stop)
            );
        if (listed is null)
        {
            RestApi?[] found = await Task.WhenAll(
                scope
                    .RestApiIds.Where(id => id.Length > 0)
                    .Select(id => reads.OneAsync("Api", $"apigateway:GET on /restapis/{id}", () => OneAsync(id, stop)))
            );
            return ([.. found.OfType<RestApi>().Select(Api)], null);
        }

        Dictionary<string, RestApi> known = listed.DistinctBy(api => api.Id).ToDictionary(api => api.Id, StringComparer.Ordinal);
        return (
            [.. scope.RestApiIds.Select(id => known.GetValueOrDefault(id)).OfType<RestApi>().Select(Api)],
            [.. listed.Where(api => !Apis.IsPrivate(api)).Select(api => new PublicApiFact { Id = api.Id, Name = api.Name })]
        );
    }

    /// <summary>The APIs with their stages and, if requested, the content of their deployments.</summary>
    public Task<ApiFact[]> WithStagesAsync(IEnumerable<ApiFact> apis, SnapshotScope scope, CancellationToken stop) =>
        Task.WhenAll(apis.Select(api => WithStagesAsync(api, null, scope, stop)));

    /// <summary>An API with its stages and, if requested, the content of their deployments.</summary>
    /// <param name="api">The API.</param>
    /// <param name="known">Its stages as they were just read; null to read them.</param>
    /// <param name="scope">Which deployments are requested.</param>
    /// <param name="stop">Stops the reads.</param>
    public async Task<ApiFact> WithStagesAsync(ApiFact api, IReadOnlyList<Stage>? known, SnapshotScope scope, CancellationToken stop)
    {
        known ??= await reads.ListAsync(
            "Stage",
            $"apigateway:GET on /restapis/{api.Id}/stages",
            async () => (await _apis.StagesAsync(api.Id, stop)).ToList()
        );
        StageFact[] stages = [.. known.Select(StageOf)];
        bool isAny = scope.IncludesOtherStages && !Array.Exists(stages, stage => stage.Name == scope.StageName);
        ApiFact read = api with
        {
            Stages = await Task.WhenAll(
                stages.Select(stage =>
                    isAny || scope.StageName is null || stage.Name == scope.StageName
                        ? WithCanaryAsync(api.Id, ExportedAsync(api.Id, stage, stop), stop)
                        : Task.FromResult(stage)
                )
            ),
        };
        return SnapshotSecrets.Without(await new AuthorizerReads(reads).WithIdsAsync(read, stop));
    }

    private async Task<RestApi?> OneAsync(string id, CancellationToken stop)
    {
        try
        {
            return await reads.Session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = id }, stop);
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            return null;
        }
    }

    private static ApiFact Api(RestApi api) =>
        new()
        {
            Id = api.Id,
            Name = api.Name,
            EndpointType = api.EndpointConfiguration?.Types is [var type, ..] ? type : "EDGE",
            Associated = [.. Apis.VpcEndpointIds(api)],
            Policy = string.IsNullOrWhiteSpace(api.Policy) ? null : api.Policy,
            DisableExecuteApiEndpoint = api.DisableExecuteApiEndpoint == true,
            Status = api.ApiStatus,
            StatusMessage = api.ApiStatusMessage,
            EndpointAccessMode = api.EndpointAccessMode,
            ApiKeySource = api.ApiKeySource,
        };

    private async Task<StageFact> ExportedAsync(string id, StageFact stage, CancellationToken stop)
    {
        if (stage.DeploymentId.Length == 0)
        {
            return stage;
        }

        try
        {
            return ExportReader.Read(stage, await StageExports.ReadAsync(reads.Session, id, stage.Name, stop));
        }
        catch (JsonException)
        {
            return await new ResourceReads(reads).ReadAsync(id, stage, stop);
        }
        catch (AmazonServiceException e)
            when (e.ErrorCode is "BadRequestException" or "NotFoundException" or "InternalFailure" || (int)e.StatusCode == 501)
        {
            // Some APIs cannot be exported; their deployment's summary and their resources can still be read.
            return await new ResourceReads(reads).ReadAsync(id, stage, stop);
        }
        catch (AmazonServiceException e) when (!Failure.IsLostCredential(e) && !Failure.IsLostAnswer(e))
        {
            reads.Note("Export", $"apigateway:GET on /restapis/{id}/stages/{stage.Name}/exports/oas30", e);
            return stage;
        }
    }

    private static Dictionary<string, ThrottleFact>? ThrottlesOf(Dictionary<string, MethodSetting>? settings) =>
        settings?.Where(entry => entry.Value is { ThrottlingRateLimit: not null, ThrottlingBurstLimit: not null }).ToArray()
            is { Length: > 0 } limited
            ? limited.ToDictionary(
                entry => entry.Key,
                entry => new ThrottleFact(entry.Value.ThrottlingRateLimit!.Value, entry.Value.ThrottlingBurstLimit!.Value),
                StringComparer.Ordinal
            )
            : null;

    // An export shows the stage's own deployment, so what the canary's holds is read from the deployment.
    private async Task<StageFact> WithCanaryAsync(string id, Task<StageFact> read, CancellationToken stop)
    {
        StageFact stage = await read;
        if (stage.Canary is not { PercentTraffic: > 0 } canary)
        {
            return stage;
        }

        StageFact served =
            canary.Stage.DeploymentId == stage.DeploymentId
                ? stage with
                {
                    Canary = null,
                    Variables = canary.Stage.Variables,
                }
                : await new ResourceReads(reads).ReadAsync(id, canary.Stage, stop);
        return stage with { Canary = canary with { Stage = served } };
    }

    private static StageFact StageOf(Stage stage)
    {
        StageFact own = new()
        {
            Name = stage.StageName,
            DeploymentId = stage.DeploymentId ?? string.Empty,
            Variables = stage.Variables ?? [],
            PolicyRecord = stage.Tags?.GetValueOrDefault(ApiTags.Policy),
            SettingsRecord = stage.Tags?.GetValueOrDefault(ApiTags.Settings),
            WebAclArn = stage.WebAclArn,
            Throttles = ThrottlesOf(stage.MethodSettings),
        };
        return stage.CanarySettings is not { DeploymentId: { Length: > 0 } deployment } canary
            ? own
            : own with
            {
                Canary = new CanaryFact
                {
                    PercentTraffic = canary.PercentTraffic ?? 0,
                    Stage = own with
                    {
                        DeploymentId = deployment,
                        Variables = Overridden(own.Variables, canary.StageVariableOverrides ?? []),
                    },
                },
            };
    }

    private static Dictionary<string, string> Overridden(IReadOnlyDictionary<string, string> own, Dictionary<string, string> overrides)
    {
        Dictionary<string, string> all = new(own, StringComparer.Ordinal);
        foreach ((string name, string value) in overrides)
        {
            all[name] = value;
        }

        return all;
    }
}
