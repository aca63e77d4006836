using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>
/// Parts of a function's configuration that Lambda completes (localstack's recordings of November 2025: TestLoggingConfig,
/// test_snapstart_update_function_configuration).
/// </summary>
internal static class FunctionSettings
{
    private static readonly string[] Levels = ["ApplicationLogLevel", "SystemLogLevel"];

    /// <summary>Which build of a runtime the function has: one for each runtime.</summary>
    public static JsonObject RuntimeVersion(ServiceCall call, string runtime)
    {
        string build = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(runtime))).ToLowerInvariant();
        return new JsonObject { ["RuntimeVersionArn"] = $"arn:{call.Partition}:lambda:{call.Region}::runtime:{build}" };
    }

    /// <summary>What was there before, changed by what a call says. Levels exist for JSON alone, and are INFO at first.</summary>
    public static JsonObject Logging(string name, JsonObject? before, JsonObject body)
    {
        JsonObject logging = before is null
            ? new JsonObject { ["LogFormat"] = "Text", ["LogGroup"] = $"/aws/lambda/{name}" }
            : (JsonObject)before.DeepClone();
        foreach ((string member, JsonNode? value) in body["LoggingConfig"] as JsonObject ?? [])
        {
            logging[member] = value?.DeepClone();
        }

        foreach (string level in Levels)
        {
            if ((string?)logging["LogFormat"] == "JSON")
            {
                logging[level] ??= "INFO";
            }
            else
            {
                logging.Remove(level);
            }
        }

        return logging;
    }

    /// <summary>The lab takes no snapshots: what was asked for is shown, and never applied.</summary>
    public static JsonObject SnapStart(JsonObject body) =>
        new() { ["ApplyOn"] = (string?)body["SnapStart"]?["ApplyOn"] ?? "None", ["OptimizationStatus"] = "Off" };
}
