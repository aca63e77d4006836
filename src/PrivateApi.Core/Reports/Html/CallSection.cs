using System.Globalization;
using PrivateApi.Model;

namespace PrivateApi.Reports.Html;

/// <summary>A call: why it fails, what to do, the drawing of its path, and every check.</summary>
internal static class CallSection
{
    /// <summary>The id of a call's content in the page. A link to it opens what is folded around it.</summary>
    public static string Id(int number) => $"call-{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Writes a call.</summary>
    public static HtmlText Write(JudgedCall call, string id, bool isOpen)
    {
        TestResult result = call.Result;
        return new HtmlText()
            .Add($"""<details class="call" data-verdict="{result.Verdict.ToString()}"{HtmlText.Raw(isOpen ? " open" : string.Empty)}>""")
            .Add($"""<summary><h3>{result.Title} {Icons.Badge(result.Verdict)} {ComparisonText.Tag(call.Compared)}</h3>""")
            .Add($"""<span class="request">{ReportText.Request(result)}</span></summary>""")
            .Add(
                $"""<div class="body" id="{id}"><div class="words">{Cause(call)}{Facts(result)}{ToDo.Write(call, id)}{Live(result)}</div>"""
            )
            .Add($"""<div class="drawing">{PathDrawing.Draw(call, id)}</div></div>""")
            .Add($"""{CheckTable.Write(result, id)}</details>""");
    }

    private static HtmlText Cause(JudgedCall call)
    {
        string seen = ReportText.Symptom(call.Result);
        return call switch
        {
            { Path: { BreakAt: { } place, Stop: { } stop } } => new HtmlText()
                .Add($"""<p class="cause"><strong>{place.Title}:</strong> {stop.Message}</p>""")
                .Add($"""<p>What the client gets: {seen}.</p>"""),
            { Result.Verdict: Verdict.Unknown } => new HtmlText().Add(
                $"""<p class="cause">Nothing that was read stops the call, and something it depends on could not be read.</p>"""
            ),
            _ => new HtmlText().Add($"""<p class="cause">What the client gets: {seen}.</p>"""),
        };
    }

    private static HtmlText Facts(TestResult result) =>
        new HtmlText()
            .Add(
                $"""<dl><div><dt>Request</dt><dd>{result.Method} {result.Path}</dd></div><div><dt>From</dt><dd>{result.Caller}</dd></div>"""
            )
            .Add($"""<div><dt>Address</dt><dd>{result.Url} ({result.UrlForm.ToString()})</dd></div>""")
            .Add($"""<div><dt>Account</dt><dd>{result.AccountId}, {result.Region}</dd></div>{Expected(result)}{LiveFact(result)}</dl>""");

    private static HtmlText? Expected(TestResult result) =>
        result.Expected is not { } expected
            ? null
            : new HtmlText().Add(
                $"""<div><dt>Expected</dt><dd>{expected.ToString()}, {expected.Title}: {(result.AsExpected == true ? "yes" : "no")}</dd></div>"""
            );

    private static HtmlText? LiveFact(TestResult result) =>
        ReportText.Live(result) is not { } live ? null : new HtmlText().Add($"<div><dt>Live call</dt><dd>{live}</dd></div>");

    private static HtmlText? Live(TestResult result)
    {
        if (result.Explanation.Count == 0)
        {
            return null;
        }

        HtmlText lines = new();
        foreach (string line in result.Explanation)
        {
            lines.Add($"""<p>{line}</p>""");
        }

        string title = result.Live is null && result.Check.Count == 0 ? "Why it was not tested" : "What the live call shows";
        return new HtmlText().Add($"""<h4>{title}</h4>{lines}""");
    }
}
