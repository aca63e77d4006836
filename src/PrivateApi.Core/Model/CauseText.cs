using System.Globalization;
using System.Text;
using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A cause for a person to read: what it is, why it fits, and what to type next.</summary>
internal static class CauseText
{
    private const string Indent = "   ";

    /// <summary>Writes the text.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="hasColour">True to colour the certainty.</param>
    public static string Write(ErrorCause cause, bool hasColour)
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
        text.AppendLine(CultureInfo.InvariantCulture, $"   {VisibleText.Escaped(cause.Explanation)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"   Why: {VisibleText.Escaped(cause.Evidence)}");
        text.AppendLine("   Try:");
        text.AppendJoin(
            Environment.NewLine,
            CommandLayout.Lines(cause.Command, CommandLayout.Columns - Indent.Length).Select(line => Indent + VisibleText.Escaped(line))
        );
        return text.ToString();
    }
}
