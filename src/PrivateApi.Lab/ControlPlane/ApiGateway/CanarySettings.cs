using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>A stage's canary: a deployment that receives a part of the traffic.</summary>
internal static class CanarySettings
{
    public static JsonObject Create(JsonObject given, string deploymentId)
    {
        JsonObject canary = new()
        {
            ["percentTraffic"] = Percent(given["percentTraffic"]),
            ["deploymentId"] = deploymentId,
            ["useStageCache"] = Scalar.Boolean(given["useStageCache"]) ?? false,
        };
        if (given["stageVariableOverrides"] is JsonObject { Count: > 0 } overrides)
        {
            canary["stageVariableOverrides"] = new JsonObject(
                overrides.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Scalar.Text(entry.Value)))
            );
        }

        return canary;
    }

    public static double Percent(JsonNode? value) =>
        value is null ? 0
        : Scalar.Number(value) is { } percent and >= 0 and <= 100 ? percent
        : throw ApiFault.BadRequest("Percent traffic must be between 0.0 and 100.0");
}
