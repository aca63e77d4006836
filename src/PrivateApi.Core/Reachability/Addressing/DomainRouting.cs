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
        return Array.Find(routes, route => IsCertain(route, call) && route.Before.Count == 0)
            ?? Array.Find(routes, route => IsCertain(route, call))
            ?? Array.Find(routes, route => route.Leads)
            ?? routes.FirstOrDefault()
            ?? Elsewhere(domain, call, new DomainRoute(MeantPath(domain, call), null, null, [], null));
    }

    /// <summary>Ids of the rules with conditions on headers that a request's headers meet.</summary>
    public static IReadOnlyList<string> MetBy(IEnumerable<DomainFact> domains, Func<string, string?> header) =>
        [
            .. domains
                .SelectMany(domain => domain.Rules)
                .Where(rule => rule.Headers.Count > 0 && Meets(rule, header))
                .Select(rule => rule.Id),
        ];

    /// <summary>
    /// A rule that leads to the call's stage, and whose base paths the call's path does not begin with, as it would have to: they are not
    /// stripped. Null for none.
    /// </summary>
    public static RoutingRuleFact? Unstripped(DomainFact domain, PathCall call) =>
        call.UrlPath is not null
            ? null
            : InOrder(domain).FirstOrDefault(rule => IsTo(rule, call) && !rule.StripsBasePath && BasePathOf(rule, call.Path) is null);

    private static bool IsCertain(DomainRoute route, PathCall call) =>
        route.Leads && (route.Rule is null || Meets(route.Rule, call) == true);

    private static bool IsTo(RoutingRuleFact rule, PathCall call) => rule.RestApiId == call.RestApiId && rule.StageName == call.StageName;

    private static bool? Meets(RoutingRuleFact rule, PathCall call) => rule.Headers.Count == 0 ? true : call.MetRules?.Contains(rule.Id);

    private static string MeantPath(DomainFact domain, PathCall call) =>
        call.UrlPath ?? (HasMappings(domain) ? BasePaths.Meant(domain, call).Select(way => way.Path).FirstOrDefault() : null) ?? call.Path;

    private static IEnumerable<DomainRoute> Routes(DomainFact domain, PathCall call)
    {
        foreach (RoutingRuleFact rule in InOrder(domain).Where(item => IsTo(item, call) && Meets(item, call) != false))
        {
            foreach (string basePath in rule.BasePaths.Count == 0 ? [string.Empty] : rule.BasePaths)
            {
                string path =
                    rule.StripsBasePath && basePath.Length > 0 ? $"/{basePath}{(call.Path == "/" ? string.Empty : call.Path)}" : call.Path;
                if (PathBelow(rule, path) == call.Path && BasePaths.IsOfUrl(call, path))
                {
                    yield return Elsewhere(domain, call, new DomainRoute(call.UrlPath ?? path, rule, null, [], null));
                }
            }
        }

        foreach ((string mapped, DomainMappingFact mapping) in HasMappings(domain) ? BasePaths.Leading(domain, call) : [])
        {
            yield return Elsewhere(domain, call, new DomainRoute(mapped, null, mapping, [], null));
        }
    }

    /// <summary>The same with the rules that come before it.</summary>
    private static DomainRoute Elsewhere(DomainFact domain, PathCall call, DomainRoute route)
    {
        // One that leads to the same takes nothing away.
        RoutingRuleFact[] before =
        [
            .. InOrder(domain)
                .TakeWhile(item => item != route.Rule)
                .Where(item =>
                    BasePathOf(item, route.Path) is not null
                    && Meets(item, call) != false
                    && !(IsTo(item, call) && PathBelow(item, route.Path) == call.Path)
                ),
        ];
        return route with
        {
            Before = [.. before.Where(item => Meets(item, call) is null)],
            Instead = Array.Find(before, item => Meets(item, call) == true),
        };
    }

    /// <summary>The path that a rule hands on to its stage; null where it does not take the URL's.</summary>
    public static string? PathBelow(RoutingRuleFact rule, string path)
    {
        string whole = path.TrimStart('/');
        return BasePathOf(rule, whole) is not { } basePath
            ? null
            : "/" + (rule.StripsBasePath && basePath.Length > 0 ? whole[basePath.Length..].TrimStart('/') : whole);
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
