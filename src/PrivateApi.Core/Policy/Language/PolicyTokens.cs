using System.Text;
using System.Text.Json;
using PrivateApi.Errors;

namespace PrivateApi.Policy.Language;

/// <summary>A policy's text, token by token: what reading every element has in common, and the errors for what is missing.</summary>
internal ref struct PolicyTokens(byte[] utf8, bool identity)
{
    /// <summary>The reader; a field, because it is a struct that changes.</summary>
    public Utf8JsonReader Reader = new(utf8, new JsonReaderOptions { MaxDepth = 32 });

    public readonly byte[] Utf8 => utf8;

    /// <summary>True for an identity policy, whose statements name no principal.</summary>
    public readonly bool IsIdentity => identity;

    /// <summary>True when <c>${…}</c> is a variable.</summary>
    public bool HasVariables { get; set; }

    /// <summary>What <see cref="ReadTexts"/> read last.</summary>
    public readonly List<PolicyString> Texts { get; } = new(8);

    public readonly int Offset => (int)Reader.TokenStartIndex;

    public string ReadText(string expected)
    {
        Reader.Read();
        Expect(JsonTokenType.String, expected);
        return Reader.GetString()!;
    }

    // One text or a list of them is allowed anywhere; both mean the same (IAM guide, grammar).
    public void ReadTexts(string expected, bool scalars)
    {
        Texts.Clear();
        Reader.Read();
        if (Reader.TokenType != JsonTokenType.StartArray)
        {
            Texts.Add(ReadScalar(expected, scalars));
            return;
        }

        while (Reader.Read() && Reader.TokenType != JsonTokenType.EndArray)
        {
            Texts.Add(ReadScalar(expected, scalars));
        }
    }

    private readonly PolicyString ReadScalar(string expected, bool scalars) =>
        Reader.TokenType switch
        {
            JsonTokenType.String => new PolicyString(Reader.GetString()!, Offset),
            JsonTokenType.True when scalars => new PolicyString("true", Offset),
            JsonTokenType.False when scalars => new PolicyString("false", Offset),
            JsonTokenType.Number when scalars => new PolicyString(Encoding.UTF8.GetString(Reader.ValueSpan), Offset),
            _ => throw Invalid(Offset, $"expected {expected}, found {Found()}"),
        };

    public bool NextProperty(string expected)
    {
        Reader.Read();
        if (Reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndObject)
        {
            return Reader.TokenType == JsonTokenType.PropertyName;
        }

        throw Invalid(Offset, $"expected {expected}");
    }

    public readonly void Expect(JsonTokenType type, string expected)
    {
        if (Reader.TokenType != type)
        {
            throw Invalid(Offset, $"expected {expected}, found {Found()}");
        }
    }

    public readonly void Once(ref int seen, int flag) => seen = (seen & flag) == 0 ? seen | flag : throw Twice();

    public readonly PrivateApiException Twice() => Invalid(Offset, $"expected {Found()} once, found it twice");

    public readonly PrivateApiException Unknown(string expected) => Invalid(Offset, $"expected {expected}, found {Found()}");

    // What was found, shortened: a policy of megabytes must not be returned as its own error message.
    public readonly string Found() =>
        Reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.EndArray or JsonTokenType.EndObject => "nothing",
            JsonTokenType.String or JsonTokenType.PropertyName => $"\"{PolicyText.Shorten(Reader.GetString()!)}\"",
            _ => PolicyText.Shorten(Encoding.UTF8.GetString(Reader.ValueSpan)),
        };

    public readonly PrivateApiException Invalid(int offset, string what) => PolicySyntax.Invalid(utf8, offset, what);
}
