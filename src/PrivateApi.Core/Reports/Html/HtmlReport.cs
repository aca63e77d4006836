using System.Globalization;
using PrivateApi.Model;
using PrivateApi.Reports.Comparison;
using PrivateApi.Reports.Matrix;

namespace PrivateApi.Reports.Html;

/// <summary>
/// One self-contained page: who reaches which API, then every call with its cause, what to do, a drawing of its path, and the evidence of
/// its checks.
/// </summary>
internal static class HtmlReport
{
    /// <summary>Of more calls the drawings stay on the screen: on paper they would be a sheet each.</summary>
    private const int MostDrawnOnPaper = 4;

    public static string Write(ReportContent report)
    {
        ReportComparison? comparison = report.Compare();
        CallMatrix matrix = CallMatrix.Of(report.Judged(comparison));
        HtmlText main = new();
        if (matrix.Calls.Count > 1)
        {
            main.Add($"{MatrixSection(matrix)}");
        }

        foreach (
            IGrouping<Verdict, (JudgedCall Call, int Number)> group in matrix
                .Calls.Select((call, i) => (call, i + 1))
                .GroupBy(item => item.call.Result.Verdict)
        )
        {
            main.Add($"{Calls(group, isAlone: matrix.Calls.Count == 1)}");
        }

        if (report.Findings.Count > 0)
        {
            main.Add($"{FindingTable.Write(report)}");
        }

        if (matrix.Calls.Count == 0 && report.Findings.Count == 0)
        {
            main.Add($"<p>There was nothing to report: no call was judged, and no policy has a finding.</p>");
        }

        return Page(report, comparison, main).ToString();
    }

    private static HtmlText Page(ReportContent report, ReportComparison? comparison, HtmlText main)
    {
        string title = report.Results.Count == 1 ? $"{report.Results[0].Title}: {report.Results[0].Verdict}" : "Private API report";
        return new HtmlText()
            .Add($"""<!DOCTYPE html>""")
            .Add($"""<html lang="en">""")
            .Add($"""<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{PageParts.Policy}">""")
            .Add($"""<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">""")
            .Add($"""<title>{title}</title><style>{PageParts.Style}</style></head>""")
            .Add($"""<body>{Icons.Shapes()}""")
            .Add($"""<header><h1>Private API report</h1>{Tally(report)}{ComparisonText.Write(comparison)}</header>""")
            .Add($"""<main class="{(report.Results.Count > MostDrawnOnPaper ? "many" : "few")}">{main}</main>""")
            .Add(
                $"""<footer><p>Written {Time(report.WrittenAt)} by PrivateApi {report.Version}.</p><p class="legend">{Legend()}</p></footer>"""
            )
            .Add($"""<div id="said" class="unseen" role="status"></div>""")
            .Add($"""<script>{PageParts.Script}</script>""")
            .Add($"""</body></html>""");
    }

    /// <summary>A time that programs read as well.</summary>
    public static HtmlText Time(DateTimeOffset time) =>
        new HtmlText().Add(
            $"""<time datetime="{time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}">{ReportText.Minute(time)}</time>"""
        );

    private static HtmlText Tally(ReportContent report)
    {
        string calls =
            report.Results.Count == 0
                ? string.Empty
                : $"{ReportText.Count(report.Results.Count, "call")} judged: {ReportText.Tally(report.Results)}.";
        string findings = report.Findings.Count == 0 ? string.Empty : $"{ReportText.Count(report.Findings.Count, "policy finding")}.";
        string expected = ReportText.Expectations(report.Results) ?? string.Empty;
        return new HtmlText().Add(
            $"""<p class="tally">{string.Join(' ', new[] { calls, expected, findings }.Where(text => text.Length > 0))}</p>"""
        );
    }

    private static HtmlText MatrixSection(CallMatrix matrix) =>
        new HtmlText()
            .Add($"""<section class="matrix" aria-labelledby="matrix"><h2 id="matrix">Who reaches what</h2>{FilterBar.Write(matrix)}""")
            .Add($"""{MatrixTable.Write(matrix)}</section>""");

    private static HtmlText Calls(IGrouping<Verdict, (JudgedCall Call, int Number)> group, bool isAlone)
    {
        string id = group.Key.ToString().ToLowerInvariant();
        HtmlText calls = new HtmlText().Add(
            $"""<section class="calls {id}" aria-labelledby="{id}"><h2 id="{id}">{group.Key.ToString()} <span class="count">{group.Count()}</span></h2>"""
        );
        foreach ((JudgedCall call, int number) in group)
        {
            calls.Add($"{CallSection.Write(call, CallSection.Id(number), isOpen: isAlone || group.Key != Verdict.Reachable)}");
        }

        return calls.Add($"""</section>""");
    }

    private static HtmlText Legend()
    {
        HtmlText legend = new();
        foreach (StationState state in Enum.GetValues<StationState>().OrderDescending())
        {
            legend.Add($"""<span class="key">{Icons.Icon(state)} {ReportText.Describe(state)}</span>""");
        }

        return legend;
    }
}
