using System.Text;
using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Policy.Language;

/// <summary>
/// A text with policy variables: <c>${key}</c>, <c>${key, 'default'}</c>, and <c>${*}</c>, <c>${?}</c>, <c>${$}</c> for the
/// characters themselves (IAM guide, policy variables).
/// </summary>
internal sealed class VariableText
{
    private readonly List<VariablePiece> _pieces = [];

    public IReadOnlyList<VariablePiece> Pieces => _pieces;

    public static VariableText Parse(string text, bool wildcards)
    {
        VariableText template = new();
        StringBuilder literal = new();
        for (int i = 0; i < text.Length; i++)
        {
            int close = text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{' ? text.IndexOf('}', i + 2) : -1;
            if (close < 0)
            {
                literal.Append(
                    wildcards
                        ? text[i] switch
                        {
                            '*' => Glob.AnyRun,
                            '?' => Glob.AnyOne,
                            char c => c,
                        }
                        : text[i]
                );
                continue;
            }

            string inside = text[(i + 2)..close];
            if (inside is "*" or "?" or "$")
            {
                literal.Append(inside);
            }
            else
            {
                template._pieces.Add(new VariablePiece(literal.ToString(), null, null));
                literal.Clear();
                template._pieces.Add(Variable(inside));
            }

            i = close;
        }

        template._pieces.Add(new VariablePiece(literal.ToString(), null, null));
        return template;
    }

    /// <summary>
    /// How long the text is with its variables filled in; -1 when one has neither a single value nor a default, and so nothing
    /// can match.
    /// </summary>
    public int LengthWith(RequestKeys keys)
    {
        int length = 0;
        foreach (VariablePiece piece in _pieces)
        {
            if (Value(piece, keys) is not { } value)
            {
                return -1;
            }

            length += value.Length;
        }

        return length;
    }

    /// <summary>Fills in the variables, after <see cref="LengthWith"/> has said that it is possible and how long the text gets.</summary>
    public void Resolve(RequestKeys keys, Span<char> into)
    {
        foreach (VariablePiece piece in _pieces)
        {
            string value = Value(piece, keys)!;
            value.CopyTo(into);
            into = into[value.Length..];
        }
    }

    private static string? Value(VariablePiece piece, RequestKeys keys) =>
        piece.Key is null ? piece.Literal
        : keys.Find(piece.Key, out RequestKey found) && found.Value is { Length: > 0 } value ? value
        : piece.Default;

    private static VariablePiece Variable(string inside)
    {
        int comma = inside.IndexOf(',', StringComparison.Ordinal);
        string fallback = comma < 0 ? string.Empty : inside[(comma + 1)..].Trim();
        return fallback is ['\'', .., '\'']
            ? new VariablePiece(string.Empty, inside[..comma].Trim(), fallback[1..^1])
            : new VariablePiece(string.Empty, inside.Trim(), null);
    }
}
