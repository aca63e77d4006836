using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>Lambda, as far as a probe needs it. It runs only our probe; any other function gets an explicit error.</summary>
internal sealed class LambdaService(IDataPlane dataPlane) : IAwsService
{
    public string SigningName => "lambda";

    public LabResponse Handle(ServiceCall call)
    {
        string[] path = [.. call.Request.RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        return (call.Request.Method, path) switch
        {
            ("POST", [_, "functions"]) => FunctionOperations.Create(call),
            ("GET", [_, "functions"]) => FunctionOperations.List(call),
            ("GET", [_, "functions", string name]) => FunctionOperations.Get(call, name),
            ("DELETE", [_, "functions", string name]) => FunctionOperations.Delete(call, name),
            ("GET", [_, "functions", string name, "configuration"]) => FunctionOperations.GetConfiguration(call, name),
            ("PUT", [_, "functions", string name, "configuration"]) => FunctionUpdates.Configuration(call, name),
            ("PUT", [_, "functions", string name, "code"]) => FunctionUpdates.Code(call, name),
            ("POST", [_, "functions", string name, "invocations"]) => FunctionInvocation.Invoke(call, name, dataPlane),
            ("POST", [_, "functions", string name, "policy"]) => FunctionPermissions.Add(call, name),
            ("GET", [_, "functions", string name, "policy"]) => FunctionPermissions.Get(call, name),
            ("DELETE", [_, "functions", string name, "policy", string id]) => FunctionPermissions.Remove(call, name, id),
            ("GET", [_, "functions", string name, "versions"]) => FunctionOperations.Versions(call, name),
            ("GET", [_, "functions", string name, "code-signing-config"]) => FunctionOperations.CodeSigning(call, name),
            ("GET", [_, "tags", string arn]) => FunctionTags.List(call, arn),
            ("POST", [_, "tags", string arn]) => FunctionTags.Add(call, arn),
            ("DELETE", [_, "tags", string arn]) => FunctionTags.Remove(call, arn),
            _ => throw new AwsFault(
                404,
                "UnknownOperationException",
                $"The lab's Lambda has no operation {call.Request.Method} {call.Request.RawPath}."
            ),
        };
    }

    public LabResponse Refuse(ServiceCall call, AwsFault fault)
    {
        JsonObject body = new()
        {
            ["Type"] = fault.Status < 500 ? "User" : "Service",
            [fault.Status == 404 ? "Message" : "message"] = fault.Message,
        };
        LabResponse response = Json(call, fault.Status, body);
        response.Headers["X-Amzn-ErrorType"] = fault.Code;
        return response;
    }

    internal static LabResponse Json(ServiceCall call, int status, JsonNode? body)
    {
        LabResponse response = body is null ? LabResponse.Empty(status) : LabResponse.Json(status, body.ToJsonString());
        response.Headers["x-amzn-RequestId"] = call.RequestId;
        return response;
    }

    /// <summary>The request's body.</summary>
    internal static JsonObject Body(ServiceCall call)
    {
        try
        {
            return call.Request.Body.Length == 0 ? [] : JsonNode.Parse(call.Request.Body) as JsonObject ?? [];
        }
        catch (JsonException e)
        {
            throw new AwsFault(400, "InvalidRequestContentException", $"Could not parse request body into json: {e.Message}");
        }
    }
}
