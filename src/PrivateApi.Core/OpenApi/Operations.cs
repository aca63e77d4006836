using System.Collections.Frozen;
using System.Text.Json.Nodes;
using PrivateApi.Input;

namespace PrivateApi.OpenApi;

/// <summary>Lists the methods of a definition.</summary>
internal static class Operations
{
    public const string Integration = "x-amazon-apigateway-integration";

    /// <summary>The members of a path that are methods, with the verbs that API Gateway derives from them.</summary>
    public static readonly FrozenDictionary<string, string> Verbs = new Dictionary<string, string>
    {
        ["get"] = "GET",
        ["put"] = "PUT",
        ["post"] = "POST",
        ["delete"] = "DELETE",
        ["options"] = "OPTIONS",
        ["head"] = "HEAD",
        ["patch"] = "PATCH",
        ["x-amazon-apigateway-any-method"] = "ANY",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<ApiOperation> In(JsonObject root)
    {
        List<ApiOperation> operations = [];
        foreach ((string path, JsonNode? item) in (JsonObject)root["paths"]!)
        {
            foreach ((string member, JsonNode? operation) in item as JsonObject ?? [])
            {
                if (Verbs.TryGetValue(member, out string? verb) && operation is JsonObject details)
                {
                    string pointer = JsonPointer.Append(JsonPointer.Append("/paths", path), member);
                    operations.Add(new ApiOperation(path, verb, pointer, TypeOf(details[Integration])));
                }
            }
        }

        return operations;
    }

    // An integration without a type is an error of its own (IntegrationRules).
    private static string? TypeOf(JsonNode? integration) =>
        integration is null ? null
        : integration is JsonObject map && InfoRules.Text(map["type"]) is { } type ? type.ToUpperInvariant()
        : "UNKNOWN";
}
