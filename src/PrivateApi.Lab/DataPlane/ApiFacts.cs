using System.Text.Json.Nodes;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.ApiGateway;

namespace PrivateApi.Lab.DataPlane;

/// <summary>An API of the lab as facts: what is deployed counts, so associations, settings and policy are the deployment's.</summary>
internal static class ApiFacts
{
    /// <summary>The API as far as names depend on it.</summary>
    public static ApiFact Build(LabRestApi api) =>
        new()
        {
            Id = (string)api.Wire["id"]!,
            Name = (string?)api.Wire["name"] ?? string.Empty,
            EndpointType = api.IsPrivate ? "PRIVATE" : "REGIONAL",
            Associated = [.. LabApis.Aliases(api)],
            Stages =
            [
                .. api.Stages.Select(stage => new StageFact
                {
                    Name = stage.Key,
                    DeploymentId = (string?)stage.Value["deploymentId"] ?? string.Empty,
                }),
            ],
        };

    /// <summary>The API with the stage that is called.</summary>
    public static ApiFact Build(GatewayCall call, LabRestApi api, LabDeployment? deployment) =>
        Build(api) with
        {
            Policy = deployment?.Policy,
            DisableExecuteApiEndpoint = (bool?)deployment?.RestApi["disableExecuteApiEndpoint"] == true,
            EndpointAccessMode = (string?)api.Wire["endpointAccessMode"],
            Stages = deployment is null ? [] : [Stage(call, api, deployment)],
            ApiKeySource = (string?)deployment?.RestApi["apiKeySource"],
        };

    private static StageFact Stage(GatewayCall call, LabRestApi api, LabDeployment deployment) =>
        new()
        {
            Name = call.StageName,
            DeploymentId = (string)deployment.Wire["id"]!,
            Variables = call.StageValues,
            WebAclArn = (string?)api.Stages[call.StageName]["webAclArn"],
            Throttles = Throttles(api.Stages[call.StageName]["methodSettings"] as JsonObject ?? []),
            IsExported = true,
            ExportedPolicy = deployment.Policy,
            Methods = [.. deployment.Definition.Resources.Values.SelectMany(resource => Methods(deployment.Definition, resource))],
        };

    private static Dictionary<string, ThrottleFact> Throttles(JsonObject settings) =>
        settings
            .Where(entry => entry.Value is JsonObject { } own && own["throttlingRateLimit"] is not null)
            .ToDictionary(
                entry => entry.Key,
                entry => ThrottleBuckets.Limit(entry.Value!["throttlingRateLimit"], entry.Value!["throttlingBurstLimit"]),
                StringComparer.Ordinal
            );

    private static IEnumerable<MethodFact> Methods(ApiDefinition definition, JsonObject resource)
    {
        foreach ((string verb, JsonNode? method) in resource["resourceMethods"] as JsonObject ?? [])
        {
            yield return new MethodFact
            {
                Path = (string)resource["path"]!,
                Verb = verb,
                Authorization = (string?)method?["authorizationType"] ?? "NONE",
                UserPoolArns = Scalar.Texts(
                    definition.Authorizers.GetValueOrDefault((string?)method?["authorizerId"] ?? string.Empty)?["providerARNs"]
                ),
                Scopes = Scalar.Texts(method?["authorizationScopes"]),
                ApiKeyRequired = (bool?)method?["apiKeyRequired"] == true,

                // The lab runs the integration itself, with its own failures.
                Integration = new IntegrationFact { Type = "MOCK" },
            };
        }
    }
}
