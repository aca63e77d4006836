using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Input;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>The text of an API definition, JSON or YAML, as a tree.</summary>
internal static class DefinitionText
{
    private const int MaximumBytes = 6 * 1024 * 1024;

    /// <summary>Reads a body.</summary>
    /// <exception cref="AwsFault">It is too long, or neither JSON nor YAML, or not OpenAPI 3.0 or Swagger 2.0.</exception>
    public static JsonObject Read(byte[] body)
    {
        if (body.Length > MaximumBytes)
        {
            // The limit is documented; this message is not.
            throw ApiFault.BadRequest("API definition size exceeds the limit of 6 MB.");
        }

        JsonObject definition = Parse(Encoding.UTF8.GetString(body).TrimStart('\uFEFF')) as JsonObject ?? throw Invalid();
        bool known =
            Scalar.Loose(definition["swagger"]) == "2.0"
            || Scalar.Loose(definition["openapi"])?.StartsWith("3.0.", StringComparison.Ordinal) == true;
        return known && definition["info"] is JsonObject info && Scalar.Loose(info["title"]) is { Length: > 0 }
            ? definition
            : throw Invalid();
    }

    public static AwsFault Invalid() => ApiFault.BadRequest("Invalid OpenAPI input.");

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.TrimStart().StartsWith('{') ? JsonText.Parse(text, trailingCommas: true) : YamlTree.Parse(text);
        }
        catch (Exception e) when (e is JsonException or SharpYaml.YamlException)
        {
            throw Invalid();
        }
    }
}
