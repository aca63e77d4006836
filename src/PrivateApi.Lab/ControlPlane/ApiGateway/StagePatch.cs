using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>UpdateStage: settings, variables, access logs, method settings, and canaries with their promotion.</summary>
internal static class StagePatch
{
    private static readonly string[] CopyTargets = ["/deploymentId", "/variables"];
    private static readonly string[] CopySources = ["/canarySettings/deploymentId", "/canarySettings/stageVariableOverrides"];

    public static IEnumerable<Route> Routes => [new("PATCH", "/restapis/{restapi_id}/stages/{stage_name}", Update)];

    private static LabResponse Update(ApiCall call)
    {
        IReadOnlyList<PatchOperation> operations = PatchOperation.ParseAll(call, "updateStage");
        JsonObject stage = StageOperations.Find(call);
        LabRestApi api = call.RestApi();
        JsonObject draft = Answer.Copy(stage);
        foreach (PatchOperation operation in operations)
        {
            if (operation.Op == "copy")
            {
                Promote(draft, operation);
            }
            else
            {
                Apply(call, api, draft, operation);
            }
        }

        RequireLogRole(call, operations);
        draft["lastUpdatedDate"] = call.Seconds;
        api.Stages[call.Label("stage_name")] = draft;
        return Answer.Ok(StageOperations.View(draft));
    }

    // Once per account and Region (API Gateway guide, "Permissions for CloudWatch logging"); whether Firehose needs it is not said.
    private static void RequireLogRole(ApiCall call, IReadOnlyList<PatchOperation> operations)
    {
        if (call.State.Account["cloudwatchRoleArn"] is null && operations.Any(IsLogging))
        {
            throw ApiFault.BadRequest("CloudWatch Logs role ARN must be set in account settings to enable logging");
        }
    }

    private static bool IsLogging(PatchOperation operation) =>
        operation.Op != "remove"
        && (
            operation switch
            {
                { Segments: ["accessLogSettings", "destinationArn"] } => operation.Value?.Contains(":logs:", StringComparison.Ordinal)
                    == true,
                { Segments: [_, _, "logging", "loglevel"] } => operation.Value is "ERROR" or "INFO",
                _ => false,
            }
        );

    private static void Apply(ApiCall call, LabRestApi api, JsonObject draft, PatchOperation operation)
    {
        switch (operation.Segments)
        {
            case ["deploymentId"]:
                operation.Only("replace");
                StageOperations.CheckDeployment(api, operation.Value ?? string.Empty);
                draft["deploymentId"] = operation.Value;
                break;
            case ["description" or "documentationVersion" or "clientCertificateId" or "cacheClusterSize"]:
                operation.Only("replace", "remove");
                CheckNamed(call, api, operation);
                draft[operation.Segments[0]] = operation.Op == "remove" || string.IsNullOrEmpty(operation.Value) ? null : operation.Value;
                break;
            case ["cacheClusterEnabled"]:
                operation.Only("replace");
                draft["cacheClusterEnabled"] = IsTrue(operation);
                draft["cacheClusterStatus"] = IsTrue(operation) ? "AVAILABLE" : "NOT_AVAILABLE";
                break;
            case ["tracingEnabled"]:
                operation.Only("replace");
                draft["tracingEnabled"] = IsTrue(operation);
                break;
            case ["variables", _, ..]:
                MapPatch.Apply(draft, "variables", operation, operation.Value);
                break;
            case ["accessLogSettings", ..]:
                PatchAccessLog(draft, operation);
                break;
            case ["canarySettings", ..]:
                PatchCanary(api, draft, operation);
                break;
            default:
                MethodSettings.Patch(draft, operation);
                break;
        }
    }

    private static void CheckNamed(ApiCall call, LabRestApi api, PatchOperation operation)
    {
        if (operation is { Op: "replace", Segments: ["documentationVersion"] })
        {
            DocumentationVersionOperations.Check(api, operation.Value);
        }
        else if (operation is { Op: "replace", Segments: ["clientCertificateId"] })
        {
            ClientCertificateOperations.Check(call, operation.Value);
        }
    }

    private static bool IsTrue(PatchOperation operation) => string.Equals(operation.Value, "true", StringComparison.OrdinalIgnoreCase);

    private static void PatchAccessLog(JsonObject draft, PatchOperation operation)
    {
        if (operation.Op == "remove")
        {
            if (operation.Segments.Count > 1)
            {
                throw MethodSettings.NothingToRemove(operation);
            }

            draft.Remove("accessLogSettings");
            return;
        }

        if (operation.Segments is not ["accessLogSettings", "destinationArn" or "format"])
        {
            throw ApiFault.BadRequest(
                "Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]"
            );
        }

        if (string.IsNullOrEmpty(operation.Value))
        {
            throw ApiFault.BadRequest("Access Log value must not be empty");
        }

        JsonObject settings = draft["accessLogSettings"] as JsonObject ?? [];
        draft["accessLogSettings"] = settings;
        settings[operation.Segments[1]] = operation.Value;
    }

    private static void PatchCanary(LabRestApi api, JsonObject draft, PatchOperation operation)
    {
        JsonObject? canary = draft["canarySettings"] as JsonObject;
        if (operation.Op == "remove")
        {
            if (operation.Segments.Count == 1 && canary is not null)
            {
                draft.Remove("canarySettings");
            }
            else if (
                operation.Segments is [_, "stageVariableOverrides", string name]
                && canary?["stageVariableOverrides"] is JsonObject overrides
            )
            {
                overrides.Remove(name);
            }
            else
            {
                throw MethodSettings.NothingToRemove(operation);
            }

            return;
        }

        if (operation.Segments is not ([_, "deploymentId" or "percentTraffic" or "useStageCache"] or [_, "stageVariableOverrides", _]))
        {
            throw MethodSettings.InvalidPath(operation);
        }

        if (operation.Op != "replace")
        {
            throw ApiFault.BadRequest($"Invalid {operation.Op} operation with path: {operation.Path}");
        }

        // Changing a canary that does not exist creates one: it starts as the stage's own deployment with no traffic.
        if (canary is null)
        {
            canary = CanarySettings.Create([], (string)draft["deploymentId"]!);
            draft["canarySettings"] = canary;
        }

        SetCanary(api, canary, operation);
    }

    private static void SetCanary(LabRestApi api, JsonObject canary, PatchOperation operation)
    {
        switch (operation.Segments[1])
        {
            case "deploymentId":
                StageOperations.CheckDeployment(api, operation.Value ?? string.Empty);
                canary["deploymentId"] = operation.Value;
                break;
            case "percentTraffic":
                canary["percentTraffic"] = CanarySettings.Percent(operation.Value);
                break;
            case "useStageCache":
                canary["useStageCache"] = IsTrue(operation);
                break;
            default:
                JsonObject overrides = canary["stageVariableOverrides"] as JsonObject ?? [];
                canary["stageVariableOverrides"] = overrides;
                overrides[operation.Segments[2]] = operation.Value;
                break;
        }
    }

    private static void Promote(JsonObject draft, PatchOperation operation)
    {
        if (!CopyTargets.Contains(operation.Path) || !CopySources.Contains(operation.From))
        {
            throw ApiFault.BadRequest(
                $"Invalid copy operation with path: {operation.Path} and from {operation.From}. "
                    + $"Valid copy:path are [{string.Join(", ", CopyTargets)}] "
                    + $"and valid copy:from are [{string.Join(", ", CopySources)}]"
            );
        }

        JsonObject canary =
            draft["canarySettings"] as JsonObject ?? throw ApiFault.BadRequest("Promotion not available. Canary does not exist.");
        if (operation.Path == "/deploymentId")
        {
            draft["deploymentId"] = canary["deploymentId"]!.DeepClone();
        }
        else if (canary["stageVariableOverrides"] is JsonObject overrides)
        {
            JsonObject variables = draft["variables"] as JsonObject ?? [];
            draft["variables"] = variables;
            foreach ((string name, JsonNode? value) in overrides)
            {
                variables[name] = value?.DeepClone();
            }
        }
    }
}
