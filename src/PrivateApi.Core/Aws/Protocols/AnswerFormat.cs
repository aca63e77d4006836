using System.Text.Json;
using System.Xml;

namespace PrivateApi.Aws.Protocols;

/// <summary>
/// The form of an answer's text, determined in one pass before a reader gets it: the SDK's readers accept any document as an empty
/// answer, and need quadratic time for a text that is nested without end.
/// </summary>
internal sealed record AnswerFormat
{
    /// <summary>The deepest answer that is read here, Route 53's record sets, has seven levels.</summary>
    private const int MostDepth = 64;

    // No answer declares a document type, and nested entities can turn a kilobyte into a gigabyte.
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>True for XML, well-formed or not.</summary>
    public bool IsXml { get; private init; }

    /// <summary>True if the code or message of a refusal is not text, which the SDK's reader of refusals cannot handle.</summary>
    public bool IsOddRefusal { get; private init; }

    /// <summary>Name of the document's element, without a prefix; empty for none.</summary>
    public string Root { get; private init; } = string.Empty;

    /// <summary>True when it has EC2's list of errors.</summary>
    public bool HasErrors { get; private init; }

    /// <summary>Code and type of an error in XML, <c>__type</c> in JSON; empty for none.</summary>
    public string Error { get; private init; } = string.Empty;

    /// <summary>Why it cannot be read; null when it is well-formed, or in another form.</summary>
    public string? Problem { get; private init; }

    /// <summary>Examines a text.</summary>
    public static AnswerFormat Detect(byte[] body)
    {
        ReadOnlySpan<byte> text = body.AsSpan();
        text = (text.StartsWith("\uFEFF"u8) ? text[3..] : text).TrimStart(" \t\r\n"u8);
        return text.StartsWith("<"u8) ? OfXml(body)
            : text.StartsWith("{"u8) ? OfJson(text)
            : new AnswerFormat();
    }

    private static AnswerFormat OfXml(byte[] body)
    {
        string root = string.Empty,
            error = string.Empty;
        bool hasErrors = false;
        try
        {
            using MemoryStream stream = new(body, writable: false);
            using XmlReader reader = XmlReader.Create(stream, Settings);
            bool more = reader.Read();
            while (more)
            {
                if (reader.Depth > MostDepth)
                {
                    return new AnswerFormat
                    {
                        IsXml = true,
                        Root = root,
                        Problem = "its elements are nested too deeply",
                    };
                }

                bool isElement = reader.NodeType == XmlNodeType.Element;
                root = isElement && root.Length == 0 ? reader.LocalName : root;
                hasErrors |= isElement && reader is { Depth: 1, LocalName: "Errors" };
                if (isElement && reader is { LocalName: "Code" or "Type", Depth: <= 3 })
                {
                    // Afterwards the reader is at the next node.
                    error += $"{Text(reader)} ";
                    more = !reader.EOF;
                }
                else
                {
                    more = reader.Read();
                }
            }

            return new AnswerFormat
            {
                IsXml = true,
                Root = root,
                HasErrors = hasErrors,
                Error = error,
            };
        }
        catch (XmlException e)
        {
            return new AnswerFormat
            {
                IsXml = true,
                Root = root,
                Problem = e.Message,
            };
        }
    }

    private static string Text(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return string.Empty;
        }

        reader.Read();
        string text = reader.NodeType == XmlNodeType.Text ? reader.Value : string.Empty;
        return text;
    }

    private static bool IsWord(in Utf8JsonReader reader) =>
        reader.ValueTextEquals("message"u8)
        || reader.ValueTextEquals("Message"u8)
        || reader.ValueTextEquals("__type"u8)
        || reader.ValueTextEquals("code"u8);

    private static AnswerFormat OfJson(ReadOnlySpan<byte> text)
    {
        string type = string.Empty;
        bool isOdd = false;
        try
        {
            Utf8JsonReader reader = new(text, new JsonReaderOptions { MaxDepth = MostDepth });
            bool isWord = false;
            while (reader.Read())
            {
                isOdd |= isWord && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
                isWord = reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && IsWord(reader);
                if (
                    reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 }
                    && reader.ValueTextEquals("__type"u8)
                    && reader.Read()
                    && reader.TokenType == JsonTokenType.String
                )
                {
                    type = reader.GetString()!;
                }
            }

            return new AnswerFormat { IsOddRefusal = isOdd, Error = type };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new AnswerFormat { Problem = e.Message };
        }
    }
}
