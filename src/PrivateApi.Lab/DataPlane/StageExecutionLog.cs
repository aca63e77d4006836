using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Logs;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// Execution logs in CloudWatch Logs (developer guide, "Set up CloudWatch logging for REST APIs"; re:Post, "How can I use Amazon
/// API Gateway logs for troubleshooting?"). A call that found no method of the stage leaves no line. Which lines level
/// ERROR has, and the place of a policy's denial among the others, are assumed.
/// </summary>
internal sealed class StageExecutionLog : IExecutionLog
{
    public void Write(GatewayCall call, int status)
    {
        // A call with an integration that takes time ends outside the lab's lock.
        lock (call.Store.Gate)
        {
            string level = call.ResourcePath.Length == 0 ? "OFF" : Level(call);
            bool isError = call.Fault is not null;
            if (level == "INFO" || (level == "ERROR" && isError))
            {
                string group = $"API-Gateway-Execution-Logs_{call.RestApiId}/{call.StageName}";
                call.Store.Get<LogsState>(call.AccountId, call.Region)
                    .Write(group, Lines(call, status, level == "INFO").Select(line => $"({call.RequestId}) {line}"));
            }
        }
    }

    private static string Level(GatewayCall call)
    {
        JsonObject? settings =
            LabApis.Find(call.Store, call.Region, call.RestApiId)?.Api.Stages.GetValueOrDefault(call.StageName)?["methodSettings"]
            as JsonObject;
        string method = call.ResourcePath.Replace("/", "~1", StringComparison.Ordinal);
        JsonNode? level = settings?[$"{method}/{call.Request.Method}"]?["loggingLevel"] ?? settings?["*/*"]?["loggingLevel"];
        return (string?)level ?? "OFF";
    }

    private static IEnumerable<string> Lines(GatewayCall call, int status, bool isInfo)
    {
        string stage = $"{call.RestApiId}/{call.StageName}";
        string key = call.Request.Header("x-api-key") is { Length: > 6 } sent
            ? new string('*', sent.Length - 6) + sent[^6..]
            : string.Empty;
        yield return $"Extended Request Id: {call.ExtendedRequestId}";
        if (isInfo && call.Fault?.ResponseType is not ("ACCESS_DENIED" or "INVALID_API_KEY"))
        {
            bool isRequired = (bool?)call.Method["apiKeyRequired"] == true;
            yield return $"Verifying Usage Plan for request: {call.RequestId}. API Key: {key} API Stage: {stage}";
            yield return isRequired
                ? $"API Key {key} is authorized for method '{call.Request.Method} {call.ResourcePath}'"
                : $"API Key {key} authorized because method '{call.Request.Method} {call.ResourcePath}' does not require API "
                    + "Key. Request will not contribute to throttle or quota limits";
            yield return $"Usage Plan check succeeded for API Key {key} and API Stage {stage}";
        }

        if (isInfo)
        {
            yield return $"Starting execution for request: {call.RequestId}";
            yield return $"HTTP Method: {call.Request.Method}, Resource Path: {call.ResourcePath}";
        }

        yield return call.Fault switch
        {
            null => "Successfully completed execution",
            { ResponseType: "ACCESS_DENIED" } => "The client is not authorized to perform this operation.",
            { ResponseType: "INVALID_API_KEY" } =>
                $"API Key {key} not authorized because method '{call.Request.Method} {call.ResourcePath}' requires API Key and "
                    + $"API Key is not associated with a Usage Plan for API Stage {stage}: "
                    + "No active Usage Plan found",
            { Status: >= 500 } fault => $"Execution failed due to configuration error: {fault.LabNote ?? fault.Message}",
            { } fault => $"Execution failed: {fault.Message}",
        };
        yield return $"Method completed with status: {status}";
    }
}
