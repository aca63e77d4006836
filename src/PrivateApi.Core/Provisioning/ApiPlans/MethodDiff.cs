using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Input;
using PrivateApi.OpenApi;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>What a definition would change about an API's methods, each as <c>VERB /path</c>.</summary>
internal sealed record MethodDiff(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed)
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

        return new MethodDiff(
            [.. wanted.Keys.Where(key => !live.ContainsKey(key))],
            removes ? [.. live.Keys.Where(key => !wanted.ContainsKey(key)).Order(StringComparer.Ordinal)] : [],
            [
                .. wanted
                    .Where(pair => live.TryGetValue(pair.Key, out Method? method) && Differs(method, definition.Root, pair.Value))
                    .Select(pair => pair.Key),
            ]
        );
    }

    /// <summary>One line per method, marked +, - and ~.</summary>
    public IEnumerable<string> Lines() =>
        [.. Added.Select(method => $"+ {method}"), .. Removed.Select(method => $"- {method}"), .. Changed.Select(method => $"~ {method}")];

    private static string Resource(string path) => path.Length > 1 ? path.TrimEnd('/') : path;

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
