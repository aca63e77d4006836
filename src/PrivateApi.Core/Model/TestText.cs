using System.Globalization;
using System.Text;
using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>
/// A result for a person to read at a glance: the verdict and the caller, what is wrong in path order with the evidence, and the remedy
/// on lines of its own.
/// </summary>
/// <param name="result">The result.</param>
/// <param name="isDetailed">True to show every check, including those that passed or do not apply to the call.</param>
/// <param name="hasColour">True to colour marks, verdict and remedies.</param>
/// <param name="width">Characters in a line; 0 for no limit.</param>
internal sealed class TestText(TestResult result, bool isDetailed, bool hasColour, int width)
{
    private const int LabelWidth = 11;

    private const int EvidenceIndent = 6;

    private readonly StringBuilder _text = new();

    /// <summary>Writes the text.</summary>
    public static string Write(TestResult result, bool isDetailed, bool hasColour, int width) =>
        new TestText(result, isDetailed, hasColour, width).Write();

    private string Write()
    {
        _text.AppendLine(Paragraph.Wrap(VisibleText.Escaped($"{result.Title}  {result.Method} {result.Path}"), width, 0));
        Line(Colour(result.Verdict.ToString(), Of(result.Verdict)), result.Verdict.ToString().Length, Outcome());
        Line("from", "from".Length, result.Caller);
        if (result.Url.Length > 0)
        {
            Line("to", "to".Length, result.Url);
        }

        if (result.PredictedBody is { } body)
        {
            Line("answer", "answer".Length, body);
        }

        if (result.Expected is { } expected)
        {
            string met = result.AsExpected == true ? "yes" : "no";
            Line("expected", "expected".Length, $"{met}: {expected.Title} says {expected}");
        }

        _text.AppendLine();
        foreach (TestCheck check in result.Check.Where(check => isDetailed || IsWrong(check.Status)))
        {
            Check(check);
        }

        if (!isDetailed)
        {
            int passed = result.Check.Count(check => check.Status == CheckStatus.Passed);
            _text.Append("  ").Append(Colour("✓", 32)).AppendLine(CultureInfo.InvariantCulture, $" {passed} passed");
        }

        Live();
        return _text.ToString().TrimEnd();
    }

    private void Check(TestCheck check)
    {
        (string mark, int colour) = Mark(check.Status);
        _text
            .Append("  ")
            .Append(Colour(mark, colour))
            .Append(' ')
            .AppendLine(check.Name.ToString())
            .Append(' ', EvidenceIndent)
            .AppendLine(Paragraph.Wrap(VisibleText.Escaped(check.Message), width, EvidenceIndent));
        if (check.Remedy is { } remedy)
        {
            _text
                .AppendLine()
                .Append(' ', EvidenceIndent)
                .AppendLine(Colour(CommandLayout.Indented(remedy, width, EvidenceIndent), 36))
                .AppendLine();
        }

        if (check.HandOver is { } handOver)
        {
            _text
                .Append(' ', EvidenceIndent)
                .AppendLine(Paragraph.Wrap(VisibleText.Escaped($"Send its HandOver to {handOver.To}"), width, EvidenceIndent));
        }
    }

    private void Live()
    {
        if (result.Live is { } live)
        {
            string agrees = result.Agrees switch
            {
                true => ", as predicted",
                false => Colour(", not as predicted", 31),
                null => string.Empty,
            };
            _text
                .AppendLine()
                .Append(CultureInfo.InvariantCulture, $"  Live ({VisibleText.Escaped(live.Via)}): ")
                .AppendLine((live.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? live.Failure.ToString()) + agrees);
        }

        foreach (string line in result.Explanation)
        {
            _text.Append("    ").AppendLine(Paragraph.Wrap(VisibleText.Escaped(line), width, 4));
        }
    }

    private void Line(string label, int length, string value) =>
        _text
            .Append("  ")
            .Append(label)
            .Append(' ', LabelWidth - length)
            .AppendLine(Paragraph.Wrap(VisibleText.Escaped(value), width, LabelWidth + 2));

    private string Outcome()
    {
        string answer = result switch
        {
            { PredictedStatusCode: { } status } when result.Verdict == Verdict.Blocked => status.ToString(CultureInfo.InvariantCulture),
            { Verdict: Verdict.Reachable } => "the call gets through to the integration",
            { PredictedFailure: { } failure and not CallFailure.None } => failure.ToString(),
            { Check.Count: 0 } => "it was not tested",
            { Verdict: Verdict.Unknown } => "something that could decide could not be read",
            _ => string.Empty,
        };
        string checks = string.Join(", ", result.FailedCheck);
        return checks.Length == 0 ? answer
            : answer.Length == 0 ? checks
            : $"{answer}: {checks}";
    }

    private static bool IsWrong(CheckStatus status) => status is CheckStatus.Failed or CheckStatus.Warning or CheckStatus.Skipped;

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

    // Each line by itself: a terminal keeps a colour, a view may put something between the lines.
    private string Colour(string text, int colour) =>
        hasColour
            ? string.Join(
                Environment.NewLine,
                text.Split(Environment.NewLine).Select(line => line.Length == 0 ? line : $"\u001b[{colour}m{line}\u001b[0m")
            )
            : text;
}
