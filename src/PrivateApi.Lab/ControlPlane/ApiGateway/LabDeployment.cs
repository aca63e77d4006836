using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>A deployment: what GetDeployment shows, and the snapshot that the stages pointing to it serve.</summary>
internal sealed record LabDeployment
{
    /// <summary>id, description, createdDate.</summary>
    public required JsonObject Wire { get; init; }

    /// <summary>The API's own members at that moment: endpointConfiguration, disableExecuteApiEndpoint, policy …</summary>
    public required JsonObject RestApi { get; init; }

    /// <summary>Resource policy at that moment, JSON text with full ARNs; null for none.</summary>
    public required string? Policy { get; init; }

    public required ApiDefinition Definition { get; init; }
}
