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
    public static string Write(CallResult result, bool hasColour)
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
            Line(text, nameof(result.FailureMessage), VisibleText.Escaped(result.FailureMessage));
        }

        Line(text, nameof(result.Elapsed), string.Create(CultureInfo.InvariantCulture, $"{result.Elapsed.TotalMilliseconds:0} ms"));
        Line(text, nameof(result.Url), VisibleText.Escaped(result.Url));
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

    private static void Line(StringBuilder text, string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(label.PadRight(LabelWidth)).Append(" : ").AppendLine(value);
        }
    }

    private static string Colour(string text, int colour, bool hasColour) => hasColour ? $"\u001b[{colour}m{text}\u001b[0m" : text;
}
