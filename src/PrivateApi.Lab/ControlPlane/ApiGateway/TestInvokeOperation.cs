using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// TestInvokeMethod: runs MOCK integrations whose templates are plain text, and says clearly that it ran nothing else.
/// Policies, endpoints and stages are not involved.
/// </summary>
internal static class TestInvokeOperation
{
    public static IEnumerable<Route> Routes =>
        [new("POST", "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}", Invoke)];

    private static LabResponse Invoke(ApiCall call)
    {
        long started = Stopwatch.GetTimestamp();
        (_, JsonObject resource, JsonObject method) = MethodOperations.Find(call);
        JsonObject integration =
            method["methodIntegration"] as JsonObject ?? throw ApiFault.BadRequest("No integration defined for method");
        Log log = new(call);
        log.Add($"Starting execution for request: {call.Service.RequestId}");
        log.Add(
            $"HTTP Method: {call.Label("http_method")}, Resource Path: {call.Text("pathWithQueryString") ?? (string?)resource["path"]}"
        );
        log.Add($"Method request body before transformations: {call.Text("body")}");
        (int status, string body, JsonObject headers) =
            (string?)integration["type"] == "MOCK" ? Mock(integration) : Stated($"{(string?)integration["type"]}");
        log.Add($"Method response body after transformations: {body}");
        log.Add($"Method response headers: {{{string.Join(", ", headers.Select(header => $"{header.Key}={header.Value}"))}}}");
        log.Add(status < 500 ? "Successfully completed execution" : "Execution failed");
        log.Add(string.Create(CultureInfo.InvariantCulture, $"Method completed with status: {status}"));
        return Answer.Ok(
            new JsonObject
            {
                ["status"] = status,
                ["body"] = body,
                ["headers"] = headers.DeepClone(),
                ["multiValueHeaders"] = new JsonObject(
                    headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)new JsonArray(header.Value?.DeepClone())))
                ),
                ["log"] = log.Text,
                ["latency"] = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            }
        );
    }

    private static (int Status, string Body, JsonObject Headers) Mock(JsonObject integration)
    {
        if (Status(integration["requestTemplates"] as JsonObject) is not { } wanted)
        {
            return Failed();
        }

        JsonObject responses = integration["integrationResponses"] as JsonObject ?? [];
        JsonObject? chosen =
            responses
                .Select(response => response.Value as JsonObject)
                .FirstOrDefault(response =>
                    response?["selectionPattern"] is { } pattern && Scalar.Loose(pattern) is { Length: > 0 } text && IsMatch(text, wanted)
                )
            ?? responses
                .Select(response => response.Value as JsonObject)
                .FirstOrDefault(response => string.IsNullOrEmpty(Scalar.Loose(response?["selectionPattern"])));
        if (chosen is null)
        {
            return Failed();
        }

        KeyValuePair<string, JsonNode?> template = (chosen["responseTemplates"] as JsonObject ?? []).FirstOrDefault();
        if (Scalar.Loose(template.Value)?.AsSpan().IndexOfAny('$', '#') >= 0)
        {
            return Stated("a MOCK whose template refers to the call");
        }

        JsonObject headers = new() { ["Content-Type"] = template.Key ?? "application/json" };
        foreach ((string name, JsonNode? value) in chosen["responseParameters"] as JsonObject ?? [])
        {
            if (
                Scalar.Loose(value) is { } text
                && text.StartsWith('\'')
                && name.StartsWith("method.response.header.", StringComparison.Ordinal)
            )
            {
                headers[name["method.response.header.".Length..]] = text.Trim('\'');
            }
        }

        return (
            int.Parse((string)chosen["statusCode"]!, CultureInfo.InvariantCulture),
            Scalar.Loose(template.Value) ?? string.Empty,
            headers
        );
    }

    private static bool IsMatch(string pattern, int status) =>
        System.Text.RegularExpressions.Regex.IsMatch(
            status.ToString(CultureInfo.InvariantCulture),
            $"^(?:{pattern})$",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );

    /// <summary>The statusCode that a mock's request template names.</summary>
    private static int? Status(JsonObject? templates)
    {
        try
        {
            string? text = Scalar.Loose(templates?["application/json"] ?? templates?.FirstOrDefault().Value);
            return text is null ? null : Scalar.Integer((JsonNode.Parse(text) as JsonObject)?["statusCode"]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (int Status, string Body, JsonObject Headers) Failed() =>
        (500, "{\"message\": \"Internal server error\"}", new JsonObject { ["x-amzn-ErrorType"] = "InternalServerErrorException" });

    private static (int Status, string Body, JsonObject Headers) Stated(string what) =>
        (
            501,
            Answer.Text(
                new JsonObject
                {
                    ["message"] =
                        "The lab's TestInvokeMethod runs only MOCK integrations with plain templates; "
                        + $"this one is {what}. Call the deployed stage instead.",
                }
            ),
            new JsonObject { ["Content-Type"] = "application/json" }
        );

    /// <summary>Lines in the form of an execution log.</summary>
    private sealed class Log(ApiCall call)
    {
        private readonly StringBuilder _text = new($"Execution log for request {call.Service.RequestId}\n");

        public string Text => _text.ToString();

        public void Add(string line) =>
            _text
                .Append(call.Now.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture))
                .Append(" : ")
                .Append(line)
                .Append('\n');
    }
}
