using System.Globalization;
using PrivateApi.Facts;

namespace PrivateApi.Reachability.Waf;

/// <summary>What the rules of a web ACL look at, in words.</summary>
internal static class WebAclWords
{
    // AWS WAF guide, "Baseline rule groups" and "Bot Control rule group": what meets a client that is no browser.
    private static readonly Dictionary<string, (string Rule, string What)[]> Known = new(StringComparer.Ordinal)
    {
        ["AWS/AWSManagedRulesCommonRuleSet"] =
        [
            ("NoUserAgent_HEADER", "no User-Agent header"),
            ("SizeRestrictions_BODY", "a body over 8 KB"),
        ],
        ["AWS/AWSManagedRulesBotControlRuleSet"] =
        [
            ("SignalNonBrowserUserAgent", "a User-Agent of no browser"),
            ("CategoryHttpLibrary", "a User-Agent of curl or an HTTP library"),
        ],
    };

    /// <summary>Rules, each with what it looks at.</summary>
    public static string Of(IEnumerable<WebAclRuleFact> rules) =>
        string.Join("; ", rules.Select(rule => $"{rule.Name} ({Of(rule.Statement)}, action {ActionOf(rule)})"));

    /// <summary>A statement.</summary>
    public static string Of(WebAclStatementFact statement) =>
        statement.Kind switch
        {
            "And" => string.Join(" and ", statement.Parts.Select(Of)),
            "Or" => string.Join(" or ", statement.Parts.Select(Of)),
            "Not" => $"not ({string.Join(", ", statement.Parts.Select(Of))})",
            "IPSetReference" => $"{Address(statement)} is in IP set {NameIn(statement.Arn)}",
            "GeoMatch" => $"{Address(statement)} belongs to {string.Join(", ", statement.Values)}, and a private one belongs to no country",
            "AsnMatch" => $"the network that {Address(statement)} belongs to",
            "RateBased" => string.Create(
                CultureInfo.InvariantCulture,
                $"more than {statement.Limit} requests in its window{Scope(statement)}"
            ),
            "ManagedRuleGroup" => $"managed rule group {statement.Group}{Examples(statement)}{Scope(statement)}",
            "RuleGroupReference" => $"rule group {NameIn(statement.Arn)}",
            "LabelMatch" => "labels that other rules set",
            "ByteMatch" when statement.Text is { } text => $"{Field(statement)} {Constraint(statement.Constraint)} '{text}'",
            "SqliMatch" => $"SQL code in {Field(statement)}",
            "XssMatch" => $"scripts in {Field(statement)}",
            "SizeConstraint" => $"the size of {Field(statement)}",
            _ => statement.Field is null ? $"statement {statement.Kind}" : Field(statement),
        };

    private static string ActionOf(WebAclRuleFact rule) => rule.Action.Kind == "None" ? "of its rules" : rule.Action.Kind;

    private static string Address(WebAclStatementFact statement) =>
        statement.IsForwarded ? "the address in a header" : "the source address";

    private static string Scope(WebAclStatementFact statement) =>
        statement.Parts.Count > 0 ? $", where {string.Join(", ", statement.Parts.Select(Of))}" : string.Empty;

    private static string Examples(WebAclStatementFact statement)
    {
        string[] rules =
        [
            .. (Known.GetValueOrDefault(statement.Group ?? string.Empty) ?? [])
                .Where(item => !statement.Values.Contains(item.Rule))
                .Select(item => $"{item.Rule}: {item.What}"),
        ];
        return rules.Length > 0 ? $" (for instance {string.Join("; ", rules)})" : string.Empty;
    }

    private static string Field(WebAclStatementFact statement) =>
        statement.Field?.Split(' ', 2) switch
        {
            ["UriPath"] => "the path",
            ["Method"] => "the method",
            ["QueryString" or "AllQueryArguments", ..] => "the query",
            ["SingleQueryArgument", var name] => $"query parameter {name}",
            ["SingleHeader", var name] => $"header {name}",
            ["Body" or "JsonBody", ..] => "the body",
            ["Headers" or "HeaderOrder", ..] => "the headers",
            ["Cookies", ..] => "the cookies",
            [var other, ..] => other,
            _ => "the request",
        };

    private static string Constraint(string? constraint) =>
        constraint switch
        {
            "EXACTLY" => "is",
            "STARTS_WITH" => "starts with",
            "ENDS_WITH" => "ends with",
            _ => "contains",
        };

    // arn:aws:wafv2:eu-west-1:123456789012:regional/ipset/office/0a1b…
    private static string NameIn(string? arn) => arn?.Split('/') is [_, _, var name, ..] ? name : arn ?? "(unknown)";
}
