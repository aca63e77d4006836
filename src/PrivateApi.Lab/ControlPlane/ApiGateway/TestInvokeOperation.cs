using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// TestInvokeMethod: runs a method's integration as the data plane does. Policies, endpoints and stages are not involved. The log has the
/// lines that AWS was recorded to write for a MOCK; the lines about an HTTP or Lambda backend are left out.
/// </summary>
internal sealed class TestInvokeOperation(IDataPlane dataPlane)
{
    public IEnumerable<Route> Routes => [new("POST", "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}", Invoke)];

    private LabResponse Invoke(ApiCall call)
    {
        long started = Stopwatch.GetTimestamp();
        (LabRestApi api, JsonObject resource) = ResourceOperations.Find(call);
        JsonObject method =
            resource["resourceMethods"]?[call.Label("http_method")] as JsonObject
            ?? resource["resourceMethods"]?["ANY"] as JsonObject
            ?? throw ApiFault.NotFound("Invalid Method identifier specified");
        if (method["methodIntegration"] is not JsonObject)
        {
            throw ApiFault.BadRequest("No integration defined for method");
        }

        LabRequest request = Request(call, (string)resource["path"]!);
        TestInvocation invocation = new(
            call.Service,
            api,
            Answer.Copy(resource),
            Answer.Copy(method),
            request,
            call.TextMap("stageVariables") ?? []
        );
        return LabResponse.After(async stop =>
        {
            TestOutcome outcome = await dataPlane.TestInvokeAsync(invocation, stop);
            LabResponse answer = Answer.Ok(Shown(call, request, outcome, Stopwatch.GetElapsedTime(started)));
            answer.Headers["x-amzn-RequestId"] = call.Service.RequestId;
            return answer;
        });
    }

    private static LabRequest Request(ApiCall call, string resourcePath)
    {
        string[] target = (call.Text("pathWithQueryString") ?? resourcePath).Split('?', 2);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, JsonNode? values) in call.Object("multiValueHeaders") ?? [])
        {
            headers[name] = string.Join(',', Scalar.Texts(values));
        }

        foreach ((string name, JsonNode? value) in call.TextMap("headers") ?? [])
        {
            headers[name] = Scalar.Text(value) ?? string.Empty;
        }

        return new LabRequest
        {
            Method = call.Label("http_method"),
            Host = string.Empty,
            RawPath = target[0].StartsWith('/') ? target[0] : "/" + target[0],
            RawQuery = target.Length > 1 ? target[1] : string.Empty,
            Headers = headers,
            Body = Encoding.UTF8.GetBytes(call.Text("body") ?? string.Empty),
        };
    }

    private static JsonObject Shown(ApiCall call, LabRequest request, TestOutcome outcome, TimeSpan latency)
    {
        LabResponse response = outcome.Response;
        string body = Encoding.UTF8.GetString(response.Body);
        return new JsonObject
        {
            ["status"] = response.Status,
            ["body"] = body,
            ["headers"] = new JsonObject(response.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
            ["multiValueHeaders"] = new JsonObject(
                response.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)new JsonArray(header.Value)))
            ),
            ["log"] = Log(call, request, outcome, body),
            ["latency"] = (long)latency.TotalMilliseconds,
        };
    }

    private static string Log(ApiCall call, LabRequest request, TestOutcome outcome, string body)
    {
        string time = call.Now.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
        string[] end = outcome.Failure is { } failure
            ? [$"Execution failed due to configuration error: {failure}"]
            :
            [
                $"Method response body after transformations: {body}",
                $"Method response headers: {Map(outcome.Response.Headers)}",
                "Successfully completed execution",
            ];
        string[] lines =
        [
            $"Starting execution for request: {call.Service.RequestId}",
            $"HTTP Method: {request.Method}, Resource Path: {request.RawPath}",
            $"Method request path: {Map(outcome.PathParameters)}",
            $"Method request query string: {Map(request.Query)}",
            $"Method request headers: {Map(request.Headers)}",
            $"Method request body before transformations: {request.BodyText}",
            .. end,
            string.Create(CultureInfo.InvariantCulture, $"Method completed with status: {outcome.Response.Status}"),
        ];
        return $"Execution log for request {call.Service.RequestId}\n" + string.Concat(lines.Select(line => $"{time} : {line}\n"));
    }

    private static string Map(IEnumerable<KeyValuePair<string, string>> pairs) =>
        $"{{{string.Join(", ", pairs.Select(pair => $"{pair.Key}={pair.Value}"))}}}";
}
