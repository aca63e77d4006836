using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>Answers in REST-JSON.</summary>
internal static class Answer
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static LabResponse Json(int status, JsonNode body) => LabResponse.Json(status, Text(body));

    public static LabResponse Ok(JsonNode body) => Json(200, body);

    public static LabResponse Created(JsonNode body) => Json(201, body);

    /// <summary>No body: 202 for most deletions, 204 for methods, integrations, their responses, and tags.</summary>
    public static LabResponse Nothing(int status) => LabResponse.Empty(status);

    /// <summary>Compact JSON with characters as they are.</summary>
    public static string Text(JsonNode body) => body.ToJsonString(Plain);

    /// <summary>A copy that can go into an answer.</summary>
    public static JsonObject Copy(JsonObject source) => (JsonObject)source.DeepClone();

    /// <summary>A copy without the named members and those that are null.</summary>
    public static JsonObject Without(JsonObject source, params string[] names) =>
        new(
            source
                .Where(member => member.Value is not null && !names.Contains(member.Key))
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
        );
}
