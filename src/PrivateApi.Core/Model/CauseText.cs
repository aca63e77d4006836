using System.Globalization;
using System.Text;
using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A cause for a person to read: what it is, why it fits, and what to type next.</summary>
internal static class CauseText
{
    /// <summary>Writes the text.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="hasColour">True to colour the certainty.</param>
    /// <param name="width">Characters in a line; 0 for no limit.</param>
    public static string Write(ErrorCause cause, bool hasColour, int width)
    {
        int colour = cause.Certainty switch
        {
            CauseCertainty.Stated => 31,
            CauseCertainty.Likely => 33,
            _ => 36,
        };
        string certainty = hasColour ? $"\u001b[{colour}m{cause.Certainty}\u001b[0m" : cause.Certainty.ToString();
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{cause.Order}. {VisibleText.Escaped(cause.Cause)} ({certainty})");
        text.AppendLine(CultureInfo.InvariantCulture, $"   {Paragraph.Wrap(VisibleText.Escaped(cause.Explanation), width, 3)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"   Why: {Paragraph.Wrap(VisibleText.Escaped(cause.Evidence), width, 8)}");
        text.Append(CultureInfo.InvariantCulture, $"   Try: {Paragraph.Fold(VisibleText.Escaped(cause.Command), width, 8)}");
        return text.ToString();
    }
}
