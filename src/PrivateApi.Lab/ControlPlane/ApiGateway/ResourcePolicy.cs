using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// How API Gateway treats resource policies: <c>execute-api:/…</c> becomes a full ARN when saved, a list of one
/// principal or resource becomes a string, and answers contain the text with its quotes escaped once more.
/// </summary>
internal static class ResourcePolicy
{
    private const string Shorthand = "execute-api:/";

    /// <summary>Longest policy, in characters, unless the quota is raised.</summary>
    private const int MaximumLength = 8192;

    /// <summary>Reads a policy from a call or a definition; returns it as it is stored, or null for none.</summary>
    /// <exception cref="AwsFault">It is not a policy.</exception>
    public static string? Save(ApiCall call, string apiId, string? text)
    {
        string prefix = $"arn:{call.Service.Partition}:execute-api:{call.Service.Region}:{call.Service.AccountId}:{apiId}/";
        return Save(text, resource => prefix + resource[Shorthand.Length..], collapsesResources: true);
    }

    /// <summary>
    /// Reads a policy; the function replaces <c>execute-api:/…</c>. A list of one resource becomes a string in an API's policy; it is not
    /// known whether it does in a domain name's.
    /// </summary>
    /// <exception cref="AwsFault">It is not a policy.</exception>
    public static string? Save(string? text, Func<string, string> expand, bool collapsesResources = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        JsonObject policy = Parse(text);
        foreach (JsonObject statement in Statements(policy))
        {
            Expand(statement, "Resource", expand);
            Expand(statement, "NotResource", expand);
            CollapseKinds(statement, "Principal");
            CollapseKinds(statement, "NotPrincipal");
            if (collapsesResources)
            {
                Collapse(statement, "Resource");
                Collapse(statement, "NotResource");
            }
        }

        string saved = Answer.Text(policy);
        return saved.Length <= MaximumLength ? saved : throw Invalid();
    }

    /// <summary>The text in an answer: quotes, backslashes and slashes escaped, so that a reader unescapes twice.</summary>
    public static string Escape(string policy) =>
        policy
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("/", "\\/", StringComparison.Ordinal);

    public static AwsFault Invalid() =>
        ApiFault.BadRequest("Invalid policy document. Please check the policy syntax and ensure that Principals are valid.");

    private static JsonObject Parse(string text)
    {
        try
        {
            JsonObject policy = JsonText.Parse(text) as JsonObject ?? throw Invalid();
            bool sound = policy["Version"] is null || (Scalar.Loose(policy["Version"]) is "2012-10-17" or "2008-10-17");
            return sound && Statements(policy).Count > 0 && Statements(policy).All(IsSound) ? policy : throw Invalid();
        }
        catch (JsonException)
        {
            throw Invalid();
        }
    }

    private static List<JsonObject> Statements(JsonObject policy) =>
        policy["Statement"] switch
        {
            JsonObject one => [one],
            JsonArray many when many.All(item => item is JsonObject) => many.Cast<JsonObject>().ToList(),
            _ => [],
        };

    private static bool IsSound(JsonObject statement) =>
        Scalar.Loose(statement["Effect"]) is "Allow" or "Deny"
        && HasOne(statement, "Action", "NotAction")
        && HasOne(statement, "Resource", "NotResource")
        && (statement["Principal"] is null) != (statement["NotPrincipal"] is null)
        && IsPrincipal(statement["Principal"] ?? statement["NotPrincipal"])
        && statement["Condition"] is null or JsonObject;

    private static bool HasOne(JsonObject statement, string name, string opposite) =>
        (statement[name] is null) != (statement[opposite] is null) && Scalar.Texts(statement[name] ?? statement[opposite]).Count > 0;

    private static bool IsPrincipal(JsonNode? principal) =>
        principal switch
        {
            JsonObject kinds => kinds.Count > 0
                && kinds.All(kind =>
                    kind.Key is "AWS" or "Service" or "Federated" or "CanonicalUser"
                    && Scalar.Texts(kind.Value) is { Count: > 0 } values
                    && (kind.Key != "AWS" || values.All(IsAwsPrincipal))
                ),
            _ => Scalar.Loose(principal) == "*",
        };

    private static bool IsAwsPrincipal(string value) =>
        value == "*"
        || (value.Length == 12 && value.All(char.IsAsciiDigit))
        || (value.Split(':') is ["arn", _, "iam" or "sts", "", { Length: 12 } account, ..] && account.All(char.IsAsciiDigit));

    private static void Expand(JsonObject statement, string name, Func<string, string> expand)
    {
        if (statement[name] is JsonArray list)
        {
            statement[name] = new JsonArray([.. list.Select(item => (JsonNode?)Expand(Scalar.Loose(item)!, expand))]);
        }
        else if (Scalar.Loose(statement[name]) is { } one)
        {
            statement[name] = Expand(one, expand);
        }
    }

    private static string Expand(string resource, Func<string, string> expand) =>
        resource.StartsWith(Shorthand, StringComparison.Ordinal) ? expand(resource) : resource;

    private static void CollapseKinds(JsonObject statement, string name)
    {
        if (statement[name] is JsonObject kinds)
        {
            foreach (string kind in kinds.Select(member => member.Key).ToList())
            {
                Collapse(kinds, kind);
            }
        }
    }

    private static void Collapse(JsonObject owner, string name)
    {
        if (owner[name] is JsonArray { Count: 1 } list)
        {
            owner[name] = list[0]?.DeepClone();
        }
    }
}
