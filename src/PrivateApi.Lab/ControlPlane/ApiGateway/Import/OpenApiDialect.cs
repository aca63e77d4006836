using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>OpenAPI 3.0.</summary>
internal sealed class OpenApiDialect(JsonObject root) : Dialect(root)
{
    private const string EndpointExtension = "x-amazon-apigateway-endpoint-configuration";

    public override string BasePath
    {
        get
        {
            JsonObject? server = Array(Root["servers"]).FirstOrDefault();
            string url = Scalar.Loose(server?["url"]) ?? string.Empty;

            // It counts even if the URL does not refer to it (API Gateway's page on the basePath property).
            if (
                Object(server?["variables"])["basePath"] is JsonObject basePath
                && !url.Contains("{basePath}", StringComparison.Ordinal)
                && Scalar.Loose(basePath["default"])?.Trim('/') is { Length: > 0 } alone
            )
            {
                return "/" + alone;
            }

            foreach ((string name, JsonNode? variable) in Object(server?["variables"]))
            {
                url = url.Replace(
                    $"{{{name}}}",
                    Scalar.Loose((variable as JsonObject)?["default"]) ?? string.Empty,
                    StringComparison.Ordinal
                );
            }

            int host = url.IndexOf("://", StringComparison.Ordinal);
            int path = url.IndexOf('/', host < 0 ? 0 : host + 3);
            return path < 0 ? string.Empty : "/" + url[path..].Trim('/');
        }
    }

    public override JsonObject Schemas => Object(Object(Root["components"])["schemas"]);

    public override JsonObject SecuritySchemes => Object(Object(Root["components"])["securitySchemes"]);

    /// <summary>Under a server (API Gateway's page on the extension), and tolerated at the top.</summary>
    public override JsonObject? EndpointConfiguration =>
        Array(Root["servers"]).Select(server => server[EndpointExtension]).OfType<JsonObject>().FirstOrDefault()
        ?? Root[EndpointExtension] as JsonObject;

    public override IEnumerable<(string ContentType, JsonObject Schema)> Bodies(
        JsonObject operation,
        IReadOnlyList<JsonObject> parameters
    ) => operation["requestBody"] is JsonObject body ? Content(Follow(body)) : [];

    public override IEnumerable<(string ContentType, JsonObject Schema)> Bodies(JsonObject operation, JsonObject response) =>
        Content(response);

    private static IEnumerable<(string ContentType, JsonObject Schema)> Content(JsonObject holder) =>
        Object(holder["content"])
            .Where(type => type.Value is JsonObject media && media["schema"] is JsonObject)
            .Select(type => (type.Key, (JsonObject)type.Value!["schema"]!));
}
