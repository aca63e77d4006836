using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Facts;
using PrivateApi.Policy.Language;
using PrivateApi.Resources;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// The methods of a stage that cannot be exported: from the deployment's summary, with integrations from the API's current
/// resources (GetResources has a tight limit of its own, and shows what is not deployed yet).
/// </summary>
internal sealed class ResourceReads(SnapshotReads reads)
{
    public async Task<StageFact> ReadAsync(string restApiId, StageFact stage, CancellationToken stop)
    {
        GetDeploymentResponse? deployment = await reads.OneAsync(
            "Export",
            $"apigateway:GET on /restapis/{restApiId}/deployments",
            async () =>
                (GetDeploymentResponse?)
                    await reads.Session.ApiGateway.GetDeploymentAsync(
                        new GetDeploymentRequest
                        {
                            RestApiId = restApiId,
                            DeploymentId = stage.DeploymentId,
                            Embed = ["apisummary"],
                        },
                        stop
                    )
        );
        if (deployment is null)
        {
            return stage;
        }

        IReadOnlyList<Resource> resources = await reads.ListAsync(
            "Resource",
            $"apigateway:GET on /restapis/{restApiId}/resources",
            () => ApiLists.ResourcesAsync(reads.Session.ApiGateway, restApiId, stop)
        );
        return stage with
        {
            // The policy stays unknown where no record tells it: only an export would give a hint.
            PolicyRecord =
                DeploymentText.PolicyHash(deployment.Description) is { } hash
                && PolicyRecord.Read(stage.PolicyRecord, stage.DeploymentId) is null
                    ? PolicyRecord.Write(stage.DeploymentId, hash)
                    : stage.PolicyRecord,
            SettingsRecord = stage.Deployed is null ? DeploymentText.Settings(deployment) : stage.SettingsRecord,
            Methods =
            [
                .. (deployment.ApiSummary ?? []).SelectMany(path =>
                    path.Value.Select(method => new MethodFact
                    {
                        Path = path.Key,
                        Verb = method.Key,
                        Authorization = method.Value.AuthorizationType ?? "NONE",
                        Authorizer = method.Value.AuthorizationType == "CUSTOM" ? Authorizer(resources, path.Key, method.Key) : null,
                        ApiKeyRequired = method.Value.ApiKeyRequired == true,
                        Integration = Integration(resources, path.Key, method.Key),
                    })
                ),
            ],
            IsExported = true,
            IsPolicyExported = false,
        };
    }

    private static Method? Find(IReadOnlyList<Resource> resources, string path, string verb) =>
        resources.FirstOrDefault(resource => resource.Path == path)?.ResourceMethods?.GetValueOrDefault(verb);

    private static AuthorizerFact? Authorizer(IReadOnlyList<Resource> resources, string path, string verb) =>
        Find(resources, path, verb)?.AuthorizerId is { Length: > 0 } id ? new AuthorizerFact { Id = id } : null;

    private static IntegrationFact? Integration(IReadOnlyList<Resource> resources, string path, string verb) =>
        Find(resources, path, verb)?.MethodIntegration is { } found
            ? new IntegrationFact
            {
                Type = found.Type,
                HttpMethod = found.HttpMethod,
                Uri = found.Uri,
                ConnectionId = found.ConnectionType == "VPC_LINK" ? found.ConnectionId : null,
                Target = found.IntegrationTarget,
                Credentials = found.Credentials,
            }
            : null;
}
