namespace PrivateApi.Policies;

/// <summary>
/// Finds, for some groups of patterns, one text for every combination of groups that some text matches at once, where a group is
/// matched when any of its patterns is. Which pattern of a group it was does not matter, and is not told apart: dozens of patterns
/// full of stars, any of which may match where another does, make as many combinations as their groups do and no more.
/// Group by group, the combinations found so far are split: a text of each is on one side, and another is looked for on the other.
/// </summary>
internal sealed class TextCells
{
    /// <summary>Words of states that may be looked at before the patterns are called too entangled: some hundredths of a second.</summary>
    public const long Budget = 20_000_000;

    private readonly PatternAutomaton _automaton = new();
    private readonly List<int[]> _groups = [];
    private readonly List<int> _excluded = [];
    private readonly Dictionary<(int, int), bool> _meet = [];
    private int[] _domain = [];
    private long _budget = Budget;

    /// <summary>The form that every text has.</summary>
    public void AddDomain(IEnumerable<PatternToken> domain) => _domain = [_automaton.Add(domain)];

    /// <summary>A text that is not looked for.</summary>
    public void Exclude(string text) => _excluded.Add(_automaton.Add(PatternToken.Of(text, wildcards: false)));

    /// <summary>Adds a group of patterns; each with the text that every candidate begins with and that is left out of the answers.</summary>
    public void AddGroup(IEnumerable<(IEnumerable<PatternToken> Pattern, string Consumed)> patterns) =>
        _groups.Add([.. patterns.Select(p => _automaton.Add(p.Pattern, p.Consumed))]);

    /// <summary>The texts, one a combination; null when there are more than <paramref name="most"/>, or the patterns are too entangled.</summary>
    public List<string>? Find(int most)
    {
        List<(string Text, bool[] In)> cells = [];
        if (Find(_domain, [.. _excluded]) is not { } first)
        {
            return _budget > 0 ? [] : null;
        }

        cells.Add((first, Sides(first)));
        for (int g = 0; g < _groups.Count; g++)
        {
            for (int i = cells.Count - 1; i >= 0; i--)
            {
                bool[] across = cells[i].In[..(g + 1)];
                across[g] = !across[g];
                if (Find(across) is { } text)
                {
                    cells.Add((text, Sides(text)));
                }

                if (_budget <= 0 || cells.Count > most)
                {
                    return null;
                }
            }
        }

        return [.. cells.Select(c => c.Text)];
    }

    private string? Find(bool[] sides)
    {
        int[] avoided = [.. _excluded, .. sides.SelectMany((inside, g) => inside ? [] : _groups[g])];
        int[][] wanted = [.. sides.Select((inside, g) => inside ? _groups[g] : null).OfType<int[]>().OrderBy(g => g.Length)];
        return Find(wanted, 0, _domain, avoided);
    }

    // One pattern of every group that is to match. Two that no text matches at once need not be tried with others.
    private string? Find(int[][] wanted, int group, int[] chosen, int[] avoided)
    {
        if (group == wanted.Length)
        {
            return Find(chosen, avoided);
        }

        foreach (int pattern in wanted[group])
        {
            if (_budget > 0 && chosen.Skip(_domain.Length).Append(pattern).All(other => Meet(other, pattern)) && Find(wanted, group + 1, [.. chosen, pattern], avoided) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private bool Meet(int one, int other)
    {
        if (!_meet.TryGetValue((one, other), out bool meet))
        {
            _meet[(one, other)] = meet = Find([.. _domain, .. new[] { one, other }.Distinct()], []) is not null || _budget <= 0;
        }

        return meet;
    }

    private string? Find(int[] wanted, int[] avoided) => new PatternSearch(_automaton, wanted, avoided).Find(ref _budget);

    private bool[] Sides(string text)
    {
        ulong[] state = _automaton.Begin(_groups.SelectMany(g => g)), next = new ulong[state.Length];
        foreach (char c in text)
        {
            _automaton.Step(state, c, next);
            (state, next) = (next, state);
        }

        return [.. _groups.Select(g => Array.Exists(g, p => _automaton.Matches(state, p)))];
    }
}
