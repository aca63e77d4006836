using PrivateApi.Model;

namespace PrivateApi.Reports.Html;

/// <summary>The marks of states: each has its own shape, so that colour only repeats it.</summary>
internal static class Icons
{
    /// <summary>The shapes, once in a page; everything else refers to them.</summary>
    public static HtmlText Shapes() =>
        new HtmlText()
            .Add($"""<svg class="shapes" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">""")
            .Add($"""<symbol id="m-passed" viewBox="-21 -21 42 42"><circle r="17"/><path d="M-8 0.5l5.5 6L8 -6"/></symbol>""")
            .Add(
                $"""<symbol id="m-failed" viewBox="-21 -21 42 42"><path class="body" d="M-7.5 -18h15L18 -7.5v15L7.5 18h-15L-18 7.5v-15z"/><path d="M-6.5 -6.5l13 13M6.5 -6.5l-13 13"/></symbol>"""
            )
            .Add(
                $"""<symbol id="m-warning" viewBox="-21 -21 42 42"><path class="body" d="M0 -18L19 15.5H-19z"/><path d="M0 -6v9M0 8.5v1.5"/></symbol>"""
            )
            .Add(
                $"""<symbol id="m-unread" viewBox="-21 -21 42 42"><path class="body" d="M0 -20L20 0L0 20L-20 0z"/><path d="M-4.5 -4.5a4.5 4.5 0 1 1 6 4.5q-1.5 1 -1.5 3M0 8v1.2"/></symbol>"""
            )
            .Add(
                $"""<symbol id="m-notjudged" viewBox="-21 -21 42 42"><circle r="11" stroke-dasharray="4 4"/><path d="M-5 0h10"/></symbol>"""
            )
            .Add($"""</svg>""");

    /// <summary>A mark in a text.</summary>
    public static HtmlText Icon(StationState state) =>
        new HtmlText().Add($"""<svg class="icon {Class(state)}" aria-hidden="true"><use href="#m-{Class(state)}"/></svg>""");

    /// <summary>A mark in a drawing.</summary>
    public static HtmlText Mark(StationState state, int x, int y, int size) =>
        new HtmlText().Add(
            $"""<use class="{Class(state)}" href="#m-{Class(state)}" x="{x - (size / 2)}" y="{y - (size / 2)}" width="{size}" height="{size}"/>"""
        );

    /// <summary>A verdict with its mark.</summary>
    public static HtmlText Badge(Verdict verdict) =>
        new HtmlText().Add(
            $"""<span class="badge {Class(CheckState.Of(verdict))}">{Icon(CheckState.Of(verdict))} {verdict.ToString()}</span>"""
        );

    /// <summary>The class of a state in the style sheet.</summary>
    public static string Class(StationState state) => state.ToString().ToLowerInvariant();
}
