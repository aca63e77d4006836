using PrivateApi.Facts;

namespace PrivateApi.Reachability.Addressing;

/// <summary>
/// Routing rules of a custom domain: by priority, and before any base path (API Gateway guide, "Routing rules to connect API stages to a
/// custom domain name for REST APIs").
/// </summary>
internal static class DomainRouting
{
    /// <summary>True when the domain's mode looks at rules.</summary>
    public static bool HasRules(DomainFact domain) => domain.RoutingMode?.StartsWith("ROUTING_RULE", StringComparison.Ordinal) == true;

    /// <summary>True when the domain's mode looks at base paths.</summary>
    public static bool HasMappings(DomainFact domain) => domain.RoutingMode != "ROUTING_RULE_ONLY";

    /// <summary>The rule that takes a request; null when none does.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="path">The whole path of the URL.</param>
    /// <param name="header">The value of a header; null for none.</param>
    public static RoutingRuleFact? Taking(DomainFact domain, string path, Func<string, string?> header) =>
        HasRules(domain) ? InOrder(domain).FirstOrDefault(rule => BasePathOf(rule, path) is not null && Meets(rule, header)) : null;

    /// <summary>The base path of a rule that a path begins with, empty for a rule without; null when it does not match.</summary>
    public static string? BasePathOf(RoutingRuleFact rule, string path)
    {
        if (rule.BasePaths.Count == 0)
        {
            return string.Empty;
        }

        string whole = path.TrimStart('/');
        return rule.BasePaths.FirstOrDefault(item => whole == item || whole.StartsWith(item + "/", StringComparison.Ordinal));
    }

    /// <summary>The path of the URL by which a call reaches its stage.</summary>
    public static string PathOf(DomainFact domain, PathCall call) =>
        HasRules(domain) ? Match(domain, call).Path : BasePaths.Match(domain, call).Path;

    /// <summary>The way of a call to its stage: the first rule that leads there, or else a base path.</summary>
    public static DomainRoute Match(DomainFact domain, PathCall call)
    {
        DomainRoute[] routes = [.. Routes(domain, call)];
        return Array.Find(routes, route => route is { Leads: true, Rule: null or { Headers.Count: 0 } })
            ?? Array.Find(routes, route => route.Leads)
            ?? routes.FirstOrDefault()
            ?? Elsewhere(domain, new DomainRoute(MeantPath(domain, call), null, null, [], null));
    }

    private static string MeantPath(DomainFact domain, PathCall call) =>
        call.UrlPath ?? (HasMappings(domain) ? BasePaths.Meant(domain, call).Select(way => way.Path).FirstOrDefault() : null) ?? call.Path;

    private static IEnumerable<DomainRoute> Routes(DomainFact domain, PathCall call)
    {
        foreach (
            RoutingRuleFact rule in InOrder(domain).Where(item => item.RestApiId == call.RestApiId && item.StageName == call.StageName)
        )
        {
            foreach (string basePath in rule.BasePaths.Count == 0 ? [string.Empty] : rule.BasePaths)
            {
                string path =
                    rule.StripsBasePath && basePath.Length > 0 ? $"/{basePath}{(call.Path == "/" ? string.Empty : call.Path)}" : call.Path;
                if (BasePathOf(rule, path) is not null && BasePaths.IsOfUrl(call, path))
                {
                    yield return Elsewhere(domain, new DomainRoute(call.UrlPath ?? path, rule, null, [], null));
                }
            }
        }

        if (HasMappings(domain) && BasePaths.Match(domain, call) is { Mapping: { } mapping, Path: var mapped })
        {
            yield return Elsewhere(domain, new DomainRoute(mapped, null, mapping, [], null));
        }
    }

    /// <summary>The same with the rules that come before it.</summary>
    private static DomainRoute Elsewhere(DomainFact domain, DomainRoute route)
    {
        RoutingRuleFact[] before =
        [
            .. InOrder(domain).TakeWhile(item => item != route.Rule).Where(item => BasePathOf(item, route.Path) is not null),
        ];
        return route with
        {
            Before = [.. before.Where(item => item.Headers.Count > 0)],
            Instead = Array.Find(before, item => item.Headers.Count == 0),
        };
    }

    private static IEnumerable<RoutingRuleFact> InOrder(DomainFact domain) => domain.Rules.OrderBy(rule => rule.Priority);

    private static bool Meets(RoutingRuleFact rule, Func<string, string?> header) =>
        rule.Headers.All(condition => condition.AnyOf.Any(item => header(item.Name) is { } value && Fits(item.Value, value)));

    // "Match headers conditions": the value may begin and end with a wildcard, and its case matters.
    private static bool Fits(string pattern, string value)
    {
        string text = pattern.Trim('*');
        return (pattern.StartsWith('*'), pattern.EndsWith('*')) switch
        {
            (true, true) => value.Contains(text, StringComparison.Ordinal),
            (true, false) => value.EndsWith(text, StringComparison.Ordinal),
            (false, true) => value.StartsWith(text, StringComparison.Ordinal),
            _ => value == text,
        };
    }
}
