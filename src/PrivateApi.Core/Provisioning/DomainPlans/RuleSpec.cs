using PrivateApi.Aws.Clients.ApiGatewayV2;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>A routing rule that a private custom domain name is to have.</summary>
/// <param name="Priority">Its place, from 1 to 1,000,000.</param>
/// <param name="BasePaths">Base paths of which the call's path begins with one; none for every path.</param>
/// <param name="Headers">Headers with the patterns of their values, all of which have to be met.</param>
/// <param name="RestApiId">The API.</param>
/// <param name="StageName">The stage.</param>
/// <param name="StripBasePath">True when the API does not see the base path.</param>
internal sealed record RuleSpec(
    int Priority,
    IReadOnlyList<string> BasePaths,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    string RestApiId,
    string StageName,
    bool StripBasePath
)
{
    /// <summary>What is sent for it.</summary>
    public CreateRoutingRuleRequest Request(string name, string id)
    {
        List<RoutingRuleCondition> conditions =
        [
            .. Headers.Select(header => new RoutingRuleCondition
            {
                MatchHeaders = new RoutingRuleMatchHeaders
                {
                    AnyOf = [new RoutingRuleMatchHeaderValue { Header = header.Key, ValueGlob = header.Value }],
                },
            }),
        ];
        if (BasePaths.Count > 0)
        {
            conditions.Add(new RoutingRuleCondition { MatchBasePaths = new RoutingRuleMatchBasePaths { AnyOf = [.. BasePaths] } });
        }

        return new CreateRoutingRuleRequest
        {
            DomainName = name,
            DomainNameId = id,
            Priority = Priority,
            Conditions = conditions,
            Actions =
            [
                new RoutingRuleAction
                {
                    InvokeApi = new RoutingRuleActionInvokeApi
                    {
                        ApiId = RestApiId,
                        Stage = StageName,
                        StripBasePath = StripBasePath,
                    },
                },
            ],
        };
    }

    /// <summary>What a rule that is there says, and this one, in one form.</summary>
    public static string Text(RoutingRule rule)
    {
        Model.DomainRule shown = RoutingRules.Describe(rule);
        return Text(shown.BasePath, shown.Header, shown.RestApiId, shown.StageName, shown.StripBasePath);
    }

    public override string ToString() =>
        Text(BasePaths, [.. Headers.Select(header => $"{header.Key}={header.Value}")], RestApiId, StageName, StripBasePath);

    private static string Text(IReadOnlyList<string> paths, IReadOnlyList<string> headers, string api, string stage, bool strips) =>
        string.Join(
            ", ",
            [
                .. paths.Count > 0 ? (string[])[$"base path {string.Join(" or ", paths.Order(StringComparer.Ordinal))}"] : [],
                .. headers.Order(StringComparer.Ordinal),
                $"to {api}/{stage}{(strips ? " without the base path" : string.Empty)}",
            ]
        );
}
