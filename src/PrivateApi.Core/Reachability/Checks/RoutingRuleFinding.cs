using PrivateApi.Facts;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Reachability.Checks;

/// <summary>Where a custom domain with routing rules leads a call.</summary>
internal static class RoutingRuleFinding
{
    public static Finding Of(EvaluationContext evaluation, DomainFact domain)
    {
        if (evaluation.Snapshot.Missing("RoutingRule") is { } denied)
        {
            return Finding.Skipped($"the routing rules of {domain.Name} could not be read: {denied.Permission} is denied");
        }

        DomainRoute route = DomainRouting.Match(domain, evaluation.Call);
        string stage = $"{evaluation.Call.RestApiId}/{evaluation.Call.StageName}";
        string from = $"{domain.Name} ({domain.RoutingMode})";
        string way = route.Rule is { } rule ? $"{Describe(rule)} of {from}" : $"base path '{route.Mapping?.BasePath}' of {from}";
        return route switch
        {
            { Instead: { } other } => Finding.Refused(
                $"{Describe(other)} of {from} takes {route.Path} to {other.RestApiId}/{other.StageName} before anything leads to {stage}",
                null,
                null
            ),

            // A base path leads there, and a longer one takes the call.
            { Leads: false } when Taking(evaluation.Call, domain, route.Path) is { } taking => Finding.Refused(
                $"base path '{taking.BasePath}' of {from} takes {route.Path} to {taking.RestApiId}/{taking.StageName}, not to {stage}",
                null,
                null
            ),

            // That the answer is the same as on an unmapped base path is assumed.
            { Leads: false } when DomainRouting.Unstripped(domain, evaluation.Call) is { } kept => Finding.Refused(
                $"{Describe(kept)} of {from} leads to {stage} and does not strip its base path, so that only paths of the API that begin "
                    + $"with {string.Join(" or ", kept.BasePaths.Select(item => "/" + item))} are called by it; "
                    + $"{evaluation.Call.Path} does not",
                null,
                DeniedAnswer.Forbidden
            ),
            { Leads: false } when evaluation.Call.UrlPath is not null => Finding.Refused(
                $"no routing rule{(DomainRouting.HasMappings(domain) ? " and no base path" : string.Empty)} of {from} takes {route.Path}",
                null,
                DeniedAnswer.Forbidden
            ),
            { Leads: false } => Finding.Refused(
                $"no routing rule{(DomainRouting.HasMappings(domain) ? " and no base path" : string.Empty)} of {from} leads to {stage}",
                null,
                DeniedAnswer.Forbidden
            ),
            { Rule.Headers: { Count: > 0 } headers } when evaluation.Call.MetRules is null => Finding.Skipped(
                $"{way} leads to {stage} only if the call carries {Describe(headers)}; its headers are not known, -Header gives them"
            ),
            { Before: [var first, ..] } => Finding.Warning(
                $"{way} leads to {stage}, unless the call carries {Describe(first.Headers)}: then {Describe(first)} takes it to "
                    + $"{first.RestApiId}/{first.StageName}"
            ),
            { Rule.Headers: { Count: > 0 } headers } => Finding.Passed(
                $"{way} leads to {stage}, since the call carries {Describe(headers)}"
            ),
            _ => Finding.Passed($"{way} leads to {stage}"),
        };
    }

    private static DomainMappingFact? Taking(PathCall call, DomainFact domain, string path) =>
        DomainRouting.HasMappings(domain) && BasePaths.Meant(domain, call).Any() ? BasePaths.Taking(domain, path) : null;

    private static string Describe(RoutingRuleFact rule) => $"routing rule {rule.Id} (priority {rule.Priority})";

    private static string Describe(IEnumerable<HeaderConditionFact> conditions) =>
        string.Join(
            " and ",
            conditions.Select(condition => string.Join(" or ", condition.AnyOf.Select(item => $"{item.Name}: {item.Value}")))
        );
}
