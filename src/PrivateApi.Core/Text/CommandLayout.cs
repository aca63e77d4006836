using System.Text;

namespace PrivateApi.Text;

/// <summary>
/// Lays a command out in lines that a terminal of 80 columns shows whole. PowerShell's views cut longer lines off with line ends of their
/// own, in the middle of a word, so that what is copied from the screen would run as several commands. A line that ends with a backtick,
/// or within parentheses, goes on in the next one, so what is copied from here is the command again (about_Line_Editing, about_Parsing).
/// </summary>
internal static class CommandLayout
{
    /// <summary>The widest line that a view leaves alone in a terminal of 80 columns.</summary>
    public const int Columns = 79;

    private const string GoesOn = " `";

    /// <summary>A command with a margin, visible.</summary>
    /// <param name="command">The command as one line.</param>
    /// <param name="width">How many columns a line may have, the margin included; 0 for no limit.</param>
    /// <param name="indent">Spaces in front of each line but the first, which stands behind as many already.</param>
    public static string Indented(string command, int width, int indent) =>
        width == 0
            ? VisibleText.Escaped(command)
            : string.Join(Environment.NewLine + new string(' ', indent), Lines(command, width - indent).Select(VisibleText.Escaped));

    /// <summary>The lines of a command.</summary>
    /// <param name="command">The command as one line, perhaps several joined by semicolons, perhaps with a remark.</param>
    /// <param name="width">How many columns a line may have.</param>
    public static IReadOnlyList<string> Lines(string command, int width)
    {
        List<string> lines = [];
        StringBuilder line = new();
        (IReadOnlyList<string> words, string? remark) = Words(command);
        if (VisibleText.Escaped(command).Length <= width)
        {
            return [command];
        }

        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            if (line.Length > 0 && line.Length + 1 + Need(i) + GoesOn.Length > width)
            {
                lines.Add(line.Append(GoesOn).ToString());
                line.Clear();
            }

            if (word.Length + GoesOn.Length > width && Pieces(word, width) is { Count: > 1 } pieces)
            {
                lines.AddRange(pieces.Take(pieces.Count - 1));
                line.Append(pieces[^1]);
            }
            else
            {
                line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
            }
        }

        lines.Add(line.ToString());
        return remark is null ? lines : [.. lines, .. Remark(remark, width)];

        // A parameter stays with its value where both fit into one line.
        int Need(int i)
        {
            int pair = i + 1 < words.Count && words[i][0] == '-' && words[i + 1][0] != '-' ? words[i].Length + 1 + words[i + 1].Length : 0;
            return pair > 0 && pair + GoesOn.Length <= width ? pair : words[i].Length;
        }
    }

    /// <summary>What stands between spaces outside of quotes, and the remark behind the command.</summary>
    private static (IReadOnlyList<string> Words, string? Remark) Words(string command)
    {
        List<string> words = [];
        int start = 0;
        for (int i = 0; i < command.Length; i++)
        {
            if (PowerShellLiteral.IsQuote(command[i]))
            {
                i = EndOf(command, i) - 1;
            }
            else if (command[i] == ' ')
            {
                Add(i);
                start = i + 1;
            }
            else if (command[i] == '#' && i == start)
            {
                return (words, command[i..]);
            }
        }

        Add(command.Length);
        return (words, null);

        void Add(int end)
        {
            if (end > start)
            {
                words.Add(command[start..end]);
            }
        }
    }

    /// <summary>A long text as the sum of shorter ones; the word as it is where it holds none.</summary>
    private static List<string> Pieces(string word, int width)
    {
        int open = word.TakeWhile(c => !PowerShellLiteral.IsQuote(c)).Count();
        bool isBare = open == word.Length;
        if (isBare && word[0] is '-' or '@' or '$')
        {
            return [word];
        }

        (int start, int end, char quote) = isBare ? (0, word.TrimEnd(',').Length, '\'') : (open + 1, EndOf(word, open) - 1, word[open]);
        List<string> pieces = [];
        StringBuilder piece = new(isBare ? "(" : word[..open] + "(");
        piece.Append(quote);
        for (int i = start; i < end; )
        {
            int length = PowerShellLiteral.LengthOf(word, i, quote);
            if (piece.Length + length + " +".Length + 1 > width)
            {
                pieces.Add(piece.Append(quote).Append(" +").ToString());
                piece.Clear().Append(quote);
            }

            piece.Append(word, i, length);
            i += length;
        }

        pieces.Add(piece.Append(quote).Append(')').Append(word[(isBare ? end : end + 1)..]).ToString());
        return pieces;
    }

    // The index behind the closing quote.
    private static int EndOf(string text, int open)
    {
        for (int i = open + 1; i < text.Length; )
        {
            int length = PowerShellLiteral.LengthOf(text, i, text[open]);
            if (length == 1 && PowerShellLiteral.Closes(text[i], text[open]))
            {
                return i + 1;
            }

            i += length;
        }

        return text.Length;
    }

    // Each line a comment of its own: the rest of one that a view cut off would run.
    private static IEnumerable<string> Remark(string remark, int width)
    {
        StringBuilder line = new("#");
        foreach (string word in remark[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 1 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear().Append('#');
            }

            line.Append(' ').Append(word);
        }

        yield return line.ToString();
    }
}
