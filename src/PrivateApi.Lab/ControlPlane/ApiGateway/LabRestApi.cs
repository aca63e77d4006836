using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// A REST API with everything below it. The parts are kept as the wire shows them (the shapes of the service model),
/// so that a patch operation is a change to a tree, an answer a copy of it, and a deployment's snapshot a deep clone.
/// </summary>
internal sealed class LabRestApi
{
    /// <summary>The API as GetRestApi shows it: id, name, endpointConfiguration, policy …; its policy unescaped JSON text.</summary>
    public required JsonObject Wire { get; init; }

    /// <summary>What a deployment captures and a put replaces.</summary>
    public required ApiDefinition Definition { get; set; }

    /// <summary>Deployments by id.</summary>
    public Dictionary<string, LabDeployment> Deployments { get; } = new(StringComparer.Ordinal);

    /// <summary>Stages by name, as GetStage shows them.</summary>
    public Dictionary<string, JsonObject> Stages { get; } = new(StringComparer.Ordinal);
}
