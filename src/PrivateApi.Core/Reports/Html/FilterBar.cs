using PrivateApi.Model;
using PrivateApi.Reports.Matrix;

namespace PrivateApi.Reports.Html;

/// <summary>The fields that the page's script filters by; without it they are not shown.</summary>
internal static class FilterBar
{
    public static HtmlText Write(CallMatrix matrix)
    {
        HtmlText boxes = new();
        foreach (IGrouping<Verdict, JudgedCall> group in matrix.Calls.GroupBy(call => call.Result.Verdict))
        {
            boxes.Add(
                $"""<label><input type="checkbox" value="{group.Key.ToString()}" checked> {group.Key.ToString()} ({group.Count()})</label>"""
            );
        }

        return new HtmlText()
            .Add($"""<div id="filter" class="filter" role="search" hidden>""")
            .Add($"""<label class="find">Find <input type="search" autocomplete="off" spellcheck="false"></label>""")
            .Add($"""<fieldset><legend class="unseen">Verdicts to show</legend>{boxes}</fieldset><output></output></div>""");
    }
}
