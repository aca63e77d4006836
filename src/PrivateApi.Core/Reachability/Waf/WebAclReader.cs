using System.Text;
using System.Text.Json;
using PrivateApi.Facts;

namespace PrivateApi.Reachability.Waf;

/// <summary>
/// Reads a web ACL as GetWebACL shows it (AWS WAF API reference, WebACL). What is not known to this module stays as its kind alone, which
/// decides nothing.
/// </summary>
internal static class WebAclReader
{
    private const string Suffix = "Statement";

    // Other headers, and queries, are compared with passwords: "requests that carry our header's value" is how a proxy proves itself.
    private static readonly string[] PlainFields = ["UriPath", "Method", "SingleHeader user-agent"];

    public static WebAclFact Read(JsonElement acl)
    {
        JsonElement? bodies = Member(acl, "CustomResponseBodies");
        return new WebAclFact
        {
            Arn = Text(acl, "ARN") ?? string.Empty,
            Name = Text(acl, "Name") ?? string.Empty,
            DefaultAction = Action(Member(acl, "DefaultAction"), bodies),
            Rules =
            [
                .. InOrder(acl, "PreProcessFirewallManagerRuleGroups", "FirewallManagerStatement", bodies),
                .. InOrder(acl, "Rules", Suffix, bodies),
                .. InOrder(acl, "PostProcessFirewallManagerRuleGroups", "FirewallManagerStatement", bodies),
            ],
        };
    }

    private static IEnumerable<WebAclRuleFact> InOrder(JsonElement acl, string list, string statement, JsonElement? bodies) =>
        Items(acl, list)
            .OrderBy(rule => Number(rule, "Priority") ?? 0)
            .Select(rule => new WebAclRuleFact
            {
                Name = Text(rule, "Name") ?? string.Empty,
                Action = Action(Member(rule, "Action") ?? Member(rule, "OverrideAction"), bodies),
                Statement = Statement(Member(rule, statement)),
            });

    private static WebAclActionFact Action(JsonElement? action, JsonElement? bodies)
    {
        if (Only(action) is not { } only)
        {
            return new WebAclActionFact { Kind = "None" };
        }

        JsonElement? custom = Member(only.Value, "CustomResponse");
        JsonElement? body =
            custom is { } answer && bodies is { } all && Text(answer, "CustomResponseBodyKey") is { } key ? Member(all, key) : null;
        return new WebAclActionFact
        {
            Kind = only.Name,
            StatusCode = custom is { } given ? (int?)Number(given, "ResponseCode") : null,
            Body = body is { } found ? Text(found, "Content") : null,
            ContentType = body is { } typed ? Text(typed, "ContentType") : null,
        };
    }

    private static WebAclStatementFact Statement(JsonElement? given)
    {
        if (Only(given) is not { } only)
        {
            return new WebAclStatementFact { Kind = "Unknown" };
        }

        JsonElement value = only.Value;
        string? field = Field(Member(value, "FieldToMatch"));
        JsonElement[] overrides = Items(value, "RuleActionOverrides");
        return new WebAclStatementFact
        {
            Kind = only.Name.EndsWith(Suffix, StringComparison.Ordinal) ? only.Name[..^Suffix.Length] : only.Name,
            Arn = Text(value, "ARN"),
            Group = Text(value, "VendorName") is { } vendor ? $"{vendor}/{Text(value, "Name")}" : null,
            Values = [.. Texts(value, "CountryCodes"), .. overrides.Where(item => Does(item, "Count")).Select(Name), .. Excluded(value)],
            AllowsInside = overrides.Any(item => Does(item, "Allow")),
            Limit = Number(value, "Limit"),
            Field = field,
            Text = PlainFields.Contains(field) ? Decoded(Text(value, "SearchString")) : null,
            Constraint = Text(value, "PositionalConstraint"),
            Transformations =
            [
                .. Items(value, "TextTransformations")
                    .OrderBy(item => Number(item, "Priority") ?? 0)
                    .Select(item => Text(item, "Type"))
                    .OfType<string>(),
            ],
            IsForwarded = (Member(value, "IPSetForwardedIPConfig") ?? Member(value, "ForwardedIPConfig")) is not null,
            Parts =
            [
                .. Items(value, "Statements").Select(item => Statement(item)),
                .. Member(value, Suffix) is { } inner ? (WebAclStatementFact[])[Statement(inner)] : [],
                .. Member(value, "ScopeDownStatement") is { } scope ? (WebAclStatementFact[])[Statement(scope)] : [],
            ],
        };
    }

    private static IEnumerable<string> Excluded(JsonElement group) => Items(group, "ExcludedRules").Select(Name);

    private static string Name(JsonElement item) => Text(item, "Name") ?? string.Empty;

    private static bool Does(JsonElement item, string action) => Only(Member(item, "ActionToUse"))?.Name == action;

    // A header with its name in lower case, as names of headers are compared.
    private static string? Field(JsonElement? field) =>
        Only(field) is { } only
            ? Text(only.Value, "Name") is { } name
                ? $"{only.Name} {name.ToLowerInvariant()}"
                : only.Name
            : null;

    private static string? Decoded(string? blob)
    {
        byte[] bytes = new byte[blob?.Length ?? 0];
        return blob is not null && Convert.TryFromBase64String(blob, bytes, out int count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : null;
    }

    // Actions, statements and fields are unions: an object with one member.
    private static JsonProperty? Only(JsonElement? union) =>
        union is { ValueKind: JsonValueKind.Object } item
            ? item.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object).Cast<JsonProperty?>().FirstOrDefault()
            : null;

    private static JsonElement? Member(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty(name, out JsonElement found)
        && found.ValueKind == JsonValueKind.Object
            ? found
            : null;

    private static JsonElement[] Items(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : [];

    private static IEnumerable<string> Texts(JsonElement item, string name) =>
        Items(item, name).Where(text => text.ValueKind == JsonValueKind.String).Select(text => text.GetString()!);

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private static long? Number(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty(name, out JsonElement number)
        && number.ValueKind == JsonValueKind.Number
        && number.TryGetInt64(out long value)
            ? value
            : null;
}
