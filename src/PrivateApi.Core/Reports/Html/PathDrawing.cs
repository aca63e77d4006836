namespace PrivateApi.Reports.Html;

/// <summary>
/// Draws a call's path as SVG, from top to bottom, so that it fits a phone and the margin of a page: a mark for each station whose shape
/// shows its state, in the VPC and subnet where it is, with the place where the call fails called out.
/// </summary>
internal static class PathDrawing
{
    private const int Width = 400;
    private const int Spine = 36;
    private const int TextAt = 60;
    private const int MarkSize = 26;
    private const int Line = 15;
    private const int Most = 5;

    /// <summary>Characters of a line of ids.</summary>
    private const int Columns = 47;

    /// <summary>Draws.</summary>
    /// <param name="call">The call.</param>
    /// <param name="id">Prefix for ids that is unique in the page.</param>
    public static HtmlText Draw(JudgedCall call, string id)
    {
        CallPath path = call.Path;
        HtmlText stations = new();
        PathFrames frames = new(Width);
        int[] tops = new int[path.Stations.Count];
        for (int i = 0; i < tops.Length; i++)
        {
            tops[i] = frames.Enter(path.Stations[i]);
            frames.Grow(Station(stations, path, i, tops[i]));
        }

        HtmlText svg = new HtmlText()
            .Add(
                $"""<svg role="img" aria-labelledby="{id}-title {id}-desc" viewBox="0 0 {Width} {frames.Close()}" xmlns="http://www.w3.org/2000/svg">"""
            )
            .Add($"""<title id="{id}-title">Path of the call to {call.Result.Title}</title>""")
            .Add($"""<desc id="{id}-desc">{Describe(path)}</desc>{frames.Drawn}""");
        for (int i = 0; i + 1 < tops.Length; i++)
        {
            svg.Add($"{Link(path, i, tops)}");
        }

        return svg.Add($"{stations}</svg>");
    }

    /// <summary>The drawing in words.</summary>
    public static string Describe(CallPath path)
    {
        IEnumerable<string> stations = path
            .Stations.Where(station => station.Checks.Count > 0)
            .Select(station => $"{station.Title}: {ReportText.Describe(station.State)}");
        string end =
            path.BreakAt is { } place ? $"The call fails at {place.Title}: {string.Join(", ", place.Failed.Select(check => check.Name))}."
            : path.Stations.Any(station => station.State == StationState.Unread)
                ? "Nothing was found that stops the call, but not everything could be read."
            : "Nothing stops the call.";
        return $"{string.Join("; ", stations)}. {end}";
    }

    // How far the call is known to get: to where it fails, or to what could not be read.
    private static HtmlText Link(CallPath path, int from, int[] tops)
    {
        int unread = path.Stations.ToList().FindIndex(station => station.State == StationState.Unread);
        bool isReached = (path.Break < 0 || from < path.Break) && (unread < 0 || from < unread);
        int start = tops[from] + Radius(path.Stations[from]) + (MarkSize / 2) + 2;
        int end = tops[from + 1] - Radius(path.Stations[from + 1]) + (MarkSize / 2) + 2;
        return new HtmlText().Add($"""<path class="{(isReached ? "link" : "link cut")}" d="M{Spine} {start}V{end}"/>""");
    }

    private static int Radius(PathStation station) => station.Checks.Count > 0 ? (MarkSize / 2) + 1 : 7;

    /// <summary>Draws a station; gives its height.</summary>
    private static int Station(HtmlText svg, CallPath path, int index, int top)
    {
        PathStation station = path.Stations[index];
        bool isBreak = index == path.Break;
        int middle = top + (MarkSize / 2) + 2;
        int bottom = top + 30;
        HtmlText lines = new();
        foreach (PathDetail detail in Shown(station))
        {
            foreach (string line in Wrap(detail.Text))
            {
                bool hasMark = detail.State is not null && !line.StartsWith(' ');
                lines.Add(
                    $"""{(hasMark ? Icons.Mark(detail.State!.Value, TextAt + 5, bottom + 5, 13) : null)}<text class="id" x="{(detail.State is null ? TextAt : TextAt + 16)}" y="{bottom + 9}">{line.TrimStart()}</text>"""
                );
                bottom += Line;
            }
        }

        foreach (string note in Notes(station))
        {
            lines.Add($"""<text class="note {Icons.Class(station.State)}" x="{TextAt}" y="{bottom + 10}">{note}</text>""");
            bottom += Line;
        }

        if (isBreak)
        {
            svg.Add($"""<rect class="band" x="18" y="{top}" width="{Width - 36}" height="{bottom - top + 4}" rx="5"/>""")
                .Add($"""<rect class="flag" x="{Width - 102}" y="{top + 4}" width="78" height="20" rx="10"/>""")
                .Add($"""<text class="flag" x="{Width - 63}" y="{top + 18}">Fails here</text>""");
        }

        svg.Add(
                $"""{(station.Checks.Count > 0 ? Icons.Mark(station.State, Spine, middle, MarkSize) : Dot(middle))}<text class="name" x="{TextAt}" y="{top + 20}">{station.Title}</text>"""
            )
            .Add($"{lines}");
        return bottom - top + 6;
    }

    private static HtmlText Dot(int y) => new HtmlText().Add($"""<circle class="dot" cx="{Spine}" cy="{y}" r="5"/>""");

    private static IEnumerable<PathDetail> Shown(PathStation station) =>
        station.Details.Count <= Most
            ? station.Details
            : station.Details.Take(Most - 1).Append(new PathDetail($"and {station.Details.Count - Most + 1} more"));

    // Broken at the end of words, later lines begin with a space; anything beyond three lines is in the text beside the drawing.
    private static List<string> Wrap(string text)
    {
        List<string> lines = [];
        foreach (string word in ReportText.Clean(text).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            string part = word.Length < Columns ? word : word[..(Columns - 1)] + "…";
            if (lines.Count > 0 && lines[^1].Length + 1 + part.Length <= Columns)
            {
                lines[^1] += " " + part;
            }
            else if (lines.Count == 3)
            {
                lines[^1] += " …";
                break;
            }
            else
            {
                lines.Add(lines.Count == 0 ? part : " " + part);
            }
        }

        return lines;
    }

    private static string[] Notes(PathStation station)
    {
        string[] names =
        [
            .. station
                .Checks.Where(CheckState.IsWrong)
                .OrderByDescending(CheckState.OnPath)
                .Select(check => $"{check.Name}: {ReportText.Describe(CheckState.Of(check))}"),
        ];
        return names.Length > 3 ? [names[0], names[1], $"and {names.Length - 2} more"] : names;
    }
}
