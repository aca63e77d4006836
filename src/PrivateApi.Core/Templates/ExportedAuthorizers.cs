using System.Text.Json.Nodes;

namespace PrivateApi.Templates;

/// <summary>The authorizers of an export, which are security schemes with an extension (API Gateway guide, "OpenAPI extensions").</summary>
internal static class ExportedAuthorizers
{
    /// <summary>Their names and what the extension says.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Of(JsonObject? definition) =>
        (definition?["components"]?["securitySchemes"] as JsonObject ?? [])
            .Select(item => (item.Key, Given: item.Value?["x-amazon-apigateway-authorizer"] as JsonObject))
            .Where(item => item.Given is not null)
            .ToDictionary(item => item.Key, item => item.Given!, StringComparer.Ordinal);
}
