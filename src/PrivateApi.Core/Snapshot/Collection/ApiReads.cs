using System.Text.Json;
using Amazon.Runtime;
using PrivateApi.Aws.ApiGateway;
using PrivateApi.Provisioning;

namespace PrivateApi.Snapshots;

/// <summary>API Gateway's side of a snapshot: one list of all APIs, and two calls an API (GetStages, GetExport).</summary>
internal sealed class ApiReads(SnapshotReads reads)
{
    private readonly Apis _apis = new(reads.Session);

    /// <summary>The APIs concerned, and the account's public ones.</summary>
    public async Task<(IReadOnlyList<ApiFact> Api, IReadOnlyList<PublicApiFact>? Public)> ReadAsync(SnapshotScope scope, CancellationToken stop)
    {
        RestApi[]? listed = await reads.OneAsync("PublicApi", "apigateway:GET on /restapis", async () => (RestApi[]?)[.. await _apis.ListRestApisAsync(_ => true, stop).ConfigureAwait(false)]).ConfigureAwait(false);
        ApiFact?[] found = await Task.WhenAll(scope.RestApiId.Select(id => reads.OneAsync("Api", $"apigateway:GET on /restapis/{id}", () => ApiAsync(id, listed, scope.StageName, stop)))).ConfigureAwait(false);
        PublicApiFact[]? others = listed is null ? null : [.. listed.Where(api => !Apis.IsPrivate(api)).Select(api => new PublicApiFact { Id = api.Id, Name = api.Name })];
        return ([.. found.OfType<ApiFact>()], others);
    }

    private async Task<ApiFact?> ApiAsync(string id, RestApi[]? listed, string? stageName, CancellationToken stop)
    {
        RestApi? api = listed is null ? null : Array.Find(listed, item => item.Id == id);
        if (api is null && listed is null)
        {
            try
            {
                api = await reads.Session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = id }, stop).ConfigureAwait(false);
            }
            catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
            {
                return null;
            }
        }

        if (api is null)
        {
            return null;
        }

        IEnumerable<StageFact> stages = (await reads.ListAsync("Stage", $"apigateway:GET on /restapis/{id}/stages", async () => (await _apis.StagesAsync(id, stop).ConfigureAwait(false)).ToList()).ConfigureAwait(false))
            .Select(stage => Stage(stage.StageName, stage.DeploymentId, stage.Variables, stage.Tags, stage.WebAclArn));
        return SnapshotSecrets.Without(new ApiFact
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
            Stage = await Task.WhenAll(stages.Select(stage => stageName is null || stage.Name == stageName ? ExportedAsync(id, stage, stop) : Task.FromResult(stage))).ConfigureAwait(false),
        });
    }

    private async Task<StageFact> ExportedAsync(string id, StageFact stage, CancellationToken stop)
    {
        if (stage.DeploymentId.Length == 0)
        {
            return stage;
        }

        try
        {
            GetExportRequest request = new() { RestApiId = id, StageName = stage.Name, ExportType = "oas30", Accepts = "application/json", Parameters = new() { ["extensions"] = "apigateway" } };
            GetExportResponse export = await reads.Session.ApiGateway.GetExportAsync(request, stop).ConfigureAwait(false);
            return ExportReader.Read(stage, export.Body);
        }
        catch (JsonException)
        {
            return await new ResourceReads(reads).ReadAsync(id, stage, stop).ConfigureAwait(false);
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "BadRequestException" or "NotFoundException" or "InternalFailure" || (int)e.StatusCode == 501)
        {
            // Some APIs cannot be exported; their deployment's summary and their resources can be read all the same.
            return await new ResourceReads(reads).ReadAsync(id, stage, stop).ConfigureAwait(false);
        }
        catch (AmazonServiceException e) when (!Failure.IsLostCredential(e) && !Failure.IsLostAnswer(e))
        {
            reads.Note("Export", $"apigateway:GET on /restapis/{id}/stages/{stage.Name}/exports/oas30", e);
            return stage;
        }
    }

    private static StageFact Stage(string name, string? deployment, IReadOnlyDictionary<string, string>? variables, IReadOnlyDictionary<string, string>? tags, string? acl) => new()
    {
        Name = name,
        DeploymentId = deployment ?? string.Empty,
        Variable = variables ?? new Dictionary<string, string>(),
        PolicyRecord = tags?.GetValueOrDefault(ApiTags.Policy),
        WebAclArn = acl,
    };
}
