using PrivateApi.Model;

namespace PrivateApi.Reports.Html;

/// <summary>The evidence of every check of a call, folded: what is wrong has been said.</summary>
internal static class CheckTable
{
    public static HtmlText? Write(TestResult result, string id)
    {
        HtmlText rows = new();
        foreach (TestCheck check in result.Check.Where(check => check.Status != CheckStatus.NotApplicable))
        {
            StationState state = CheckState.Of(check);
            rows.Add(
                $"""<tr><th scope="row">{check.Name.ToString()}</th><td class="state">{Icons.Icon(state)} {ReportText.Describe(check.Status)}</td><td>{check.Message}</td></tr>"""
            );
        }

        return result.Check.Count == 0
            ? null
            : new HtmlText()
                .Add($"""<details class="checks"><summary>{Summary(result)}</summary>""")
                .Add($"""<div class="scroll" role="group" aria-label="Checks of {id}" tabindex="0"><table><thead>""")
                .Add($"""<tr><th scope="col">Check</th><th scope="col">Status</th><th scope="col">Evidence</th></tr></thead>""")
                .Add($"""<tbody>{rows}</tbody></table></div>{Others(result)}</details>""");
    }

    private static HtmlText? Others(TestResult result)
    {
        HtmlText others = new();
        foreach (TestCheck check in result.Check.Where(check => check.Status == CheckStatus.NotApplicable))
        {
            others.Add($"""<div><dt>{check.Name.ToString()}</dt><dd>{check.Message}</dd></div>""");
        }

        return result.Check.All(check => check.Status != CheckStatus.NotApplicable)
            ? null
            : new HtmlText().Add($"""<p>Not applicable to this call:</p><dl>{others}</dl>""");
    }

    private static string Summary(TestResult result) =>
        $"{ReportText.Count(result.Check.Count, "check")}: "
        + string.Join(
            ", ",
            result
                .Check.GroupBy(check => check.Status)
                .OrderBy(group => CheckState.Of(group.First()) is var state && state == StationState.NotJudged ? 9 : -(int)state)
                .Select(group => $"{group.Count()} {ReportText.Describe(group.Key).ToLowerInvariant()}")
        );
}
