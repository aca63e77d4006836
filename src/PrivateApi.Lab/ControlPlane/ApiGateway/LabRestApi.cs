using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// A REST API with everything below it. The parts are stored as the wire shows them (the shapes of the service model),
/// so that a patch operation is a change to a tree, an answer a copy of it, and a deployment's snapshot a deep clone.
/// </summary>
internal sealed class LabRestApi
{
    /// <summary>The API as GetRestApi shows it: id, name, endpointConfiguration, policy …; its policy unescaped JSON text.</summary>
    public required JsonObject Wire { get; init; }

    /// <summary>What a deployment captures and an import replaces.</summary>
    public required ApiDefinition Definition { get; set; }

    /// <summary>How long the API says UPDATING and refuses further changes; null when no change was in progress.</summary>
    public DateTimeOffset? UpdatingUntil { get; set; }

    /// <summary>Deployments by id.</summary>
    public Dictionary<string, LabDeployment> Deployments { get; } = new(StringComparer.Ordinal);

    /// <summary>Stages by name, as GetStage shows them.</summary>
    public Dictionary<string, JsonObject> Stages { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls that came to a stage with a canary, by its name.</summary>
    public Dictionary<string, int> SharedCalls { get; } = new(StringComparer.Ordinal);

    /// <summary>Snapshots of the documentation, by version.</summary>
    public Dictionary<string, LabDocumentationVersion> DocumentationVersions { get; } = new(StringComparer.Ordinal);

    public string Id => (string)Wire["id"]!;

    /// <summary>Resource policy as stored: JSON text with full ARNs; null for none.</summary>
    public string? Policy => (string?)Wire["policy"];

    /// <summary>EDGE, REGIONAL or PRIVATE.</summary>
    public string EndpointType => (string)Wire["endpointConfiguration"]!["types"]![0]!;

    public bool IsPrivate => EndpointType == "PRIVATE";

    /// <summary>Takes over a draft: all of the API's members, and its definition.</summary>
    public void Replace(JsonObject wire, ApiDefinition definition)
    {
        foreach (string name in Wire.Select(member => member.Key).ToList())
        {
            Wire.Remove(name);
        }

        foreach ((string name, JsonNode? value) in wire)
        {
            Wire[name] = value?.DeepClone();
        }

        Definition = definition;
    }
}
