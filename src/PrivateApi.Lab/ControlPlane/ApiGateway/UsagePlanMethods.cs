using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// Patches the limits of single methods in a stage of a usage plan: <c>/apiStages/{api}:{stage}/throttle/{path}/{verb}/rateLimit</c>,
/// with the path as it is (Terraform's provider writes it so).
/// </summary>
internal static class UsagePlanMethods
{
    public static void Patch(JsonObject draft, PatchOperation operation)
    {
        string[] parts = operation.Path!.TrimStart('/').Split('/', 4);
        if (
            parts[1].Split(':') is not [string apiId, string stageName]
            || ((JsonArray)draft["apiStages"]!).FirstOrDefault(item => LabUsagePlan.Is((JsonObject)item!, apiId, stageName))
                is not JsonObject stage
        )
        {
            throw operation.InvalidPath();
        }

        string method = parts.Length == 4 ? parts[3].Replace("~1", "/", StringComparison.Ordinal) : string.Empty;
        if (operation.Op == "remove")
        {
            Remove(stage, method);
        }
        else
        {
            Set(stage, method, operation);
        }
    }

    private static void Set(JsonObject stage, string method, PatchOperation operation)
    {
        int end = method.LastIndexOf('/');
        string member = method[(end + 1)..];
        if (end < 0 || member is not ("burstLimit" or "rateLimit"))
        {
            throw operation.InvalidPath();
        }

        operation.Only("add", "replace");
        JsonObject limits = UsagePlanOperations.Part(UsagePlanOperations.Part(stage, "throttle"), method[..end]);
        limits[member] = member == "burstLimit" ? Scalar.Integer(operation.Value) : Scalar.Number(operation.Value);
        limits["burstLimit"] ??= 0;
        limits["rateLimit"] ??= 0.0;
    }

    // One method's limits, or without a path those of all methods; what has none is left as it is (assumed).
    private static void Remove(JsonObject stage, string method)
    {
        JsonObject? limits = stage["throttle"] as JsonObject;
        limits?.Remove(method);
        if (method.Length == 0 || limits is { Count: 0 })
        {
            stage.Remove("throttle");
        }
    }
}
