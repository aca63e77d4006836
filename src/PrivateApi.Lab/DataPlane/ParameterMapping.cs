using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.DataPlane.Integrations;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// Values of parameter mappings: <c>'literal'</c>, <c>method.request.…</c>, <c>integration.response.…</c>, <c>context.…</c>,
/// <c>stageVariables.…</c>.
/// </summary>
internal static class ParameterMapping
{
    /// <summary>The value; null when there is none.</summary>
    public static string? Value(GatewayCall call, string expression, BackendAnswer? answer)
    {
        if (expression.Length >= 2 && expression.StartsWith('\'') && expression.EndsWith('\''))
        {
            return expression[1..^1];
        }

        string[] parts = expression.Split('.', 4);
        return parts switch
        {
            ["method", "request", "header" or "multivalueheader", string name] => call.Header(name),
            ["method", "request", "querystring" or "multivaluequerystring", string name] => call.QueryValue(name),
            ["method", "request", "path", string name] => call.PathParameters.GetValueOrDefault(name),
            ["method", "request", "body"] => call.Request.BodyText,
            ["method", "request", "body", string path] => OfJson(call.Request.BodyText, "$." + path),
            ["integration", "response", "header" or "multivalueheader", string name] => answer?.Header(name),
            ["integration", "response", "body"] => answer?.Text,
            ["integration", "response", "body", string path] => OfJson(answer?.Text, "$." + path),
            ["context", ..] => call.Context(expression["context.".Length..]),
            ["stageVariables", string name, ..] => (string?)call.StageVariables[name],
            _ => null,
        };
    }

    private static string? OfJson(string? text, string path)
    {
        try
        {
            return text is null
                ? null
                : JsonPath.Find(JsonNode.Parse(text), path) switch
                {
                    JsonValue value when value.TryGetValue(out string? plain) => plain,
                    { } node => node.ToJsonString(),
                    null => null,
                };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
