using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Input;
using SharpYaml;

namespace PrivateApi.OpenApi;

/// <summary>Turns the bytes of a definition into a tree, or says at which line and column they are not valid.</summary>
internal static class DefinitionText
{
    /// <summary>UTF-8 without a byte order mark; text saved as UTF-16 (as Windows PowerShell does) is converted.</summary>
    public static byte[] ToUtf8(DefinitionSource source) =>
        source.Bytes switch
        {
            [0xEF, 0xBB, 0xBF, .. byte[] rest] => rest,
            [0xFF, 0xFE, .. byte[] rest] => Encoding.Convert(Encoding.Unicode, Encoding.UTF8, rest),
            [0xFE, 0xFF, .. byte[] rest] => Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, rest),
            byte[] all => all,
        };

    public static (JsonNode Root, DefinitionFormat Format) Parse(byte[] utf8, string origin)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            throw Invalid(origin, "it is not UTF-8 text", e);
        }

        string extension = Path.GetExtension(origin);
        bool isYaml =
            extension.Equals(".yaml", StringComparison.OrdinalIgnoreCase)
            || extension.Equals(".yml", StringComparison.OrdinalIgnoreCase)
            || !(text.AsSpan().TrimStart() is ['{' or '[' or '"', ..]);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Invalid(origin, "it is empty");
        }

        return isYaml ? (ParseYaml(text, origin), DefinitionFormat.Yaml) : (ParseJson(utf8, origin), DefinitionFormat.Json);
    }

    public static PrivateApiException Invalid(string origin, string why, Exception? cause = null) =>
        new("InvalidDefinition", FaultKind.InvalidArgument, $"The definition in {origin} cannot be used: {why}.", origin, cause);

    private static JsonNode ParseJson(byte[] utf8, string origin)
    {
        try
        {
            JsonTree.RequireFewValues(utf8, "definition", origin);
            JsonNode root =
                JsonNode.Parse(utf8, documentOptions: new JsonDocumentOptions { MaxDepth = JsonTree.MaxDepth })
                ?? throw Invalid(origin, "it holds null");

            JsonTree.RequireReadable(root);
            return root;
        }
        catch (JsonException e)
        {
            throw Invalid(
                origin,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it is not JSON at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1} ({FirstSentence(e.Message)})"
                ),
                e
            );
        }
        catch (InvalidOperationException e)
        {
            throw Invalid(origin, $"a text in it is not valid ({FirstSentence(e.Message)})", e);
        }
        catch (ArgumentException e)
        {
            throw Invalid(origin, $"a member occurs twice ({FirstSentence(e.Message)})", e);
        }
    }

    private static JsonNode ParseYaml(string text, string origin)
    {
        try
        {
            return YamlTree.Parse(text) ?? throw Invalid(origin, "it is empty");
        }
        catch (YamlException e)
        {
            throw Invalid(
                origin,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it is neither JSON nor YAML at line {e.Start.Line + 1}, column {e.Start.Column + 1} "
                        + $"({FirstSentence(Bare(e.Message))})"
                ),
                e
            );
        }
    }

    // SharpYaml puts the place in front of its message: "(Lin: 1, Col: 2, Chr: 3) - (…): text".
    private static string Bare(string message) =>
        message.LastIndexOf("): ", StringComparison.Ordinal) is int at and >= 0 ? message[(at + 3)..] : message;

    private static string FirstSentence(string message) =>
        message.Split([". ", " Path: "], 2, StringSplitOptions.None)[0].TrimEnd('.', ' ', '\r', '\n');
}
