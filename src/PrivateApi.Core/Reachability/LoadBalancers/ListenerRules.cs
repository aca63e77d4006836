using System.Text.RegularExpressions;
using PrivateApi.Facts;

namespace PrivateApi.Reachability.LoadBalancers;

/// <summary>
/// Which rule of a listener takes a request: the first whose conditions all hold (Application Load Balancer guide, "Listener
/// rules"). Of headers, query and source address the facts know nothing.
/// </summary>
internal static partial class ListenerRules
{
    /// <summary>The rule that takes the request, and one before it of which that is not known; null for none.</summary>
    public static (ListenerRuleFact? Taking, ListenerRuleFact? Perhaps) Choose(
        IReadOnlyList<ListenerRuleFact> rules,
        string host,
        string path,
        string method
    )
    {
        ListenerRuleFact? perhaps = null;
        foreach (ListenerRuleFact rule in rules)
        {
            bool?[] held = [.. rule.Conditions.Select(condition => Holds(condition, host, path, method))];
            if (Array.TrueForAll(held, item => item == true))
            {
                return (rule, perhaps);
            }

            perhaps ??= Array.TrueForAll(held, item => item != false) ? rule : null;
        }

        return (null, perhaps);
    }

    /// <summary>
    /// The Host after the rule's rewrites (Application Load Balancer guide, "Transforms for listener rules"); null for a pattern that is
    /// not understood.
    /// </summary>
    public static string? HostAfter(ListenerRuleFact rule, string host)
    {
        try
        {
            return rule.HostRewrites.Aggregate(
                host,
                (text, rewrite) => Regex.Replace(text, rewrite.Regex, rewrite.Replace, RegexOptions.NonBacktracking)
            );
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static bool? Holds(RuleConditionFact condition, string host, string path, string method) =>
        condition.Field switch
        {
            "host-header" => Any(condition, host, StringComparison.OrdinalIgnoreCase),
            "path-pattern" => Any(condition, path, StringComparison.Ordinal),
            "http-request-method" => condition.Values.Contains(method),
            _ => null,
        };

    private static bool Any(RuleConditionFact condition, string text, StringComparison comparison) =>
        condition.Values.Any(pattern => Like(pattern, text, comparison));

    private static bool Like(string pattern, string text, StringComparison comparison) =>
        Regex.IsMatch(
            text,
            "^" + Wildcards().Replace(Regex.Escape(pattern), match => match.Value == @"\*" ? ".*" : ".") + "$",
            RegexOptions.NonBacktracking | (comparison == StringComparison.Ordinal ? RegexOptions.None : RegexOptions.IgnoreCase)
        );

    [GeneratedRegex(@"\\[*?]")]
    private static partial Regex Wildcards();
}
