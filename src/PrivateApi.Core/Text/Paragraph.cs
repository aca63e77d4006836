using System.Buffers;
using System.Text;

namespace PrivateApi.Text;

/// <summary>
/// Breaks prose into lines of a terminal or a log, which PowerShell cuts anywhere: at spaces, so that ids stay whole. Commands are for
/// <see cref="CommandLayout"/>.
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
