using PrivateApi.Aws.Clients.ApiGatewayV2;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Model;

namespace PrivateApi.Resources;

/// <summary>The routing rules of a custom domain name.</summary>
internal static class RoutingRules
{
    public static Task<List<RoutingRule>> ListAsync(AwsSession session, string name, string? id, CancellationToken stop) =>
        Pages.ListAsync(
            new ListRoutingRulesRequest { DomainName = name, DomainNameId = id },
            session.ApiGatewayV2.ListRoutingRulesAsync,
            page => page.RoutingRules,
            stop
        );

    /// <summary>A rule as this module shows it.</summary>
    public static DomainRule Describe(RoutingRule rule)
    {
        RoutingRuleActionInvokeApi? invoke = rule.Actions.Select(action => action.InvokeApi).FirstOrDefault();
        return new DomainRule
        {
            RoutingRuleId = rule.RoutingRuleId,
            Priority = rule.Priority,
            BasePath = rule.Conditions.SelectMany(item => item.MatchBasePaths?.AnyOf ?? []).ToArray(),
            Header = rule
                .Conditions.Select(item => item.MatchHeaders)
                .OfType<RoutingRuleMatchHeaders>()
                .Select(item => string.Join(" or ", item.AnyOf.Select(match => $"{match.Header}={match.ValueGlob}")))
                .ToArray(),
            RestApiId = invoke?.ApiId ?? string.Empty,
            StageName = invoke?.Stage ?? string.Empty,
            StripBasePath = invoke?.StripBasePath == true,
        };
    }
}
