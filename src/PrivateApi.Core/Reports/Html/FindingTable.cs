using PrivateApi.Policy.Lint;

namespace PrivateApi.Reports.Html;

/// <summary>The findings about policies.</summary>
internal static class FindingTable
{
    public static HtmlText Write(ReportContent report)
    {
        HtmlText rows = new();
        foreach (PolicyFinding finding in report.Findings)
        {
            StationState state = finding.Severity switch
            {
                PolicySeverity.Error => StationState.Failed,
                PolicySeverity.Warning => StationState.Warning,
                _ => StationState.NotJudged,
            };
            rows.Add(
                $"""<tr><th scope="row">{finding.Code}</th><td class="state">{Icons.Icon(state)} {finding.Severity.ToString()}</td><td>{report.FileOf(finding)} {finding.Line}:{finding.Column} <code>{finding.Location}</code></td><td><p>{finding.Message} {finding.Why}</p><p>{finding.Fix}</p></td></tr>"""
            );
        }

        return new HtmlText()
            .Add($"""<section class="findings" aria-labelledby="findings"><h2 id="findings">Policy findings</h2>""")
            .Add(
                $"""<div class="scroll" role="group" aria-labelledby="findings" tabindex="0"><table><thead><tr><th scope="col">Code</th>"""
            )
            .Add($"""<th scope="col">Severity</th><th scope="col">Place</th><th scope="col">Finding and fix</th></tr></thead>""")
            .Add($"""<tbody>{rows}</tbody></table></div></section>""");
    }
}
