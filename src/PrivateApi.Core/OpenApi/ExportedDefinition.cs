using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Input;

namespace PrivateApi.OpenApi;

/// <summary>A stage's export, as sent by API Gateway or an emulator.</summary>
internal static class ExportedDefinition
{
    /// <summary>The document.</summary>
    /// <exception cref="JsonException">It is not a JSON object that can be read to its end.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> utf8) =>
        JsonTree.Parse(utf8) as JsonObject ?? throw new JsonException("The export is not an object.");
}
