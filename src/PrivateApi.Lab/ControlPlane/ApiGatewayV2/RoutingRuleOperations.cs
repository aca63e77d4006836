using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGatewayV2;

/// <summary>
/// CreateRoutingRule, GetRoutingRule, PutRoutingRule, DeleteRoutingRule, ListRoutingRules (API Gateway guide, "Routing rules to connect
/// API stages to a custom domain name for REST APIs"). The texts of refusals are assumed.
/// </summary>
internal static class RoutingRuleOperations
{
    private const string Path = "/v2/domainnames/{domain_name}/routingrules";

    private static readonly string One = Path + "/{routing_rule_id}";

    public static IEnumerable<Route> Routes =>
        [
            new("POST", Path, Create),
            new("GET", Path, List),
            new("GET", One, call => Answer.Ok(Answer.Copy(Find(call, DomainNameOperations.Find(call)).Value))),
            new("PUT", One, Put),
            new("DELETE", One, Delete),
        ];

    private static LabResponse List(ApiCall call) =>
        V2Page.Create(
            call,
            "routingRules",
            DomainNameOperations.Find(call).RoutingRules.Select(item => (item.Key.ToString("D7"), Answer.Copy(item.Value)))
        );

    private static KeyValuePair<int, JsonObject> Find(ApiCall call, LabDomainName domain) =>
        domain.RoutingRules.FirstOrDefault(item => (string?)item.Value["routingRuleId"] == call.Label("routing_rule_id"))
            is { Value: not null } found
            ? found
            : throw ApiFault.NotFound("Invalid routing rule identifier specified");

    private static LabResponse Create(ApiCall call)
    {
        LabDomainName domain = DomainNameOperations.Find(call);
        string id = call.NewId(6, taken => domain.RoutingRules.Values.Any(rule => (string?)rule["routingRuleId"] == taken));
        return Answer.Created(Answer.Copy(Keep(call, domain, id)));
    }

    private static LabResponse Put(ApiCall call)
    {
        LabDomainName domain = DomainNameOperations.Find(call);
        (int priority, JsonObject rule) = Find(call, domain);
        domain.RoutingRules.Remove(priority);
        try
        {
            return Answer.Ok(Answer.Copy(Keep(call, domain, call.Label("routing_rule_id"))));
        }
        catch (AwsFault)
        {
            domain.RoutingRules.Add(priority, rule);
            throw;
        }
    }

    private static LabResponse Delete(ApiCall call)
    {
        LabDomainName domain = DomainNameOperations.Find(call);
        domain.RoutingRules.Remove(Find(call, domain).Key);
        return Answer.Nothing(204);
    }

    private static JsonObject Keep(ApiCall call, LabDomainName domain, string id)
    {
        RoutingRuleShape.Check(call, domain);
        int priority = (int)call.Body["priority"]!;
        if (domain.RoutingRules.ContainsKey(priority))
        {
            throw ApiFault.Conflict($"A routing rule with priority {priority} already exists");
        }

        JsonObject rule = new()
        {
            ["routingRuleId"] = id,
            ["routingRuleArn"] =
                $"arn:{domain.Partition}:apigateway:{domain.Region}:{domain.OwnerId}:/domainnames/{domain.Key}/routingrules/{id}",
            ["priority"] = priority,
            ["conditions"] = call.Array("conditions") ?? [],
            ["actions"] = call.Array("actions") ?? [],
        };
        domain.RoutingRules.Add(priority, rule);
        return rule;
    }
}
