using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Errors;

namespace PrivateApi.Input;

/// <summary>
/// JSON from others as a tree that can be walked to its end. A <see cref="JsonNode"/> looks at its members and texts only when
/// asked for them: a duplicate name, or a lone surrogate, throws only then, far from where the text was read.
/// </summary>
internal static class JsonTree
{
    /// <summary>Deep enough for any API, and deeper than .NET's own 64; anything deeper is an attack on the stack.</summary>
    public const int MaxDepth = 256;

    /// <summary>Reads a text whole.</summary>
    /// <exception cref="JsonException">It is not JSON, a member occurs twice, or a text in it is not valid.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8)
    {
        JsonNode? root = JsonNode.Parse(utf8, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });
        try
        {
            RequireReadable(root);
            return root;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static JsonNode? Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// Refuses a document with too many values before its tree is built, which takes a hundred times the memory of <c>[],</c>.
    /// </summary>
    /// <param name="utf8">The document.</param>
    /// <param name="what">What it is supposed to be, for the error.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <exception cref="PrivateApiException"><c>InputTooLarge</c>.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static void RequireFewValues(ReadOnlySpan<byte> utf8, string what, string origin)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        int values = 0;
        while (reader.Read())
        {
            if (
                reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject or JsonTokenType.PropertyName)
                && ++values > InputFile.MostValues
            )
            {
                throw InputFile.TooManyValues(what, origin);
            }
        }
    }

    /// <summary>Checks every member and text.</summary>
    /// <exception cref="InvalidOperationException">A text is not valid.</exception>
    /// <exception cref="ArgumentException">A member occurs twice.</exception>
    public static void RequireReadable(JsonNode? node)
    {
        if (node is JsonValue value && value.GetValueKind() == JsonValueKind.String)
        {
            value.GetValue<string>();
        }

        foreach (
            JsonNode? child in node switch
            {
                JsonObject map => map.Select(member => member.Value),
                JsonArray list => list,
                _ => [],
            }
        )
        {
            RequireReadable(child);
        }
    }
}
