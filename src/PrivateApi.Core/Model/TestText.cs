using System.Text;
using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A result for a person to read at a glance: in path order, with a mark, the evidence of what is wrong, and the remedy.</summary>
internal static class TestText
{
    private const int NameWidth = 23;
    private const int Indent = 4;

    /// <summary>Writes the text.</summary>
    /// <param name="result">The result.</param>
    /// <param name="isDetailed">True to show the evidence of every check, including those that do not apply to the call.</param>
    /// <param name="hasColour">True to colour marks and verdict.</param>
    public static string Write(TestResult result, bool isDetailed, bool hasColour)
    {
        StringBuilder text = new();
        text.Append(VisibleText.Escaped($"{result.Title}  {result.Method} {result.Path}"))
            .Append("  from ")
            .AppendLine(VisibleText.Escaped(result.Caller))
            .Append("  ")
            .AppendLine(VisibleText.Escaped(result.Url))
            .Append("  ")
            .Append(Colour(result.Verdict.ToString(), Of(result.Verdict), hasColour))
            .AppendLine(VisibleText.Escaped(Outcome(result)))
            .AppendLine();
        foreach (TestCheck check in result.Check.Where(check => isDetailed || check.Status != CheckStatus.NotApplicable))
        {
            (string mark, int colour) = Mark(check.Status);
            bool explains = isDetailed || check.Status is CheckStatus.Failed or CheckStatus.Warning or CheckStatus.Skipped;
            text.Append("  ")
                .Append(Colour(mark, colour, hasColour))
                .Append(' ')
                .AppendLine(explains ? $"{check.Name, -NameWidth}{VisibleText.Escaped(check.Message)}" : check.Name.ToString());
            if (explains && check.Remedy is { } remedy)
            {
                foreach (string line in CommandLayout.Lines(remedy, CommandLayout.Columns - Indent))
                {
                    text.Append(' ', Indent).AppendLine(VisibleText.Escaped(line));
                }
            }

            if (explains && check.HandOver is { } handOver)
            {
                text.Append(' ', Indent).Append("Send its HandOver to ").AppendLine(VisibleText.Escaped(handOver.To));
            }
        }

        if (result.Live is { } live)
        {
            text.AppendLine()
                .Append("  Live (")
                .Append(VisibleText.Escaped(live.Via))
                .Append("): ")
                .Append(live.StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? live.Failure.ToString())
                .AppendLine(
                    result.Agrees switch
                    {
                        true => ", as predicted",
                        false => Colour(", not as predicted", 31, hasColour),
                        null => string.Empty,
                    }
                );
        }

        foreach (string line in result.Explanation)
        {
            text.Append("    ").AppendLine(VisibleText.Escaped(line));
        }

        return text.ToString().TrimEnd();
    }

    private static string Outcome(TestResult result) =>
        result switch
        {
            { PredictedFailure: CallFailure.None, PredictedBody: { } body } => $": {result.PredictedStatusCode} {body}",
            { Verdict: Verdict.Reachable } => ": the call gets through to the integration",
            { PredictedFailure: { } failure and not CallFailure.None } => $": {failure}",
            _ => string.Empty,
        };

    private static (string Mark, int Colour) Mark(CheckStatus status) =>
        status switch
        {
            CheckStatus.Passed => ("✓", 32),
            CheckStatus.Failed => ("✗", 31),
            CheckStatus.Warning => ("!", 33),
            CheckStatus.Skipped => ("?", 35),
            _ => ("-", 90),
        };

    private static int Of(Verdict verdict) =>
        verdict switch
        {
            Verdict.Reachable => 32,
            Verdict.Blocked => 31,
            _ => 35,
        };

    private static string Colour(string text, int colour, bool hasColour) => hasColour ? $"\u001b[{colour}m{text}\u001b[0m" : text;
}
