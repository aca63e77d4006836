using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>A snapshot of an API's documentation.</summary>
/// <param name="Wire">version, description, createdDate.</param>
/// <param name="Parts">The parts at that moment.</param>
internal sealed record LabDocumentationVersion(JsonObject Wire, IReadOnlyList<JsonObject> Parts);
