using PrivateApi.Reports.Comparison;

namespace PrivateApi.Reports.Html;

/// <summary>What changed since an earlier report.</summary>
internal static class ComparisonText
{
    /// <summary>The tally, and the calls that were not tested this time.</summary>
    public static HtmlText? Write(ReportComparison? comparison)
    {
        if (comparison is null)
        {
            return null;
        }

        HtmlText text = new HtmlText().Add($"""<p class="since">Since {HtmlReport.Time(comparison.WrittenAt)}: {comparison.Tally}.</p>""");
        if (comparison.Gone.Count > 0)
        {
            HtmlText list = new();
            foreach (ReportedCall call in comparison.Gone)
            {
                list.Add($"""<li>{call.ToString()}: was {call.Verdict.ToString()}</li>""");
            }

            text.Add($"""<details class="gone"><summary>Calls that were not tested this time</summary><ul>{list}</ul></details>""");
        }

        return text;
    }

    /// <summary>A call's change beside its verdict.</summary>
    public static HtmlText? Tag(ComparedCall call) =>
        call.Words.Length == 0
            ? null
            : new HtmlText().Add($"""<span class="tag {call.Change.ToString().ToLowerInvariant()}">{call.Words}</span>""");
}
