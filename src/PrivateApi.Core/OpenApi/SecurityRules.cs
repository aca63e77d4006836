using System.Text.Json.Nodes;
using PrivateApi.Input;

namespace PrivateApi.OpenApi;

/// <summary>
/// Finds methods that look protected but would not be: API Gateway enforces a security scheme only if it is its own
/// API key or carries an authorizer or authorization type (developer guide, "Amazon API Gateway important notes" and
/// "x-amazon-apigateway-authorizer object").
/// </summary>
internal static class SecurityRules
{
    public static IEnumerable<DefinitionProblem> Warnings(JsonObject root, IEnumerable<ApiOperation> operations)
    {
        string place = PlaceIn(root);
        JsonObject schemes = Schemes(root);
        ILookup<string, ApiOperation> users = operations
            .SelectMany(operation => Required((JsonObject)JsonPointer.Find(root, operation.Pointer)!).Select(name => (name, operation)))
            .ToLookup(use => use.name, use => use.operation, StringComparer.Ordinal);
        foreach (IGrouping<string, ApiOperation> use in users)
        {
            // AWS's own examples leave the definition of api_key out.
            if (schemes[use.Key] is JsonObject scheme ? !IsEnforced(scheme) : use.Key != "api_key")
            {
                yield return new DefinitionProblem(
                    JsonPointer.Append(place, use.Key),
                    $"API Gateway does not enforce this: {string.Join(", ", use)} would be open to everyone that the "
                        + "policies allow. Add x-amazon-apigateway-authorizer or x-amazon-apigateway-authtype to the scheme, or "
                        + "use an API key in the header x-api-key."
                );
            }
        }
    }

    /// <summary>The security schemes of a definition by name; empty where it has none.</summary>
    public static JsonObject Schemes(JsonObject root) => JsonPointer.Find(root, PlaceIn(root)) as JsonObject ?? [];

    /// <summary>True for the scheme that demands API Gateway's own API key.</summary>
    public static bool IsApiKey(JsonObject scheme) =>
        InfoRules.Text(scheme["type"]) == "apiKey"
        && string.Equals(InfoRules.Text(scheme["name"]), "x-api-key", StringComparison.OrdinalIgnoreCase);

    private static string PlaceIn(JsonObject root) => root.ContainsKey("swagger") ? "/securityDefinitions" : "/components/securitySchemes";

    private static bool IsEnforced(JsonObject scheme) =>
        scheme.ContainsKey("x-amazon-apigateway-authorizer") || scheme.ContainsKey("x-amazon-apigateway-authtype") || IsApiKey(scheme);

    private static IEnumerable<string> Required(JsonObject operation) =>
        operation["security"] is JsonArray security
        && InfoRules.Text((operation["x-amazon-apigateway-auth"] as JsonObject)?["type"]) is null or "NONE"
            ? security.OfType<JsonObject>().SelectMany(requirement => requirement.Select(member => member.Key))
            : [];
}
