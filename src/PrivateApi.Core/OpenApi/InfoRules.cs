using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateApi.OpenApi;

/// <summary>The title names the API.</summary>
internal static class InfoRules
{
    public static IEnumerable<DefinitionProblem> Errors(JsonObject root)
    {
        if (root["info"] is not JsonObject info)
        {
            yield return new DefinitionProblem("/info", "is missing");
        }
        else if (string.IsNullOrWhiteSpace(Text(info["title"])))
        {
            yield return new DefinitionProblem("/info/title", "is missing or not text");
        }
    }

    /// <summary>A text value; null for anything else.</summary>
    public static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
