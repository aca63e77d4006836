using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>A usage plan with the keys in it.</summary>
internal sealed class LabUsagePlan
{
    /// <summary>As GetUsagePlan shows it.</summary>
    public required JsonObject Wire { get; init; }

    public HashSet<string> KeyIds { get; } = new(StringComparer.Ordinal);

    /// <summary>True when the plan is for that stage.</summary>
    public bool Covers(string apiId, string stageName) => Stages().Any(stage => Is(stage, apiId, stageName));

    public IEnumerable<JsonObject> Stages() => (Wire["apiStages"] as JsonArray ?? []).OfType<JsonObject>();

    public static bool Is(JsonObject stage, string apiId, string stageName) =>
        (string?)stage["apiId"] == apiId && (string?)stage["stage"] == stageName;
}
