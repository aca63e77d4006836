using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateApi.Lab.DataPlane;

/// <summary>What a mapping template can refer to.</summary>
/// <param name="Call">The call.</param>
/// <param name="Body">The caller's body on the way in, the backend's on the way out.</param>
internal sealed record TemplateScope(GatewayCall Call, string Body)
{
    /// <summary>$context.error of a gateway response; null elsewhere.</summary>
    public GatewayFault? Error { get; init; }

    /// <summary>The value of a reference; null for none.</summary>
    public object? Root(string name) =>
        name switch
        {
            "input" => new TemplateInput(this),
            "context" => new TemplateContext(this, string.Empty),
            "stageVariables" => Call.StageVariables,
            "util" => new TemplateUtilities(),
            _ => null,
        };

    public string? Context(string name) =>
        name switch
        {
            "error.message" => Error?.Message,
            "error.messageString" => Error is null ? null : JsonValue.Create(Error.Message).ToJsonString(),
            "error.responseType" => Error?.ResponseType,
            "error.validationErrorString" => Error is null ? null : string.Empty,
            _ => Call.Context(name),
        };

    /// <summary>$input.params('x'): path, then query, then headers.</summary>
    public string? Parameter(string name) => Call.PathParameters.GetValueOrDefault(name) ?? Call.QueryValue(name) ?? Call.Header(name);

    /// <summary>The body's part at a JSONPath; null when the body is not JSON or has no such part.</summary>
    public JsonNode? Json(string path)
    {
        try
        {
            return JsonPath.Find(JsonNode.Parse(Body.Length == 0 ? "{}" : Body), path);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
