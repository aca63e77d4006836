using System.Text;
using PrivateApi.Model;
using PrivateApi.Policy.Lint;
using PrivateApi.Reports.Comparison;
using PrivateApi.Reports.Matrix;

namespace PrivateApi.Reports;

/// <summary>
/// Markdown for step summaries: a table of everything, then what failed with its remedy. It stays under the 1 MiB that GitHub accepts
/// per step.
/// </summary>
internal static class MarkdownReport
{
    private const int Most = (1024 * 1024) - 512;

    public static string Write(ReportContent report)
    {
        StringBuilder text = new("# Private API report\n");
        int size = text.Length;
        int left = 0;
        foreach (string part in Parts(report))
        {
            int bytes = Encoding.UTF8.GetByteCount(part);
            if (left > 0 || size + bytes > Most)
            {
                left++;
                continue;
            }

            text.Append(part);
            size += bytes;
        }

        return left == 0
            ? text.ToString()
            : text.Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"\nThe report is longer than a step summary may be: {left} more lines and sections were left "
                        + $"out. The Html and Json reports have everything.\n"
                )
                .ToString();
    }

    private static IEnumerable<string> Parts(ReportContent report)
    {
        ReportComparison? comparison = report.Compare();
        CallMatrix matrix = CallMatrix.Of(report.Judged(comparison));
        return
        [
            .. report.Results.Count == 0
                ? []
                : (string[])[$"\n{ReportText.Count(report.Results.Count, "call")} judged: {ReportText.Tally(report.Results)}.\n"],
            .. ReportText.Expectations(report.Results) is { } tally ? (string[])[$"\n{tally}\n\n"] : [],
            .. report
                .Results.Where(result => result.AsExpected == false)
                .Select(result => $"- ❌ {Escape($"{result.Expected!.Title}: {ReportText.Expectation(result)}")}\n"),
            .. comparison is null ? [] : (string[])[$"\nSince {ReportText.Minute(comparison.WrittenAt)}: {comparison.Tally}.\n"],
            .. MarkdownMatrix.Lines(matrix, Escape),
            .. report.Results.Count == 0
                ? []
                : (string[])["\n| | API and stage | Call | Verdict | Fails at | Outcome |\n|---|---|---|---|---|---|\n"],
            .. matrix.Calls.Select(Row),
            .. matrix.Calls.Select(Section).OfType<string>(),
            .. report.Findings.Count == 0
                ? []
                : (string[])["\n## Policy findings\n", "\n| Severity | Code | Place | Finding | Fix |\n|---|---|---|---|---|\n"],
            .. report.Findings.Select(finding => Row(report, finding)),
            .. report.Results.Count + report.Findings.Count == 0
                ? (string[])["\nThere was nothing to report: no call was judged, and no policy has a finding.\n"]
                : [],
        ];
    }

    private static string Row(JudgedCall call)
    {
        TestResult result = call.Result;
        string change = call.Compared.Words.Length > 0 ? $" ({call.Compared.Words})" : string.Empty;
        return $"| {MarkdownMatrix.Mark(result.Verdict)} | {Escape(result.Title)} | {Escape(ReportText.Request(result))} | "
            + $"{result.Verdict}{Escape(change)} | {call.Path.BreakAt?.Title ?? "–"} | "
            + $"{Escape(ReportText.Symptom(result) + (ReportText.Live(result) is { } live ? $" (live, {live})" : string.Empty))} |\n";
    }

    // Null for a call with nothing to report.
    private static string? Section(JudgedCall call)
    {
        TestResult result = call.Result;
        TestCheck[] wrong = [.. CheckState.Wrong(result)];
        if (wrong.Length == 0 && result.Agrees != false)
        {
            return null;
        }

        StringBuilder text = new();
        text.Append("\n## ").Append(Escape($"{result.Title}, {ReportText.Request(result)}: {result.Verdict}")).Append('\n');
        foreach (TestCheck check in wrong)
        {
            string mark = check.Status switch
            {
                CheckStatus.Failed => "❌",
                CheckStatus.Warning => "⚠️",
                _ => "❔",
            };
            text.Append("\n- ")
                .Append(mark)
                .Append(" **")
                .Append(check.Name)
                .Append("** (")
                .Append(ReportText.Describe(check.Status).ToLowerInvariant())
                .Append("): ")
                .Append(Escape(check.Message))
                .Append('\n');
            if (check.Remedy is { } remedy)
            {
                text.Append(Code(remedy));
            }
        }

        foreach (string line in result.Explanation)
        {
            text.Append('\n').Append(Escape(line)).Append('\n');
        }

        return text.ToString();
    }

    private static string Row(ReportContent report, PolicyFinding finding) =>
        $"| {finding.Severity} | {Escape(finding.Code)} | "
        + $"{Escape($"{report.FileOf(finding)} {finding.Line}:{finding.Column} {finding.Location}".TrimStart())} | "
        + $"{Escape($"{finding.Message} {finding.Why}")} | {Escape(finding.Fix)} |\n";

    // A fence longer than any in the text, indented so that it belongs to its list item.
    private static string Code(string text)
    {
        int run = 0,
            longest = 0;
        foreach (char c in text)
        {
            longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        }

        string fence = new('`', Math.Max(3, longest + 1));
        return $"\n  {fence}powershell\n  {ReportText.Clean(text).ReplaceLineEndings("\n  ")}\n  {fence}\n";
    }

    // A cell and a list item are one line, and every character stands for itself.
    private static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length + 16);
        foreach (char c in ReportText.Clean(text).ReplaceLineEndings(" "))
        {
            switch (c)
            {
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                default:
                    if (c is '\\' or '|' or '*' or '_' or '`' or '[' or ']' or '~' or '$')
                    {
                        escaped.Append('\\');
                    }

                    escaped.Append(c);
                    break;
            }
        }

        return escaped.ToString();
    }
}
