using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.DataPlane.Integrations;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// The walk of a call from API Gateway's door to its integration, in the order of the developer guide: the API, the
/// endpoint's policy, the stage, the method, resource policy and authorization, API key, validation. Under the lab's lock.
/// </summary>
internal static class Gateway
{
    private const int LongestArn = 1600;
    private const int LargestBody = 10 * 1024 * 1024;

    public static LabResponse Send(GatewayCall call)
    {
        try
        {
            LabRestApi api = FindApi(call);
            FindStageName(call);
            LabDeployment? deployment = FindDeployment(call, api);
            if (call.MethodArn.Length > LongestArn)
            {
                throw GatewayFault.UriTooLong();
            }

            if (call.Request.Body.Length > LargestBody)
            {
                throw GatewayFault.TooLarge();
            }

            AccessGate.EndpointPolicy(call);
            call.Deployment = deployment ?? throw GatewayFault.Forbidden();
            if ((bool?)call.Deployment.RestApi["disableExecuteApiEndpoint"] == true)
            {
                throw GatewayFault.Forbidden();
            }

            MethodMatcher.Find(call);
            AccessGate.ResourcePolicyAndAuthorization(call);
            ApiKeyGate.Check(call);
            RequestValidation.Check(call);
            return Finish(call, Integration.Run(call));
        }
        catch (GatewayFault fault)
        {
            return GatewayAnswer.Of(call, fault);
        }
    }

    private static LabResponse Finish(GatewayCall call, LabResponse response) => response.Later is not { } later
        ? GatewayAnswer.Stamp(call, response)
        : LabResponse.After(async stop =>
        {
            try
            {
                return GatewayAnswer.Stamp(call, await later(stop).ConfigureAwait(false));
            }
            catch (GatewayFault fault)
            {
                return GatewayAnswer.Of(call, fault);
            }
        });

    private static LabRestApi FindApi(GatewayCall call)
    {
        // The header wins over Host: it is there for callers who can't set Host.
        call.RestApiId = call.Request.Header("x-apigw-api-id") ?? Paths.ApiHost.Parse(call.Request.Host.Split(':')[0]).RestApiId ?? throw GatewayFault.Forbidden();
        (string account, LabRestApi api) = LabApis.Find(call.Store, call.Region, call.RestApiId) ?? throw GatewayFault.Forbidden();
        call.AccountId = account;

        // An endpoint leads to private APIs only, and private APIs have no other door.
        return api.IsPrivate == (call.Arrival.Endpoint is not null) ? api : throw GatewayFault.Forbidden();
    }

    private static void FindStageName(GatewayCall call)
    {
        string[] parts = call.Request.RawPath.TrimStart('/').Split('/', 2);
        call.StageName = Uri.UnescapeDataString(parts[0]);
        call.Path = "/" + (parts.Length > 1 ? parts[1] : string.Empty);
    }

    private static LabDeployment? FindDeployment(GatewayCall call, LabRestApi api)
    {
        if (!api.Stages.TryGetValue(call.StageName, out JsonObject? stage))
        {
            return null;
        }

        string? deploymentId = (string?)stage["deploymentId"];
        JsonObject variables = stage["variables"] is JsonObject own ? (JsonObject)own.DeepClone() : [];
        if (stage["canarySettings"] is JsonObject canary && (double?)canary["percentTraffic"] is { } percent && call.Store.Ids.Chance(percent / 100))
        {
            deploymentId = (string?)canary["deploymentId"] ?? deploymentId;
            foreach ((string name, JsonNode? value) in canary["stageVariableOverrides"] as JsonObject ?? [])
            {
                variables[name] = value?.DeepClone();
            }
        }

        call.StageVariables = variables;
        return api.Deployments.GetValueOrDefault(deploymentId ?? string.Empty);
    }
}
