using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>Swagger 2.0.</summary>
internal sealed class SwaggerDialect(JsonObject root) : Dialect(root)
{
    private const string DefaultType = "application/json";

    public override string BasePath => (Scalar.Loose(Root["basePath"]) ?? string.Empty).TrimEnd('/');

    public override JsonObject Schemas => Object(Root["definitions"]);

    public override JsonObject SecuritySchemes => Object(Root["securityDefinitions"]);

    public override JsonObject? EndpointConfiguration => Root["x-amazon-apigateway-endpoint-configuration"] as JsonObject;

    public override IEnumerable<(string ContentType, JsonObject Schema)> Bodies(
        JsonObject operation,
        IReadOnlyList<JsonObject> parameters
    ) =>
        parameters.FirstOrDefault(parameter => Scalar.Loose(parameter["in"]) == "body")?["schema"] is JsonObject schema
            ? Types(operation, "consumes").Select(type => (type, schema))
            : [];

    public override IEnumerable<(string ContentType, JsonObject Schema)> Bodies(JsonObject operation, JsonObject response) =>
        response["schema"] is JsonObject schema ? Types(operation, "produces").Select(type => (type, schema)) : [];

    private List<string> Types(JsonObject operation, string name) =>
        Scalar.Texts(operation[name] ?? Root[name]) is { Count: > 0 } types ? [.. types] : [DefaultType];
}
