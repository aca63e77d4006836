using System.Text.Json;
using System.Text.Unicode;

namespace PrivateApi.Policy.Language;

/// <summary>
/// Reads a policy in one pass over its UTF-8 (IAM guide, grammar of the IAM JSON policy language). If the text is something
/// else, says where, and what was expected.
/// </summary>
internal static class PolicyParser
{
    /// <summary>Reads the document.</summary>
    /// <param name="utf8">The text; a byte-order mark is skipped.</param>
    /// <param name="identity">True for an identity policy, whose statements name no principal.</param>
    public static PolicyDocument Read(ReadOnlySpan<byte> utf8, bool identity)
    {
        byte[] text = PolicyText.Normalise(utf8);
        if (!Utf8.IsValid(text))
        {
            throw PolicySyntax.Invalid(text, PolicyText.FirstInvalid(text), "expected UTF-8 text, found an invalid byte");
        }

        PolicyTokens tokens = new(text, identity);
        try
        {
            // Variables depend on the version, which may come after the statements: look for it first.
            tokens.HasVariables = PolicyText.SaysCurrentVersion(text);
            return ReadDocument(ref tokens);
        }
        catch (JsonException malformed)
        {
            throw PolicySyntax.Malformed(text, malformed);
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader's answer to a lone surrogate written as \uD800.
            throw PolicySyntax.Invalid(text, tokens.Offset, "expected text, found half a surrogate pair");
        }
    }

    private static PolicyDocument ReadDocument(ref PolicyTokens tokens)
    {
        string? version = null,
            id = null;
        List<PolicyStatement>? statements = null;
        int seen = 0;
        tokens.Reader.Read();
        tokens.Expect(JsonTokenType.StartObject, "a policy, an object that begins with {");
        while (tokens.NextProperty("the next element or }"))
        {
            if (tokens.Reader.ValueTextEquals("Version"u8))
            {
                tokens.Once(ref seen, 1);
                version = ReadVersion(ref tokens);
            }
            else if (tokens.Reader.ValueTextEquals("Id"u8))
            {
                tokens.Once(ref seen, 2);
                id = tokens.ReadText("the policy's Id");
            }
            else if (tokens.Reader.ValueTextEquals("Statement"u8))
            {
                tokens.Once(ref seen, 4);
                statements = ReadStatements(ref tokens);
            }
            else
            {
                throw tokens.Unknown("Version, Id or Statement");
            }
        }

        if (statements is null)
        {
            throw tokens.Invalid(tokens.Offset, "expected a Statement");
        }

        tokens.Reader.Read();
        return new PolicyDocument(version, id, [.. statements], tokens.Utf8);
    }

    private static string ReadVersion(ref PolicyTokens tokens)
    {
        string version = tokens.ReadText($"the Version, \"{PolicyDocument.CurrentVersion}\"");
        return version is PolicyDocument.CurrentVersion or PolicyDocument.OldVersion
            ? version
            : throw tokens.Invalid(
                tokens.Offset,
                $"expected the Version \"{PolicyDocument.CurrentVersion}\" (or \"{PolicyDocument.OldVersion}\"), found {tokens.Found()}"
            );
    }

    private static List<PolicyStatement> ReadStatements(ref PolicyTokens tokens)
    {
        List<PolicyStatement> statements = [];
        int start = tokens.Offset;
        tokens.Reader.Read();
        if (tokens.Reader.TokenType == JsonTokenType.StartObject)
        {
            statements.Add(StatementReader.Read(ref tokens, 0));
            return statements;
        }

        tokens.Expect(JsonTokenType.StartArray, "a statement or a list of statements");
        while (tokens.Reader.Read() && tokens.Reader.TokenType != JsonTokenType.EndArray)
        {
            tokens.Expect(JsonTokenType.StartObject, "a statement, an object that begins with {");
            statements.Add(StatementReader.Read(ref tokens, statements.Count));
        }

        return statements.Count > 0 ? statements : throw tokens.Invalid(start, "expected at least one statement");
    }
}
