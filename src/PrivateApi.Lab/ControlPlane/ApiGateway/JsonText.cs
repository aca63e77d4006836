using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// Reads JSON completely. (A JsonNode is read lazily: a duplicate member would surface as an ArgumentException much later.)
/// </summary>
internal static class JsonText
{
    /// <summary>Reads a text.</summary>
    /// <exception cref="JsonException">It is not JSON, or has a duplicate member.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> text, bool trailingCommas = false)
    {
        try
        {
            JsonNode? node = JsonNode.Parse(text, null, new JsonDocumentOptions { AllowTrailingCommas = trailingCommas });
            Touch(node);
            return node;
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="JsonException">It is not JSON, or has a duplicate member.</exception>
    public static JsonNode? Parse(string text, bool trailingCommas = false) =>
        Parse(System.Text.Encoding.UTF8.GetBytes(text), trailingCommas);

    private static void Touch(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach ((_, JsonNode? value) in members)
                {
                    Touch(value);
                }

                break;
            case JsonArray items:
                foreach (JsonNode? value in items)
                {
                    Touch(value);
                }

                break;
            default:
                break;
        }
    }
}
