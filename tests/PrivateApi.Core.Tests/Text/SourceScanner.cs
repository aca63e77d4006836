using System.Text;

namespace PrivateApi.Tests.Text;

/// <summary>
/// Finds the string literals of a C# file: comments and characters are skipped, and what stands in the holes of interpolated
/// strings is read as code again (C# specification, "String literals" and "Interpolated string expressions").
/// </summary>
internal sealed class SourceScanner(string file, string code)
{
    private readonly List<SourceLiteral> _found = [];
    private int _at;

    public static IReadOnlyList<SourceLiteral> Read(string file, string code)
    {
        SourceScanner scanner = new(file, code);
        scanner.Code(inHole: false);
        return scanner._found;
    }

    /// <summary>Code up to its end; in a hole, up to the brace that closes it.</summary>
    private void Code(bool inHole)
    {
        int depth = 0;
        while (_at < code.Length)
        {
            char c = code[_at];
            if (Is("//"))
            {
                _at = End("\n");
            }
            else if (Is("/*"))
            {
                _at = End("*/");
            }
            else if (c == '\'')
            {
                _at += code[_at + 1] == '\\' ? 2 : 1;
                _at = End("'");
            }
            else if (c is '"' or '$' or '@' && Prefix() is { } quote)
            {
                Literal(quote);
            }
            else if (inHole && depth == 0 && c == '}')
            {
                return;
            }
            else
            {
                depth +=
                    c is '{' or '(' or '[' ? 1
                    : c is '}' or ')' or ']' ? -1
                    : 0;
                _at++;
            }
        }
    }

    /// <summary>Where the quote of a literal that begins here is; null where none begins.</summary>
    private int? Prefix()
    {
        int quote = _at;
        while (quote < code.Length && code[quote] is '$' or '@')
        {
            quote++;
        }

        return quote < code.Length && code[quote] == '"' ? quote : null;
    }

    private void Literal(int quote)
    {
        int start = _at,
            holeMarks = code[_at..quote].Count(c => c == '$'),
            quotes = Run('"', quote);
        bool isVerbatim = code[_at..quote].Contains('@', StringComparison.Ordinal);
        if (quotes == 2)
        {
            _at = quote + 2;
            return;
        }

        // A verbatim text may begin with a doubled quote of its own.
        string end = new('"', quotes >= 3 && !isVerbatim ? quotes : 1);
        _at = quote + end.Length;
        StringBuilder text = new();
        List<string> holes = [];
        while (!Is(end) || (isVerbatim && Is("\"\"")))
        {
            char c = code[_at];
            if (end.Length == 1 && !isVerbatim && c == '\\')
            {
                text.Append(code[_at + 1] is 'n' or 'r' or 't' ? ' ' : code[_at + 1]);
                _at += 2;
            }
            else if (isVerbatim && c == '"')
            {
                text.Append(c);
                _at += 2;
            }
            else if (holeMarks > 0 && c == '{' && Run('{', _at) is var braces && (end.Length > 1 ? braces >= holeMarks : braces % 2 == 1))
            {
                text.Append(c, end.Length > 1 ? braces - holeMarks : braces / 2).Append(SourceLiteral.Hole);
                _at += braces;
                holes.Add(Hole());
                _at += end.Length > 1 ? holeMarks : 1;
            }
            else
            {
                text.Append(c);
                _at += holeMarks > 0 && end.Length == 1 && c is '{' or '}' && _at + 1 < code.Length && code[_at + 1] == c ? 2 : 1;
            }
        }

        _at += end.Length;
        _found.Add(new SourceLiteral($"{file}:{code[..start].Count(c => c == '\n') + 1}", text.ToString(), holes));
    }

    private string Hole()
    {
        int start = _at;
        Code(inHole: true);
        return code[start.._at];
    }

    private bool Is(string text) => string.CompareOrdinal(code, _at, text, 0, text.Length) == 0;

    private int End(string text) =>
        code.IndexOf(text, _at + 1, StringComparison.Ordinal) is var end and >= 0 ? end + text.Length : code.Length;

    private int Run(char c, int from)
    {
        int count = 0;
        while (from + count < code.Length && code[from + count] == c)
        {
            count++;
        }

        return count;
    }
}
