using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Errors;

namespace PrivateApi.Input;

/// <summary>
/// JSON of others as a tree that can be walked to its end. Members and texts of a <see cref="JsonNode"/> are looked at only when
/// asked for: a name that occurs twice, or half a surrogate pair, throws only then, far from where the text was read.
/// </summary>
internal static class JsonTree
{
    /// <summary>Deep enough for any API, and deeper than .NET's own 64; what is deeper is an attack on the stack.</summary>
    public const int MaxDepth = 256;

    /// <summary>Reads a text whole.</summary>
    /// <exception cref="JsonException">It is no JSON, a member occurs twice, or a text in it is no text.</exception>
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

    /// <summary>Refuses a document of too many values before its tree is made, which takes a hundred times the memory of <c>[],</c>.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="what">What it is meant to be, for the refusal.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <exception cref="PrivateApiException"><c>InputTooLarge</c>.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static void RequireFewValues(ReadOnlySpan<byte> utf8, string what, string origin)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        int values = 0;
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject or JsonTokenType.PropertyName) && ++values > InputFile.MostValues)
            {
                throw InputFile.TooManyValues(what, origin);
            }
        }
    }

    /// <summary>Looks at every member and text.</summary>
    /// <exception cref="InvalidOperationException">A text is no text.</exception>
    /// <exception cref="ArgumentException">A member occurs twice.</exception>
    public static void RequireReadable(JsonNode? node)
    {
        if (node is JsonValue value && value.GetValueKind() == JsonValueKind.String)
        {
            value.GetValue<string>();
        }

        foreach (JsonNode? child in node switch { JsonObject map => map.Select(member => member.Value), JsonArray list => list, _ => [] })
        {
            RequireReadable(child);
        }
    }
}
