using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.ApiGatewayV2;
using PrivateApi.Facts;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>What a custom domain name was read to lead to, as facts.</summary>
internal static class RouteFacts
{
    /// <summary>A base path.</summary>
    public static DomainMappingFact Mapping(BasePathMapping mapping) =>
        new()
        {
            BasePath = mapping.BasePath is null or DomainWrites.Root ? string.Empty : mapping.BasePath,
            RestApiId = mapping.RestApiId ?? string.Empty,
            StageName = string.IsNullOrEmpty(mapping.Stage) ? null : mapping.Stage,
        };

    /// <summary>A routing rule.</summary>
    public static RoutingRuleFact Rule(RoutingRule rule)
    {
        RoutingRuleActionInvokeApi? invoke = rule.Actions.Select(action => action.InvokeApi).FirstOrDefault();
        return new RoutingRuleFact
        {
            Id = rule.RoutingRuleId,
            Priority = rule.Priority,
            BasePaths = [.. rule.Conditions.SelectMany(item => item.MatchBasePaths?.AnyOf ?? [])],
            Headers =
            [
                .. rule
                    .Conditions.Select(item => item.MatchHeaders)
                    .OfType<RoutingRuleMatchHeaders>()
                    .Select(item => new HeaderConditionFact
                    {
                        AnyOf = [.. item.AnyOf.Select(match => new HeaderMatchFact { Name = match.Header, Value = match.ValueGlob })],
                    }),
            ],
            RestApiId = invoke?.ApiId ?? string.Empty,
            StageName = invoke?.Stage ?? string.Empty,
            StripsBasePath = invoke?.StripBasePath == true,
        };
    }
}
