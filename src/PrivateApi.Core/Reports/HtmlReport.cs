using System.Globalization;
using System.Reflection;
using PrivateApi.Model;
using PrivateApi.Policy.Lint;

namespace PrivateApi.Reports;

/// <summary>
/// One self-contained page: the path of every call with the place where it fails, what to do, and the evidence of every check.
/// </summary>
internal static class HtmlReport
{
    private static readonly Lazy<string> Style = new(() =>
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    });

    public static string Write(ReportContent report)
    {
        (TestResult Result, CallPath Path)[] items = [.. report.Results.Select(result => (result, CallPath.FromResult(result)))];
        HtmlText main = new();
        if (items.Length > 1)
        {
            main.Add($"{Summary(items)}");
        }

        for (int i = 0; i < items.Length; i++)
        {
            main.Add($"{Section(items[i].Result, items[i].Path, $"call-{i + 1}")}");
        }

        if (report.Findings.Count > 0)
        {
            main.Add($"{Findings(report)}");
        }

        if (items.Length == 0 && report.Findings.Count == 0)
        {
            main.Add($"<p>There was nothing to report: no call was judged, and no policy has a finding.</p>");
        }

        return Page(report, main).ToString();
    }

    private static HtmlText Page(ReportContent report, HtmlText main)
    {
        string title = report.Results.Count == 1 ? $"{report.Results[0].Title}: {report.Results[0].Verdict}" : "Private API report";
        string written = report.WrittenAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new HtmlText()
            .Add($"""<!DOCTYPE html>""")
            .Add($"""<html lang="en">""")
            .Add(
                $"""<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>{title}</title>"""
            )
            .Add($"""<style>{Css()}</style></head>""")
            .Add($"""<body>""")
            .Add($"""<header><h1>Private API report</h1><p>{Tally(report)}</p></header>""")
            .Add($"""<main>{main}</main>""")
            .Add(
                $"""<footer><p>Written <time datetime="{report.WrittenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}">{written} UTC</time> by PrivateApi {report.Version}. Marks: {Legend()}</p></footer>"""
            )
            .Add($"""</body></html>""");
    }

    private static string Tally(ReportContent report)
    {
        string calls =
            report.Results.Count == 0
                ? string.Empty
                : $"{ReportText.Count(report.Results.Count, "call")} judged: {ReportText.Tally(report.Results)}.";
        string findings = report.Findings.Count == 0 ? string.Empty : $"{ReportText.Count(report.Findings.Count, "policy finding")}.";
        return $"{calls} {findings}".Trim();
    }

    private static HtmlText Legend()
    {
        HtmlText legend = new();
        foreach (StationState state in Enum.GetValues<StationState>().OrderDescending())
        {
            legend.Add($"""<span class="key">{Icon(state)} {ReportText.Describe(state)}</span>""");
        }

        return legend;
    }

    private static HtmlText Summary((TestResult Result, CallPath Path)[] items)
    {
        HtmlText rows = new();
        for (int i = 0; i < items.Length; i++)
        {
            (TestResult result, CallPath path) = items[i];
            rows.Add(
                $"""<tr><th scope="row"><a href="#call-{i + 1}">{result.Title}</a></th><td>{ReportText.Request(result)}</td><td class="verdict">{Badge(result.Verdict)}</td><td>{(path.Break < 0 ? "–" : path.Stations[path.Break].Title)}</td><td>{ReportText.Outcome(result)}</td></tr>"""
            );
        }

        return new HtmlText().Add(
            $"""<section aria-labelledby="summary"><h2 id="summary">Summary</h2><div class="scroll" role="group" aria-labelledby="summary" tabindex="0"><table><thead><tr><th scope="col">API and stage</th><th scope="col">Call</th><th scope="col">Verdict</th><th scope="col">Fails at</th><th scope="col">Outcome</th></tr></thead><tbody>{rows}</tbody></table></div></section>"""
        );
    }

    private static HtmlText Section(TestResult result, CallPath path, string id)
    {
        HtmlText section = new HtmlText()
            .Add($"""<section class="call" aria-labelledby="{id}">""")
            .Add($"""<h2 id="{id}">{result.Title} {Badge(result.Verdict)}</h2>""")
            .Add(
                $"""<p class="outcome">{(path.Break < 0 ? string.Empty : $"Fails at {path.Stations[path.Break].Title}: ")}{ReportText.Outcome(result)}</p>"""
            )
            .Add(
                $"""<dl><div><dt>Request</dt><dd>{result.Method} {result.Path}</dd></div><div><dt>From</dt><dd>{result.Caller}</dd></div><div><dt>Address</dt><dd>{result.Url} ({result.UrlForm.ToString()})</dd></div><div><dt>Account</dt><dd>{result.AccountId}, {result.Region}</dd></div>{LiveFact(result)}</dl>"""
            )
            .Add(
                $"""<div class="scroll drawing" role="group" aria-label="Path of the call" tabindex="0">{PathDrawing.Draw(result, path, id)}</div>"""
            )
            .Add($"""{Remedies(result, path, id)}""");
        if (result.Explanation.Count > 0)
        {
            section.Add($"""<h3>What the live call shows</h3>""");
            foreach (string line in result.Explanation)
            {
                section.Add($"""<p class="said">{line}</p>""");
            }
        }

        return section.Add($"""{Checks(result, id)}</section>""");
    }

    private static HtmlText? LiveFact(TestResult result) =>
        ReportText.Live(result) is not { } live ? null : new HtmlText().Add($"<div><dt>Live call</dt><dd>{live}</dd></div>");

    // Problems come first: where the call fails, then what would stop it after that, then what is uncertain.
    private static HtmlText? Remedies(TestResult result, CallPath path, string id)
    {
        TestCheck[] wrong =
        [
            .. result
                .Check.Where(check => check.Status is CheckStatus.Failed or CheckStatus.Warning or CheckStatus.Skipped)
                .OrderBy(check =>
                    check.Status switch
                    {
                        CheckStatus.Failed => 0,
                        CheckStatus.Warning => 1,
                        _ => 2,
                    }
                )
                .ThenBy(check => path.Break < 0 || path.Stations[path.Break].Checks.Contains(check) ? 0 : 1),
        ];
        if (wrong.Length == 0)
        {
            return null;
        }

        HtmlText list = new();
        foreach (TestCheck check in wrong)
        {
            list.Add(
                $"""<li class="{PathDrawing.Class(State(check))}"><h4>{Icon(State(check))} {check.Name.ToString()} <span class="status">{ReportText.Describe(check.Status)}</span></h4><p>{check.Message}</p>{Command(check.Remedy)}</li>"""
            );
        }

        return new HtmlText().Add($"""<h3 id="{id}-todo">What to do</h3><ol class="todo" aria-labelledby="{id}-todo">{list}</ol>""");
    }

    private static HtmlText? Command(string? remedy) => remedy is null ? null : new HtmlText().Add($"""<pre><code>{remedy}</code></pre>""");

    private static HtmlText Checks(TestResult result, string id)
    {
        HtmlText rows = new();
        foreach (TestCheck check in result.Check)
        {
            rows.Add(
                $"""<tr class="{PathDrawing.Class(State(check))}"><th scope="row">{check.Name.ToString()}</th><td class="state">{Icon(State(check))} {ReportText.Describe(check.Status)}</td><td>{check.Message}</td></tr>"""
            );
        }

        return new HtmlText().Add(
            $"""<h3 id="{id}-checks">Every check</h3><div class="scroll" role="group" aria-labelledby="{id}-checks" tabindex="0"><table class="checks"><thead><tr><th scope="col">Check</th><th scope="col">Status</th><th scope="col">Evidence</th></tr></thead><tbody>{rows}</tbody></table></div>"""
        );
    }

    private static HtmlText Findings(ReportContent report)
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
                $"""<tr class="{PathDrawing.Class(state)}"><th scope="row">{finding.Code}</th><td class="state">{Icon(state)} {finding.Severity.ToString()}</td><td>{report.FileOf(finding)} {finding.Line}:{finding.Column} <code>{finding.Location}</code></td><td><p>{finding.Message} {finding.Why}</p><p>{finding.Fix}</p></td></tr>"""
            );
        }

        return new HtmlText().Add(
            $"""<section aria-labelledby="findings"><h2 id="findings">Policy findings</h2><div class="scroll" role="group" aria-labelledby="findings" tabindex="0"><table><thead><tr><th scope="col">Code</th><th scope="col">Severity</th><th scope="col">Place</th><th scope="col">Finding and fix</th></tr></thead><tbody>{rows}</tbody></table></div></section>"""
        );
    }

    private static HtmlText Badge(Verdict verdict)
    {
        StationState state = verdict switch
        {
            Verdict.Reachable => StationState.Passed,
            Verdict.Blocked => StationState.Failed,
            _ => StationState.Unread,
        };
        return new HtmlText().Add($"""<span class="badge {PathDrawing.Class(state)}">{Icon(state)} {verdict.ToString()}</span>""");
    }

    private static HtmlText Icon(StationState state) =>
        new HtmlText().Add(
            $"""<svg class="icon mark {PathDrawing.Class(state)}" viewBox="-21 -21 42 42" aria-hidden="true">{PathDrawing.Mark(state)}</svg>"""
        );

    private static StationState State(TestCheck check) =>
        check.Status switch
        {
            CheckStatus.Failed => StationState.Failed,
            CheckStatus.Skipped => StationState.Unread,
            CheckStatus.Warning => StationState.Warning,
            CheckStatus.Passed => StationState.Passed,
            _ => StationState.NotJudged,
        };

    // The module's own text, which has no characters to encode.
    private static HtmlText Css()
    {
        HtmlText css = new();
        HtmlText.Markup markup = new(Style.Value.Length, 0, css);
        markup.AppendLiteral(Style.Value);
        return css;
    }
}
