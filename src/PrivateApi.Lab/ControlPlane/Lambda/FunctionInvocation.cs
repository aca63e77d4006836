using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Calls;
using PrivateApi.Calls.Lambda;
using PrivateApi.Lab.Http;
using PrivateApi.Model;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>Invokes a function. The lab has no Python: it knows what our probe does, and does the same; it runs nothing else.</summary>
internal static class FunctionInvocation
{
    public static LabResponse Invoke(ServiceCall call, string name, IDataPlane dataPlane)
    {
        LabFunction function = Called(call, name);
        if (function.StateAt(call.Now) != "Active")
        {
            throw FunctionRules.Pending(function, call.Now);
        }

        string kind = call.Request.Header("X-Amz-Invocation-Type") ?? "RequestResponse";
        if (kind == "DryRun")
        {
            return LambdaService.Json(call, 204, null);
        }

        JsonNode? payload = Parse(call.Request.Body);
        if (kind == "Event")
        {
            return LambdaService.Json(call, 202, null);
        }

        if (function.CodeSha256 != ProbePackage.Sha256)
        {
            return Fail(
                call,
                "LabRunsOnlyTheProbe",
                $"The lab runs only PrivateApi's own probe; {function.Name} was not run. "
                    + $"Its CodeSha256 is {function.CodeSha256}, the probe's is {ProbePackage.Sha256}."
            );
        }

        string handler = (string)function.Configuration["Handler"]!;
        if (handler != ProbePackage.Handler)
        {
            return Fail(call, "Runtime.ImportModuleError", $"Unable to import module '{handler.Split('.')[0]}'");
        }

        ProbeRequest request;
        try
        {
            request = payload.Deserialize(ProbeJson.Default.ProbeRequest) ?? throw new JsonException("The event is null.");
        }
        catch (JsonException e)
        {
            return Fail(call, "KeyError", e.Message);
        }

        // Settings are read now, under the lock; the call itself may wait for a backend.
        LabProbe probe = new(function, call.Region);
        return LabResponse.After(async stop =>
        {
            ProbeAnswer answer = await probe.CallAsync(request, dataPlane, stop);

            // A probe that waits longer than its function may run is killed, and returns nothing.
            return answer.Failure is CallFailure.ConnectTimeout or CallFailure.ReadTimeout && request.TimeoutMs >= probe.Timeout * 1000
                ? Fail(call, "Sandbox.Timedout", $"RequestId: {call.RequestId} Error: Task timed out after {probe.Timeout}.00 seconds")
                : Executed(call, JsonSerializer.SerializeToUtf8Bytes(answer, ProbeJson.Default.ProbeAnswer));
        });
    }

    private static LabFunction Called(ServiceCall call, string text)
    {
        (string name, string? qualifier) = FunctionName.Parse(call, text);
        return qualifier is null && !call.State<LambdaState>().Functions.ContainsKey(name)
            ? throw FunctionName.Unknown($"{FunctionName.Arn(call, name)}:{FunctionName.Latest}")
            : FunctionName.Find(call, text);
    }

    private static LabResponse Fail(ServiceCall call, string type, string message)
    {
        JsonObject error = new() { ["errorType"] = type, ["errorMessage"] = message };
        LabResponse response = Executed(call, Encoding.UTF8.GetBytes(error.ToJsonString()));
        response.Headers["X-Amz-Function-Error"] = "Unhandled";
        return response;
    }

    private static LabResponse Executed(ServiceCall call, byte[] result)
    {
        LabResponse response = new(200, result, "application/json");
        response.Headers["x-amzn-RequestId"] = call.RequestId;
        response.Headers["X-Amz-Executed-Version"] = "$LATEST";
        if (call.Request.Header("X-Amz-Log-Type") == "Tail")
        {
            string log = $"START RequestId: {call.RequestId} Version: $LATEST\nEND RequestId: {call.RequestId}\n";
            response.Headers["X-Amz-Log-Result"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(log));
        }

        return response;
    }

    private static JsonNode? Parse(byte[] payload)
    {
        try
        {
            return payload.Length == 0 ? new JsonObject() : JsonNode.Parse(payload);
        }
        catch (JsonException e)
        {
            throw new AwsFault(400, "InvalidRequestContentException", $"Could not parse request body into json: {e.Message}");
        }
    }
}
