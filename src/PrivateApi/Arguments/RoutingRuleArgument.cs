using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PrivateApi.Errors;
using PrivateApi.Provisioning.DomainPlans;

namespace PrivateApi.Arguments;

/// <summary>Reads <c>-RoutingRule @{ Priority = 10; BasePath = 'v2'; RestApiId = 'a1b2c3d4e5'; StageName = 'prod' }</c>.</summary>
internal static class RoutingRuleArgument
{
    private const int MostPriority = 1_000_000;

    private static readonly string[] Keys = ["Priority", "BasePath", "Header", "RestApiId", "StageName", "StripBasePath"];

    /// <exception cref="PrivateApiException"><c>InvalidRoutingRule</c>.</exception>
    public static RuleSpec Read(IDictionary rule)
    {
        if (rule.Keys.Cast<object>().FirstOrDefault(key => !Keys.Contains(key.ToString(), StringComparer.OrdinalIgnoreCase)) is { } other)
        {
            throw Invalid($"has '{other}', which is none of {string.Join(", ", Keys)}");
        }

        if (
            !int.TryParse(Text(rule, "Priority"), NumberStyles.None, CultureInfo.InvariantCulture, out int priority)
            || priority is < 1 or > MostPriority
        )
        {
            throw Invalid("needs a Priority from 1 to 1000000");
        }

        return new RuleSpec(
            priority,
            Texts(Value(rule, "BasePath")),
            Headers(Value(rule, "Header")),
            Text(rule, "RestApiId") ?? throw Invalid("needs the RestApiId that it leads to"),
            Text(rule, "StageName") ?? throw Invalid("needs the StageName that it leads to"),
            Strips(Value(rule, "StripBasePath"))
        );
    }

    // PowerShell takes every text for true, 'false' too.
    private static bool Strips(object? value) =>
        value switch
        {
            null => false,
            bool strips => strips,
            SwitchParameter strips => strips.IsPresent,
            string text when bool.TryParse(text, out bool strips) => strips,
            _ => throw Invalid($"needs its StripBasePath as $true or $false, not '{value}'"),
        };

    private static object? Value(IDictionary rule, string key) =>
        rule.Keys.Cast<object>().FirstOrDefault(name => string.Equals(name.ToString(), key, StringComparison.OrdinalIgnoreCase))
            is { } found
            ? JsonArgument.Unwrap(rule[found])
            : null;

    private static string? Text(IDictionary rule, string key) =>
        LanguagePrimitives.ConvertTo<string>(Value(rule, key)) is { Length: > 0 } text ? text : null;

    private static string[] Texts(object? value) =>
        value switch
        {
            null => [],
            string text => [text],
            IEnumerable list => [.. list.Cast<object>().Select(item => item.ToString()!)],
            _ => [value.ToString()!],
        };

    private static KeyValuePair<string, string>[] Headers(object? value) =>
        value switch
        {
            null => [],
            IDictionary { Count: <= 2 } map =>
            [
                .. map.Keys.Cast<object>().Select(key => KeyValuePair.Create(key.ToString()!, map[key]?.ToString() ?? string.Empty)),
            ],
            IDictionary => throw Invalid("has more than two headers, the most that API Gateway takes"),
            _ => throw Invalid("needs its Header as a hashtable: @{ 'x-version' = 'beta*' }"),
        };

    private static PrivateApiException Invalid(string what) =>
        new("InvalidRoutingRule", FaultKind.InvalidArgument, $"A routing rule {what}.");
}
