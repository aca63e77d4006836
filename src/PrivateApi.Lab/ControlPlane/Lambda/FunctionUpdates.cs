using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>Changing functions; like a creation, a change is in progress for a while.</summary>
internal static class FunctionUpdates
{
    private static readonly string[] Plain =
    [
        "Runtime",
        "Handler",
        "Description",
        "Environment",
        "EphemeralStorage",
        "TracingConfig",
        "FileSystemConfigs",
        "KMSKeyArn",
        "DeadLetterConfig",
    ];

    public static LabResponse Configuration(ServiceCall call, string name)
    {
        LabFunction function = FunctionName.Find(call, name);
        JsonObject body = LambdaService.Body(call);
        FunctionRules.Ready(call, function);
        FunctionRules.Revision(call, function, body);
        if ((string?)body["Role"] is { } role)
        {
            FunctionRules.Role(call, role);
            function.Configuration["Role"] = role;
        }

        FunctionNetwork.CheckForms(body["VpcConfig"] as JsonObject);
        if (body["VpcConfig"] is JsonObject vpc)
        {
            FunctionNetwork.Place(call, function, vpc);
        }

        FunctionOperations.SetLayers(function, body);
        function.Configuration["LoggingConfig"] = FunctionSettings.Logging(
            function.Name,
            (JsonObject?)function.Configuration["LoggingConfig"],
            body
        );
        if (body["SnapStart"] is not null)
        {
            function.Configuration["SnapStart"] = FunctionSettings.SnapStart(body);
        }

        if ((string?)body["Runtime"] is { } runtime)
        {
            function.Configuration["RuntimeVersionConfig"] = FunctionSettings.RuntimeVersion(call, runtime);
        }

        foreach (string member in Plain)
        {
            if (body[member] is { } value)
            {
                function.Configuration[member] = value.DeepClone();
            }
        }

        function.Configuration["Timeout"] = FunctionRules.Number(body["Timeout"], "timeout", function.Timeout, 1, 900);
        function.Configuration["MemorySize"] = FunctionRules.Number(
            body["MemorySize"],
            "memorySize",
            (int)function.Configuration["MemorySize"]!,
            128,
            10240
        );
        return Changed(call, function);
    }

    public static LabResponse Code(ServiceCall call, string name)
    {
        LabFunction function = FunctionName.Find(call, name);
        JsonObject body = LambdaService.Body(call);
        FunctionRules.Ready(call, function);
        FunctionRules.Revision(call, function, body);
        byte[] zip = FunctionRules.Zip(body["ZipFile"]);
        if ((bool?)body["DryRun"] != true)
        {
            FunctionOperations.SetCode(function, zip);
            if (body["Architectures"] is { } architectures)
            {
                function.Configuration["Architectures"] = architectures.DeepClone();
            }
        }

        return Changed(call, function);
    }

    private static LabResponse Changed(ServiceCall call, LabFunction function)
    {
        function.UpdatedAt = call.Now + call.Store.Options.PendingTime;
        function.Configuration["LastModified"] = FunctionOperations.Time(call.Now);
        function.Touch(call.Store.Ids);
        return LambdaService.Json(call, 200, function.Show(call.Now));
    }
}
