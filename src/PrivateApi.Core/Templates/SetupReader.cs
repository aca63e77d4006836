using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.OpenApi;
using PrivateApi.Progress;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;

namespace PrivateApi.Templates;

/// <summary>Reads the set-up that APIs depend on, or that VPCs contain. Changes nothing.</summary>
internal sealed class SetupReader(AwsSession session)
{
    private readonly Apis _apis = new(session);

    /// <summary>Reads.</summary>
    /// <param name="restApiId">APIs, with the endpoints that policy, associations or domains name, and their VPCs.</param>
    /// <param name="vpcId">VPCs, with their endpoints for execute-api.</param>
    /// <param name="progress">Receives warnings about what the template will lack.</param>
    /// <param name="stop">Stops the reads.</param>
    public async Task<Setup> ReadAsync(
        IReadOnlyCollection<string> restApiId,
        IReadOnlyCollection<string> vpcId,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        ApiSetup[] apis = await Task.WhenAll(restApiId.Distinct(StringComparer.Ordinal).Select(id => ApiAsync(id, progress, stop)));
        IReadOnlyList<DomainSetup> domains =
            apis.Length == 0 ? [] : await new DomainReader(session).ReadAsync([.. apis.Select(api => api.Api.Id)], progress, stop);
        string[] named =
        [
            .. apis.SelectMany(api => EndpointChoice.NamedBy(Apis.VpcEndpointIds(api.Api), Apis.PolicyOf(api.Api)))
                .Concat(domains.SelectMany(domain => domain.VpcEndpointIds))
                .Distinct(StringComparer.Ordinal),
        ];
        List<VpcEndpoint> endpoints = named.Length == 0 ? [] : await EndpointsById.ReadAsync(session.Ec2, named, stop);
        foreach (string missing in named.Except(endpoints.Select(endpoint => endpoint.VpcEndpointId)))
        {
            progress.Report(
                ProgressEvent.Warning($"{missing} is not an endpoint in this account and Region: the template names it by its id.")
            );
        }

        if (vpcId.Count > 0)
        {
            List<VpcEndpoint> inside = await EndpointsAsync(
                [Ec2Tags.Filter("vpc-id", vpcId), Ec2Tags.Filter("service-name", $"*.{session.Region}{ExecuteApiService.Suffix}")],
                stop
            );
            endpoints = [.. endpoints.Concat(inside).DistinctBy(endpoint => endpoint.VpcEndpointId)];
        }

        string[] vpcs =
        [
            .. endpoints.Select(endpoint => endpoint.VpcId).Concat(vpcId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        IReadOnlyList<ResolverSetup> resolvers = await new ResolverReader(session).ReadAsync(vpcs, progress, stop);
        return new Setup
        {
            AccountId = await session.GetAccountIdAsync(stop),
            Region = session.Region,
            Partition = session.Partition,
            Vpcs = await Task.WhenAll(
                vpcs.Select(id =>
                    new VpcReader(session).ReadAsync(
                        id,
                        [.. endpoints.Where(endpoint => endpoint.VpcId == id)],
                        [.. resolvers.SelectMany(resolver => resolver.Endpoint.SecurityGroupIds)],
                        stop
                    )
                )
            ),
            Resolvers = resolvers,
            Apis = [.. apis.OrderBy(api => api.Api.Name, StringComparer.Ordinal).ThenBy(api => api.Api.Id, StringComparer.Ordinal)],
            Domains = domains,
            UsagePlans =
                apis.Length == 0 ? [] : await new UsagePlanReader(session).ReadAsync([.. apis.Select(api => api.Api.Id)], progress, stop),
        };
    }

    private Task<List<VpcEndpoint>> EndpointsAsync(List<Filter> filters, CancellationToken stop) =>
        session.Ec2.Paginators.DescribeVpcEndpoints(new DescribeVpcEndpointsRequest { Filters = filters }).VpcEndpoints.ToListAsync(stop);

    private async Task<ApiSetup> ApiAsync(string id, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        RestApi api = await _apis.GetRestApiAsync(id, stop);
        Stage[] stages = [.. (await _apis.StagesAsync(id, stop)).OrderBy(stage => stage.StageName, StringComparer.Ordinal)];
        Stage? newest = stages
            .OrderByDescending(stage => stage.LastUpdatedDate ?? stage.CreatedDate)
            .FirstOrDefault(stage => !string.IsNullOrEmpty(stage.DeploymentId));
        if (newest is null)
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"{api.Name} ({id}) has no stage, and API Gateway exports only the definitions of stages: "
                        + "the template has the API without methods. Deploy it with Publish-PrivateApi first."
                )
            );
            return new ApiSetup(api, stages, null, null) { Authorizers = await AuthorizersAsync(id, null, stop) };
        }

        foreach (Stage other in stages.Where(stage => stage.DeploymentId != newest.DeploymentId))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"Stage {other.StageName} of {api.Name} serves another deployment than {newest.StageName}: "
                        + $"in the template both serve that of {newest.StageName}."
                )
            );
        }

        JsonObject definition = await DefinitionAsync(id, newest.StageName, stop);
        Deployment deployment = await session.ApiGateway.GetDeploymentAsync(
            new GetDeploymentRequest { RestApiId = id, DeploymentId = newest.DeploymentId! },
            stop
        );
        return new ApiSetup(api, stages, definition, newest.StageName)
        {
            Authorizers = await AuthorizersAsync(id, definition, stop),
            DeploymentDescription = DeploymentText.Words(deployment.Description),
        };
    }

    private async Task<IReadOnlyList<Authorizer>> AuthorizersAsync(string id, JsonObject? definition, CancellationToken stop)
    {
        try
        {
            IReadOnlyDictionary<string, JsonObject> exported = ExportedAuthorizers.Of(definition);
            return
            [
                .. (await ApiLists.AuthorizersAsync(session.ApiGateway, id, stop))
                    .Where(authorizer => !exported.ContainsKey(authorizer.Name))
                    .OrderBy(authorizer => authorizer.Name, StringComparer.Ordinal),
            ];
        }
        catch (AmazonServiceException e) when ((int)e.StatusCode is 404 or 501)
        {
            // An emulator that does not support authorizers has none.
            return [];
        }
    }

    private async Task<JsonObject> DefinitionAsync(string id, string stage, CancellationToken stop)
    {
        try
        {
            return ExportedDefinition.Parse(await StageExports.ReadAsync(session, id, stage, stop));
        }
        catch (JsonException e)
        {
            throw new PrivateApiException(
                "DefinitionNotExported",
                FaultKind.ServiceFault,
                $"The export of {id}, stage {stage}, is not a JSON object: {e.Message} Try again.",
                id,
                e
            );
        }
    }
}
