namespace PrivateApi.Reports.Html;

/// <summary>The frames around the stations of a drawing, one for each place and subnet, and where the next station begins.</summary>
internal sealed class PathFrames(int width)
{
    private const int Title = 24;
    private const int Gap = 10;

    private (string Text, int Top)? _place;
    private (string Text, int Top)? _subnet;
    private int _y = 2;

    /// <summary>The frames that are closed.</summary>
    public HtmlText Drawn { get; } = new();

    /// <summary>Opens and closes frames for a station.</summary>
    /// <returns>Its top.</returns>
    public int Enter(PathStation station)
    {
        bool isElsewhere = station.Place != _place?.Text;
        if (isElsewhere || station.Subnet != _subnet?.Text)
        {
            End(ref _subnet, inset: 10, "subnet");
        }

        if (isElsewhere)
        {
            End(ref _place, inset: 1, "place");
            Begin(ref _place, station.Place);
        }

        if (_subnet is null)
        {
            Begin(ref _subnet, station.Subnet);
        }

        return _y;
    }

    /// <summary>The station has this height.</summary>
    public void Grow(int height) => _y += height;

    /// <summary>Closes what is open; gives the height of all.</summary>
    public int Close()
    {
        End(ref _subnet, inset: 10, "subnet");
        End(ref _place, inset: 1, "place");
        return _y;
    }

    private void Begin(ref (string Text, int Top)? frame, string? text)
    {
        if (text is not null)
        {
            frame = (text, _y);
            _y += Title;
        }
    }

    private void End(ref (string Text, int Top)? frame, int inset, string kind)
    {
        if (frame is { } open)
        {
            Drawn.Add(
                $"""<rect class="frame {kind}" x="{inset}" y="{open.Top}" width="{width - (2 * inset)}" height="{_y - open.Top + 2}" rx="7"/><text class="frame" x="60" y="{open.Top + 17}">{open.Text}</text>"""
            );
            _y += Gap;
            frame = null;
        }
    }
}
