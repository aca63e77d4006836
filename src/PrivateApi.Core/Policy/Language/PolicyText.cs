using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PrivateApi.Policy.Language;

/// <summary>Turns the forms in which a policy's text arrives into plain JSON.</summary>
internal static class PolicyText
{
    private const int LongestShown = 60;

    /// <summary>
    /// Removes a byte-order mark and undoes the two wrappings in which policies are returned: API Gateway's escaped text
    /// (<c>{\"Version\":…}</c>, GetRestApi) and a JSON string that contains the policy.
    /// </summary>
    public static byte[] Normalise(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        ReadOnlySpan<byte> trimmed = utf8.Trim(" \t\r\n"u8);
        bool quoted = trimmed.StartsWith("\""u8) && trimmed.EndsWith("\""u8) && trimmed.Length > 1;
        bool escaped = trimmed.StartsWith("{"u8) && trimmed[1..].TrimStart(" \t\r\n"u8) is [(byte)'\\', ..];
        if (!quoted && !escaped)
        {
            return utf8.ToArray();
        }

        try
        {
            byte[] wrapped = quoted ? trimmed.ToArray() : [(byte)'"', .. EscapeLines(trimmed), (byte)'"'];
            return Encoding.UTF8.GetBytes(JsonSerializer.Deserialize<string>(wrapped) ?? string.Empty);
        }
        catch (JsonException)
        {
            // Not wrapped after all: the parser says what is wrong with the text as it is.
            return utf8.ToArray();
        }
    }

    public static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        int offset = 0;
        while (offset < utf8.Length && Rune.DecodeFromUtf8(utf8[offset..], out _, out int length) == OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }

    public static string Shorten(string text) => text.Length <= LongestShown ? text : string.Concat(text.AsSpan(0, LongestShown), "…");

    /// <summary>True when the document's Version is 2012-10-17; also false when the text is not a document at all.</summary>
    public static bool SaysCurrentVersion(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = 32 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("Version"u8))
            {
                return reader.Read() && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(PolicyDocument.CurrentVersion);
            }

            reader.Skip();
        }

        return false;
    }

    private static byte[] EscapeLines(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetBytes(
            Encoding
                .UTF8.GetString(text)
                .Replace("\r", "\\r", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal)
                .Replace("\t", "\\t", StringComparison.Ordinal)
        );
}
