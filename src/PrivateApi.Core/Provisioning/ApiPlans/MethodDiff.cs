using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Input;
using PrivateApi.OpenApi;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>What a definition would change about an API's methods, each as <c>VERB /path</c>.</summary>
/// <param name="Added">Methods that the API does not have.</param>
/// <param name="Removed">Methods that the API loses.</param>
/// <param name="Changed">Methods that become otherwise, and what callers see of it: <c>GET /pets: AWS_IAM to NONE</c>.</param>
/// <param name="Opened">Methods that demand less of their callers than before: no authorization any more, or no API key.</param>
internal sealed record MethodDiff(
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Removed,
    IReadOnlyList<string> Changed,
    IReadOnlyList<string> Opened
)
{
    public bool IsEmpty => Added.Count + Removed.Count + Changed.Count == 0;

    /// <summary>Compares; what the definition does not state about a method does not count as a change.</summary>
    /// <param name="live">The API's methods.</param>
    /// <param name="definition">The definition.</param>
    /// <param name="removes">True when methods that the definition does not have are removed (overwrite).</param>
    public static MethodDiff Compare(IReadOnlyDictionary<string, Method> live, ApiDefinitionDocument definition, bool removes)
    {
        Dictionary<string, ApiOperation> wanted = new(StringComparer.Ordinal);
        foreach (ApiOperation operation in definition.Operations)
        {
            wanted[$"{operation.Method} {Resource(operation.Path)}"] = operation;
        }

        List<string> changed = [];
        List<string> opened = [];
        foreach ((string key, ApiOperation operation) in wanted)
        {
            if (live.TryGetValue(key, out Method? method))
            {
                OperationSecurity security = OperationSecurity.Of(definition.Root, operation);
                string[] guards = [.. Guards(method, security)];
                if (guards.Length > 0 || Differs(method, definition.Root, operation))
                {
                    changed.Add(guards.Length > 0 ? $"{key}: {string.Join(", ", guards)}" : key);
                }

                if (IsOpened(method, security))
                {
                    opened.Add(key);
                }
            }
        }

        return new MethodDiff(
            [.. wanted.Keys.Where(key => !live.ContainsKey(key))],
            removes ? [.. live.Keys.Where(key => !wanted.ContainsKey(key)).Order(StringComparer.Ordinal)] : [],
            changed,
            opened
        );
    }

    /// <summary>One line per method, marked +, - and ~.</summary>
    public IEnumerable<string> Lines() =>
        [.. Added.Select(method => $"+ {method}"), .. Removed.Select(method => $"- {method}"), .. Changed.Select(method => $"~ {method}")];

    private static string Resource(string path) => path.Length > 1 ? path.TrimEnd('/') : path;

    private static IEnumerable<string> Guards(Method method, OperationSecurity wanted)
    {
        if (wanted.AuthorizationType is { } type && type != TypeOf(method))
        {
            yield return $"{TypeOf(method)} to {type}";
        }

        if (wanted.ApiKeyRequired is { } key && key != (method.ApiKeyRequired == true))
        {
            yield return key ? "requires an API key" : "requires no API key any more";
        }
    }

    private static bool IsOpened(Method method, OperationSecurity wanted) =>
        (TypeOf(method) != "NONE" && wanted.AuthorizationType == "NONE")
        || (method.ApiKeyRequired == true && wanted.ApiKeyRequired == false);

    private static string TypeOf(Method method) => method.AuthorizationType ?? "NONE";

    private static bool Differs(Method method, JsonObject root, ApiOperation operation)
    {
        JsonObject wanted = (JsonObject)JsonPointer.Find(root, operation.Pointer)!;
        if (wanted[Operations.Integration] is not JsonObject integration)
        {
            return method.MethodIntegration is not null;
        }

        return method.MethodIntegration is not { } actual
            || !string.Equals(actual.Type, operation.IntegrationType, StringComparison.OrdinalIgnoreCase)
            || Differs(actual.Uri, integration["uri"])
            || (operation.IntegrationType != "MOCK" && Differs(actual.HttpMethod, integration["httpMethod"]))
            || Differs(actual.ConnectionId, integration["connectionId"])
            || Differs(actual.Credentials, integration["credentials"])
            || Differs(actual.RequestParameters, integration["requestParameters"])
            || Differs(actual.RequestTemplates, integration["requestTemplates"])
            || Differs(actual.IntegrationResponses, integration["responses"]);
    }

    private static bool Differs(string? actual, JsonNode? wanted) =>
        wanted is JsonValue value && !string.Equals(actual, value.ToString(), StringComparison.Ordinal);

    private static bool Differs(Dictionary<string, string>? actual, JsonNode? wanted) =>
        wanted is JsonObject map
        && (
            map.Count != (actual?.Count ?? 0)
            || map.Any(pair => pair.Value is null || actual?.GetValueOrDefault(pair.Key) != pair.Value.ToString())
        );

    private static bool Differs(Dictionary<string, IntegrationResponse>? actual, JsonNode? wanted)
    {
        if (wanted is not JsonObject map)
        {
            return false;
        }

        // The definition's key is the selection pattern; API Gateway's is the status.
        Dictionary<string, IntegrationResponse> byPattern = new(StringComparer.Ordinal);
        foreach (IntegrationResponse response in actual?.Values ?? Enumerable.Empty<IntegrationResponse>())
        {
            byPattern[string.IsNullOrEmpty(response.SelectionPattern) ? "default" : response.SelectionPattern] = response;
        }

        return map.Count != byPattern.Count
            || map.Any(pair =>
                !byPattern.TryGetValue(pair.Key, out IntegrationResponse? response)
                || pair.Value is not JsonObject expected
                || Differs(response.StatusCode, expected["statusCode"])
                || Differs(response.ResponseParameters, expected["responseParameters"])
                || Differs(response.ResponseTemplates, expected["responseTemplates"])
            );
    }
}
