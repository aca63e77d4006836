using PrivateApi.Model;

namespace PrivateApi.Reports;

/// <summary>
/// Draws a call's path as SVG: each station is a mark whose shape shows its state, and the place where the call fails is called out.
/// </summary>
internal static class PathDrawing
{
    private const int Step = 164;
    private const int Margin = 92;
    private const int Radius = 17;
    private const int LineLength = 23;

    /// <summary>Draws.</summary>
    /// <param name="result">The result, for the title.</param>
    /// <param name="path">Its path.</param>
    /// <param name="id">Prefix for ids that is unique in the page.</param>
    public static HtmlText Draw(TestResult result, CallPath path, string id)
    {
        int width = (2 * Margin) + (Step * (path.Stations.Count - 1));
        int line = path.Break < 0 ? 60 : 98;
        int height = line + 54 + (15 * path.Stations.Max(station => Details(station).Count() + Notes(station).Length));
        HtmlText svg = new HtmlText()
            .Add(
                $"""<svg role="img" aria-labelledby="{id}-title {id}-desc" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">"""
            )
            .Add($"""<title id="{id}-title">Path of the call to {result.Title}</title>""")
            .Add($"""<desc id="{id}-desc">{Describe(path)}</desc>""");
        DrawParts(svg, path);
        for (int i = 0; i + 1 < path.Stations.Count; i++)
        {
            DrawLink(svg, path, i, line);
        }

        for (int i = 0; i < path.Stations.Count; i++)
        {
            DrawStation(svg, path, i, line);
        }

        return svg.Add($"</svg>");
    }

    /// <summary>The drawing in words.</summary>
    public static string Describe(CallPath path)
    {
        IEnumerable<string> stations = path.Stations.Select(station => $"{station.Title}: {ReportText.Describe(station.State)}");
        string end =
            path.Break < 0
                ? path.Stations.Any(station => station.State == StationState.Unread)
                    ? "Nothing was found that stops the call, but not everything could be read."
                    : "Nothing stops the call."
                : $"The call fails at {path.Stations[path.Break].Title}: "
                    + $"{string.Join(", ", path.Stations[path.Break].Failed.Select(check => check.Name))}.";
        return $"{string.Join("; ", stations)}. {end}";
    }

    // Parts of the path as brackets over their stations.
    private static void DrawParts(HtmlText svg, CallPath path)
    {
        for (int first = 0; first < path.Stations.Count; )
        {
            int last = first;
            while (last + 1 < path.Stations.Count && path.Stations[last + 1].Part == path.Stations[first].Part)
            {
                last++;
            }

            svg.Add(
                $"""<path class="part" d="M{At(first) - 70} 26v-5h{At(last) - At(first) + 140}v5"/><text class="part" x="{(At(first) + At(last)) / 2}" y="14">{path.Stations[first].Part}</text>"""
            );
            first = last + 1;
        }
    }

    private static void DrawLink(HtmlText svg, CallPath path, int from, int line)
    {
        bool isReached = path.Break < 0 || from < path.Break;
        int start = At(from) + Radius + 7;
        int end = At(from + 1) - Radius - 7;
        svg.Add(
            $"""<path class="{(isReached ? "link" : "link cut")}" d="M{start} {line}H{end - 8}"/><path class="{(isReached ? "tip" : "tip cut")}" d="M{end - 9} {line - 6}l9 6l-9 6z"/>"""
        );
    }

    private static void DrawStation(HtmlText svg, CallPath path, int index, int line)
    {
        PathStation station = path.Stations[index];
        bool isBreak = index == path.Break;
        int x = At(index);
        if (isBreak)
        {
            svg.Add(
                $"""<path class="flag" d="M{x - 58} 34h116a5 5 0 0 1 5 5v16a5 5 0 0 1 -5 5h-50l-8 10l-8 -10h-50a5 5 0 0 1 -5 -5v-16a5 5 0 0 1 5 -5z"/><text class="flag" x="{x}" y="52">Fails here</text>"""
            );
        }

        svg.Add($"""<g class="mark {Class(station.State)}" transform="translate({x} {line})">{Mark(station.State)}</g>""");
        svg.Add($"""<text class="name{(isBreak ? " failed" : string.Empty)}" x="{x}" y="{line + 42}">{station.Title}</text>""");
        int y = line + 60;
        foreach (string detail in Details(station))
        {
            svg.Add($"""<text class="id" x="{x}" y="{y}">{detail}</text>""");
            y += 15;
        }

        foreach (string note in Notes(station))
        {
            svg.Add($"""<text class="note {Class(station.State)}" x="{x}" y="{y + 4}">{note}</text>""");
            y += 15;
        }
    }

    /// <summary>The mark of a state: each has its own shape, so that colour only repeats it.</summary>
    public static HtmlText Mark(StationState state) =>
        state switch
        {
            StationState.Passed => new HtmlText().Add($"""<circle r="17"/><path d="M-8 0.5l5.5 6L8 -6"/>"""),
            StationState.Failed => new HtmlText().Add(
                $"""<path class="body" d="M-7.5 -18h15L18 -7.5v15L7.5 18h-15L-18 7.5v-15z"/><path d="M-6.5 -6.5l13 13M6.5 -6.5l-13 13"/>"""
            ),
            StationState.Warning => new HtmlText().Add($"""<path class="body" d="M0 -18L19 15.5H-19z"/><path d="M0 -6v9M0 8.5v1.5"/>"""),
            StationState.Unread => new HtmlText().Add(
                $"""<path class="body" d="M0 -20L20 0L0 20L-20 0z"/><path d="M-4.5 -4.5a4.5 4.5 0 1 1 6 4.5q-1.5 1 -1.5 3M0 8v1.2"/>"""
            ),
            _ => new HtmlText().Add($"""<circle r="11"/><path d="M-5 0h10"/>"""),
        };

    public static string Class(StationState state) => state.ToString().ToLowerInvariant();

    private static int At(int index) => Margin + (Step * index);

    // Ids and names, broken at the end of words; anything beyond three lines is in the table below the drawing.
    private static IEnumerable<string> Details(PathStation station)
    {
        List<string> lines = [];
        foreach (string word in station.Details.SelectMany(detail => detail.Split(' ').Select((word, i) => i == 0 ? "\n" + word : word)))
        {
            if (lines.Count > 0 && !word.StartsWith('\n') && lines[^1].Length + 1 + word.Length <= LineLength)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word.TrimStart('\n'));
            }
        }

        int most = station.State is StationState.Passed or StationState.NotJudged ? 4 : 2;
        return (lines.Count > most ? [.. lines[..(most - 1)], lines[most - 1] + " …"] : lines).Select(line =>
            line.Length <= LineLength + 3 ? line : line[..(LineLength - 1)] + "…"
        );
    }

    private static string[] Notes(PathStation station)
    {
        string[] names =
        [
            .. station
                .Checks.Where(check => check.Status is CheckStatus.Failed or CheckStatus.Warning or CheckStatus.Skipped)
                .OrderByDescending(check => check.Status == CheckStatus.Failed)
                .Select(check => check.Name.ToString()),
        ];
        return names.Length > 2 ? [names[0], $"and {names.Length - 1} more"] : names;
    }
}
