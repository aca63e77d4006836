using System.Text.Json.Nodes;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.DataPlane;

/// <summary>The lab's custom domain names as facts, with the endpoints of all accounts that are associated with them.</summary>
internal static class DomainFacts
{
    public static IEnumerable<DomainFact> Build(LabStore store, string region)
    {
        (string AccountId, string Region, ApiGatewayState State)[] states =
        [
            .. store.All<ApiGatewayState>().Where(item => item.Region == region),
        ];
        LabDomainAccessAssociation[] associations =
        [
            .. states.SelectMany(item => item.State.DomainAccessAssociations).Where(item => item.ReadyAt <= store.Now),
        ];
        return states
            .SelectMany(item => item.State.DomainNames.Values)
            .Select(domain => new DomainFact
            {
                Name = domain.Name,
                Id = domain.Id ?? string.Empty,
                IsPublic = !domain.IsPrivate,
                TargetName = (string?)domain.Wire["regionalDomainName"] ?? (string?)domain.Wire["distributionDomainName"],
                OwnerId = domain.OwnerId,
                Policy = domain.Policy,
                Status = domain.StatusAt(store.Now),
                Associated = [.. associations.Where(item => item.DomainNameArn == domain.Arn).Select(item => item.VpcEndpointId)],
                RoutingMode = domain.RoutingMode,
                Rules = [.. domain.RoutingRules.Values.Select(Rule)],
                Mappings = [.. domain.BasePathMappings.Select(item => Mapping(item.Key, item.Value))],
            });
    }

    private static RoutingRuleFact Rule(JsonObject rule)
    {
        JsonObject[] conditions = [.. ((JsonArray)rule["conditions"]!).OfType<JsonObject>()];
        JsonNode invoke = rule["actions"]![0]!["invokeApi"]!;
        return new RoutingRuleFact
        {
            Id = (string)rule["routingRuleId"]!,
            Priority = (int)rule["priority"]!,
            BasePaths = [.. conditions.SelectMany(item => AnyOf(item["matchBasePaths"])).Select(item => (string)item!)],
            Headers =
            [
                .. conditions
                    .Where(item => item["matchHeaders"] is not null)
                    .Select(item => new HeaderConditionFact { AnyOf = [.. AnyOf(item["matchHeaders"]).Select(Header)] }),
            ],
            RestApiId = (string)invoke["apiId"]!,
            StageName = (string)invoke["stage"]!,
            StripsBasePath = (bool?)invoke["stripBasePath"] == true,
        };
    }

    private static IEnumerable<JsonNode?> AnyOf(JsonNode? condition) => condition?["anyOf"] as JsonArray ?? [];

    private static HeaderMatchFact Header(JsonNode? item) => new() { Name = (string)item!["header"]!, Value = (string)item["valueGlob"]! };

    private static DomainMappingFact Mapping(string path, JsonObject mapping) =>
        new()
        {
            BasePath = path == "(none)" ? string.Empty : path,
            RestApiId = (string)mapping["restApiId"]!,
            StageName = (string?)mapping["stage"],
        };
}
