using System.Buffers;
using System.Text;

namespace PrivateApi.Text;

/// <summary>
/// Breaks what is shown into lines of a terminal or a log, which PowerShell cuts anywhere: prose at spaces, so that ids stay whole, and
/// commands where PowerShell continues them, so that they can be copied.
/// </summary>
internal static class Paragraph
{
    // A line that leaves less than this to the text is not worth keeping to.
    private const int LeastWidth = 20;

    private static readonly SearchValues<char> Separators = SearchValues.Create("/:,;.&");

    /// <summary>Prose with a hanging indent. What is longer than a line is broken behind a separator, or else anywhere.</summary>
    /// <param name="text">The text, visible, in one line.</param>
    /// <param name="width">Characters in a line; 0 for no limit.</param>
    /// <param name="indent">Spaces in front of each line but the first, which stands behind as many already.</param>
    public static string Wrap(string text, int width, int indent)
    {
        int room = width - indent;
        if (width == 0 || room < LeastWidth || text.Length <= room)
        {
            return text;
        }

        StringBuilder lines = new();
        ReadOnlySpan<char> rest = text;
        while (rest.Length > room)
        {
            int end = Break(rest, room);
            lines.Append(rest[..end].TrimEnd()).AppendLine().Append(' ', indent);
            rest = rest[end..].TrimStart();
        }

        return lines.Append(rest).ToString();
    }

    /// <summary>
    /// Commands as they are typed. A line that is too long goes on behind a backtick, or behind the comma or semicolon that lets
    /// PowerShell go on; a value in quotes is never broken.
    /// </summary>
    /// <param name="commands">The commands, separated by semicolons, visible, in one line.</param>
    /// <param name="width">Characters in a line; 0 for no limit.</param>
    /// <param name="indent">Spaces in front of each line but the first, which stands behind as many already.</param>
    public static string Fold(string commands, int width, int indent)
    {
        int room = width - indent;
        if (width == 0 || room < LeastWidth || commands.Length <= room)
        {
            return commands;
        }

        StringBuilder lines = new();
        int used = 0;
        string glue = string.Empty;
        foreach ((string piece, string next) in Pieces(commands))
        {
            if (glue == Remark)
            {
                // On lines of its own, each of them a remark.
                string margin = Environment.NewLine + new string(' ', indent);
                lines.Append(margin).Append(Wrap(piece, width, indent + 2).Replace(margin + "  ", margin + "# ", StringComparison.Ordinal));
                break;
            }

            // The backtick that may have to follow counts as well.
            if (used > 0 && (glue == NewCommand || used + 1 + piece.Length + 2 > room))
            {
                string further = glue == NewCommand ? string.Empty : "  ";
                lines.Append(glue == NewCommand ? string.Empty : glue).AppendLine().Append(' ', indent).Append(further);
                used = further.Length;
            }
            else if (used > 0)
            {
                lines.Append(' ');
                used++;
            }

            lines.Append(piece);
            used += piece.Length;
            glue = next;
        }

        return lines.ToString();
    }

    private const string NewCommand = ";";

    private const string Remark = "#";

    // Between two pieces there is a space in the text, where PowerShell takes what is added: a backtick, or nothing behind a comma.
    private static IEnumerable<(string Piece, string Glue)> Pieces(string text)
    {
        int start = 0;
        char quote = default;
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote != default)
            {
                // PowerShellLiteral writes only these two kinds; a backtick takes the next character along in the second.
                i += quote == '"' && c == '`' ? 1 : 0;
                quote = c == quote ? default : quote;
                continue;
            }

            if (c == '#' && i > 0 && text[i - 1] == ' ')
            {
                yield return (text[start..i].TrimEnd(), Remark);
                start = i;
                break;
            }

            quote = c is '\'' or '"' ? c : default;

            depth +=
                c is '{' or '(' ? 1
                : c is '}' or ')' ? -1
                : 0;
            if (c != ' ' || i == start)
            {
                continue;
            }

            char before = text[i - 1];
            bool isParameter = depth == 0 && i + 2 < text.Length && text[i + 1] == '-' && char.IsAsciiLetter(text[i + 2]);
            if (before == ';' && depth == 0)
            {
                yield return (text[start..(i - 1)], NewCommand);
            }
            else if (isParameter)
            {
                yield return (text[start..i], " `");
            }
            else if (before is ',' or ';')
            {
                yield return (text[start..i], string.Empty);
            }
            else
            {
                continue;
            }

            start = i + 1;
        }

        yield return (text[start..], string.Empty);
    }

    private static int Break(ReadOnlySpan<char> text, int room)
    {
        int space = text[..(room + 1)].LastIndexOf(' ');
        if (space > 0)
        {
            return space;
        }

        int separator = text[..room].LastIndexOfAny(Separators);
        return separator > room / 2 ? separator + 1 : room;
    }
}
