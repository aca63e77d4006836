using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>The deployable part of a REST API; every object in the shape of the service model.</summary>
internal sealed class ApiDefinition
{
    /// <summary>
    /// Resources by id: id, parentId, pathPart, path, resourceMethods → httpMethod → Method with methodIntegration and
    /// methodResponses.
    /// </summary>
    public Dictionary<string, JsonObject> Resources { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Models by name.</summary>
    public Dictionary<string, JsonObject> Models { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Authorizers by id.</summary>
    public Dictionary<string, JsonObject> Authorizers { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Request validators by id.</summary>
    public Dictionary<string, JsonObject> RequestValidators { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Customised gateway responses by response type.</summary>
    public Dictionary<string, JsonObject> GatewayResponses { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Documentation parts by id; their properties are JSON text.</summary>
    public Dictionary<string, JsonObject> DocumentationParts { get; init; } = new(StringComparer.Ordinal);

    public ApiDefinition DeepClone() =>
        new()
        {
            Resources = Clone(Resources),
            Models = Clone(Models),
            Authorizers = Clone(Authorizers),
            RequestValidators = Clone(RequestValidators),
            GatewayResponses = Clone(GatewayResponses),
            DocumentationParts = Clone(DocumentationParts),
        };

    private static Dictionary<string, JsonObject> Clone(Dictionary<string, JsonObject> source) =>
        source.ToDictionary(pair => pair.Key, pair => (JsonObject)pair.Value.DeepClone(), StringComparer.Ordinal);
}
