using System.Globalization;
using System.Text;
using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A call's result for a person to read at a glance: the outcome, the address, and the body.</summary>
internal static class CallText
{
    private const int LabelWidth = 15;

    /// <summary>Writes the text.</summary>
    /// <param name="result">The result.</param>
    /// <param name="hasColour">True to colour the status.</param>
    /// <param name="width">Characters in a line, the body aside; 0 for no limit.</param>
    public static string Write(CallResult result, bool hasColour, int width)
    {
        StringBuilder text = new();
        if (result.StatusCode is { } status)
        {
            Line(
                text,
                nameof(result.StatusCode),
                Colour(
                    status.ToString(CultureInfo.InvariantCulture),
                    status < 300 ? 32
                        : status < 500 ? 33
                        : 31,
                    hasColour
                )
            );
        }
        else
        {
            Line(text, nameof(result.Failure), Colour(result.Failure.ToString(), 31, hasColour));
            Line(text, nameof(result.FailureMessage), Wrapped(result.FailureMessage, width));
        }

        Line(text, nameof(result.Elapsed), string.Create(CultureInfo.InvariantCulture, $"{1000 * result.Elapsed:0} ms"));
        Line(text, nameof(result.Url), Wrapped(result.Url, width));
        Line(text, nameof(result.ResolvedAddress), VisibleText.Escaped(result.ResolvedAddress));
        Line(text, nameof(result.Via), VisibleText.Escaped(result.Via));
        Line(text, nameof(result.RequestId), VisibleText.Escaped(result.RequestId));
        foreach (string line in result.Log ?? [])
        {
            Line(text, nameof(result.Log), VisibleText.Lines(line));
        }

        if (result.Content is { Length: > 0 } content)
        {
            text.AppendLine().AppendLine(VisibleText.Lines(content));
        }

        return text.ToString().TrimEnd();
    }

    private static string Wrapped(string? value, int width) => Paragraph.Wrap(VisibleText.Escaped(value), width, LabelWidth + 3);

    private static void Line(StringBuilder text, string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(label.PadRight(LabelWidth)).Append(" : ").AppendLine(value);
        }
    }

    private static string Colour(string text, int colour, bool hasColour) => hasColour ? $"\u001b[{colour}m{text}\u001b[0m" : text;
}
