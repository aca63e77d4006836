using PrivateApi.Model;

namespace PrivateApi.Reports.Html;

/// <summary>
/// What is wrong with a call and what mends it: first where it fails, then what would stop it after that, then what is uncertain.
/// </summary>
internal static class ToDo
{
    public static HtmlText? Write(JudgedCall call, string id)
    {
        HtmlText list = new();
        TestCheck[] wrong = [.. CheckState.Wrong(call.Result).OrderBy(check => ReferenceEquals(check, call.Path.Stop) ? 0 : 1)];
        foreach (TestCheck check in wrong)
        {
            StationState state = CheckState.Of(check);
            list.Add(
                $"""<li class="{Icons.Class(state)}"><p class="check">{Icons.Icon(state)} <strong>{check.Name.ToString()}</strong> <span class="status">{ReportText.Describe(check.Status)}</span></p>{(ReferenceEquals(check, call.Path.Stop) ? null : Message(check))}{Copied(check.Remedy, "command")}{Copied(check.HandOver?.ToString(), "text")}</li>"""
            );
        }

        return wrong.Length == 0
            ? null
            : new HtmlText().Add($"""<h4 id="{id}-todo">What to do</h4><ol class="todo" aria-labelledby="{id}-todo">{list}</ol>""");
    }

    // Why the call fails is said above.
    private static HtmlText Message(TestCheck check) => new HtmlText().Add($"<p>{check.Message}</p>");

    private static HtmlText? Copied(string? text, string what) =>
        text is null
            ? null
            : new HtmlText().Add(
                $"""<div class="copied"><pre><code>{text}</code></pre><button type="button" class="copy" aria-label="Copy the {what}" hidden>Copy</button></div>"""
            );
}
