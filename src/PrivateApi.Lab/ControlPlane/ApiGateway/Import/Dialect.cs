using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>Where OpenAPI 3.0 and Swagger 2.0 keep the same things.</summary>
internal abstract class Dialect(JsonObject root)
{
    public JsonObject Root { get; } = root;

    /// <summary>Path of the base path, without a slash at its end; empty for none.</summary>
    public abstract string BasePath { get; }

    /// <summary>Named schemas.</summary>
    public abstract JsonObject Schemas { get; }

    public abstract JsonObject SecuritySchemes { get; }

    /// <summary>The endpoint configuration extension; null for none.</summary>
    public abstract JsonObject? EndpointConfiguration { get; }

    public static Dialect Detect(JsonObject root) => root["swagger"] is not null ? new SwaggerDialect(root) : new OpenApiDialect(root);

    /// <summary>Schemas of an operation's body by content type.</summary>
    public abstract IEnumerable<(string ContentType, JsonObject Schema)> Bodies(JsonObject operation, IReadOnlyList<JsonObject> parameters);

    /// <summary>Schemas of a response by content type.</summary>
    public abstract IEnumerable<(string ContentType, JsonObject Schema)> Bodies(JsonObject operation, JsonObject response);

    /// <summary>Parameters of an operation and of its path, references followed; the operation's own win.</summary>
    public IReadOnlyList<JsonObject> Parameters(JsonObject path, JsonObject operation) =>
        Array(operation["parameters"])
            .Concat(Array(path["parameters"]))
            .Select(Follow)
            .DistinctBy(parameter => (Scalar.Loose(parameter["in"]), Scalar.Loose(parameter["name"])))
            .ToList();

    /// <summary>The object itself, or what its <c>$ref</c> within the document points to.</summary>
    public JsonObject Follow(JsonObject node)
    {
        for (
            int depth = 0;
            depth < 16 && Scalar.Loose(node["$ref"]) is { } reference && reference.StartsWith("#/", StringComparison.Ordinal);
            depth++
        )
        {
            JsonNode? target = Root;
            foreach (string segment in reference[2..].Split('/'))
            {
                target = (target as JsonObject)?[
                    segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
                ];
            }

            node = target as JsonObject ?? throw DefinitionText.Invalid();
        }

        return node;
    }

    protected static IEnumerable<JsonObject> Array(JsonNode? node) => (node as JsonArray)?.OfType<JsonObject>() ?? [];

    protected static JsonObject Object(JsonNode? node) => node as JsonObject ?? [];
}
