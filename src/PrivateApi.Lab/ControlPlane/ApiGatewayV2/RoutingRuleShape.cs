using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;

namespace PrivateApi.Lab.ControlPlane.ApiGatewayV2;

/// <summary>
/// What a routing rule may hold: a priority from 1 to 1,000,000, at most two header conditions and one of base paths, one action, and a
/// stage of a REST API that is private where the domain name is (API Gateway guide, "Routing rules to connect API stages to a custom
/// domain name for REST APIs").
/// </summary>
internal static class RoutingRuleShape
{
    public static void Check(ApiCall call, LabDomainName domain)
    {
        if (call.Body["priority"] is not JsonValue value || !value.TryGetValue(out int priority) || priority is < 1 or > 1_000_000)
        {
            throw ApiFault.BadRequest("Priority must be between 1 and 1000000");
        }

        JsonArray conditions = call.Array("conditions") ?? [];
        if (
            conditions.Count(item => item?["matchHeaders"] is not null) > 2
            || conditions.Count(item => item?["matchBasePaths"] is not null) > 1
        )
        {
            throw ApiFault.BadRequest("A routing rule can have up to two header conditions and one base path condition");
        }

        if (call.Array("actions") is not [JsonObject action] || action["invokeApi"] is not JsonObject invoke)
        {
            throw ApiFault.BadRequest("A routing rule must have one action");
        }

        string id = (string?)invoke["apiId"] ?? string.Empty;
        LabRestApi api = call.State.RestApis.GetValueOrDefault(id) ?? throw ApiFault.BadRequest($"Invalid API identifier specified {id}");
        if (!api.Stages.ContainsKey((string?)invoke["stage"] ?? string.Empty))
        {
            throw ApiFault.BadRequest("Invalid stage identifier specified");
        }

        if (api.IsPrivate != domain.IsPrivate)
        {
            throw ApiFault.BadRequest("A private custom domain name routes to private APIs only, and a public one to public APIs");
        }
    }
}
