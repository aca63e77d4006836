using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane;

/// <summary>The JSON 1.1 protocol: the operation in X-Amz-Target, parameters and answer as JSON objects.</summary>
internal static class JsonProtocol
{
    private const string ContentType = "application/x-amz-json-1.1";

    /// <summary>The operation's name; empty if the request names none.</summary>
    public static string Operation(LabRequest request) => request.Header("X-Amz-Target")?.Split('.')[^1] ?? string.Empty;

    /// <summary>The parameters.</summary>
    /// <exception cref="AwsFault">They are not a JSON object.</exception>
    public static JsonObject Body(ServiceCall call)
    {
        try
        {
            return call.Request.Body.Length == 0 ? [] : JsonNode.Parse(call.Request.Body) as JsonObject ?? throw Malformed();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    public static LabResponse Ok(ServiceCall call, JsonObject? body = null) =>
        Stamp(call, LabResponse.Text(200, body?.ToJsonString() ?? string.Empty, ContentType));

    public static LabResponse Refuse(ServiceCall call, AwsFault fault) =>
        Stamp(
            call,
            LabResponse.Text(
                fault.Status,
                new JsonObject { ["__type"] = fault.Code, ["message"] = fault.Message }.ToJsonString(),
                ContentType
            )
        );

    /// <summary>A text; null for anything else.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>A list of texts; empty when absent.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? list) =>
        [.. (list as JsonArray ?? []).Select(item => (string?)item).OfType<string>()];

    /// <summary>A time as seconds since 1970, the protocol's form of a timestamp.</summary>
    public static double Seconds(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>One page of a list and the token of the next, which is null at the end.</summary>
    /// <exception cref="AwsFault">The token is not the lab's.</exception>
    public static (IReadOnlyList<T> Items, string? Next) Page<T>(IEnumerable<T> all, int size, string? token, string badToken)
    {
        int start = LabMarker.Read(token) ?? throw new AwsFault(400, badToken, "The specified token is not valid.");
        List<T> rest = [.. all.Skip(start)];
        return ([.. rest.Take(size)], rest.Count > size ? LabMarker.Write(start + size) : null);
    }

    public static AwsFault Unknown(string operation) =>
        new(400, "UnknownOperationException", $"The lab does not have the operation '{operation}'.");

    private static LabResponse Stamp(ServiceCall call, LabResponse response)
    {
        response.Headers["x-amzn-RequestId"] = call.RequestId;
        return response;
    }

    private static AwsFault Malformed() => new(400, "SerializationException", "The request's body is not a JSON object.");
}
