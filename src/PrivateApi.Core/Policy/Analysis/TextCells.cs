namespace PrivateApi.Policy.Analysis;

/// <summary>
/// Finds, for some groups of patterns, one text for every combination of groups that a text can match at once. A group is
/// matched when any of its patterns is. Which pattern of a group matched does not matter: dozens of patterns
/// full of stars, any of which may match where another one does, make only as many combinations as their groups do.
/// <para>Group by group, the combinations found so far are split: the text of each is on one side, and another text is searched
/// for on the other.</para>
/// </summary>
/// <param name="budget">About how many nanoseconds it may take before the patterns are called too entangled.</param>
internal sealed class TextCells(long budget)
{
    // A longer text is a guess, and is not tried with every one of many patterns.
    private const int FewPatterns = 4;

    private readonly PatternAutomaton _automaton = new();
    private readonly List<int[]> _groups = [];
    private readonly List<int> _excluded = [];
    private readonly Dictionary<(int, int), bool> _meet = [];
    private AvoidedPatterns? _nothing;
    private ulong[]? _begin;
    private int[] _domain = [];
    private long _budget = budget;

    /// <summary>The form that every text has to have.</summary>
    public void AddDomain(IEnumerable<PatternToken> domain) => _domain = [_automaton.Add(domain)];

    /// <summary>A text that is excluded from the search.</summary>
    public void Exclude(string text) => _excluded.Add(_automaton.Add(PatternToken.Tokenize(text, wildcards: false)));

    /// <summary>
    /// Adds a group of patterns; each with the text that every candidate begins with and that is left out of the answers.
    /// </summary>
    public void AddGroup(IEnumerable<(IEnumerable<PatternToken> Pattern, string Consumed)> patterns) =>
        _groups.Add([.. patterns.Select(p => _automaton.Add(p.Pattern, p.Consumed))]);

    /// <summary>
    /// The texts, one per combination; null when there are more than <paramref name="most"/>, or the patterns are too entangled.
    /// </summary>
    public List<string>? Find(int most)
    {
        List<(string Text, bool[] In)> cells = [];
        if (Find(_domain, new AvoidedPatterns(_automaton, _excluded)) is not { } first)
        {
            return _budget > 0 ? [] : null;
        }

        cells.Add((first, Sides(first)!));
        for (int g = 0; g < _groups.Count; g++)
        {
            for (int i = cells.Count - 1; i >= 0; i--)
            {
                bool[] across = cells[i].In[..(g + 1)];
                across[g] = !across[g];
                if ((Longer(cells[i].Text, across) ?? Find(across)) is { } text)
                {
                    cells.Add((text, Sides(text)!));
                }

                if (_budget <= 0 || cells.Count > most)
                {
                    return null;
                }
            }
        }

        return [.. cells.Select(c => c.Text)];
    }

    // Most patterns end in a star; then the text that another pattern needs can simply be appended.
    private string? Longer(string text, bool[] sides)
    {
        foreach (int pattern in sides[^1] ? _groups[sides.Length - 1].Take(FewPatterns) : [])
        {
            string longer = text + _automaton.Tail(pattern);
            if (Sides(longer) is { } found && found.AsSpan(0, sides.Length).SequenceEqual(sides))
            {
                return longer;
            }
        }

        return null;
    }

    private string? Find(bool[] sides)
    {
        Lazy<AvoidedPatterns> avoided = new(() =>
            new AvoidedPatterns(_automaton, _excluded.Concat(sides.SelectMany((inside, g) => inside ? [] : _groups[g])))
        );
        int[][] wanted = [.. sides.Select((inside, g) => inside ? _groups[g] : null).OfType<int[]>().OrderBy(g => g.Length)];
        return wanted.Length == 0 ? Find(_domain, avoided.Value) : Choose(sides, wanted, 0, _domain, avoided);
    }

    // One pattern from every group that has to match. If some of them allow no text, the others need not be tried; and a text for
    // some is often a text for all.
    private string? Choose(bool[] sides, int[][] wanted, int group, int[] chosen, Lazy<AvoidedPatterns> avoided)
    {
        foreach (int pattern in wanted[group])
        {
            int[] more = [.. chosen, pattern];
            if (
                _budget > 0
                && MeetsAll(pattern, chosen)
                && wanted.Skip(group + 1).All(later => Array.Exists(later, p => MeetsAll(p, more)))
                && Find(more, avoided.Value) is { } text
                && (
                    group + 1 == wanted.Length || Sides(text).AsSpan(0, sides.Length).SequenceEqual(sides)
                        ? text
                        : Choose(sides, wanted, group + 1, more, avoided)
                )
                    is { } whole
            )
            {
                return whole;
            }
        }

        return null;
    }

    private bool MeetsAll(int pattern, int[] chosen) =>
        Meet(pattern, pattern) && chosen.Skip(_domain.Length).All(other => Meet(other, pattern));

    private bool Meet(int one, int other)
    {
        if (!_meet.TryGetValue((one, other), out bool meet))
        {
            _meet[(one, other)] = meet =
                !_automaton.AreApart(one, other)
                && (Find([.. _domain, one, other], _nothing ??= new AvoidedPatterns(_automaton, [])) is not null || _budget <= 0);
        }

        return meet;
    }

    private string? Find(int[] wanted, AvoidedPatterns avoided) => new PatternSearch(_automaton, wanted, avoided).Find(ref _budget);

    // Which groups a text matches; null for a text that is excluded.
    private bool[]? Sides(string text)
    {
        if (_begin is null)
        {
            _begin = new ulong[_automaton.Words];
            Array.ForEach([.. _domain, .. _excluded, .. _groups.SelectMany(g => g)], p => _automaton.Begin(p, _begin));
        }

        ulong[] state = [.. _begin],
            next = new ulong[state.Length];
        foreach (char c in text)
        {
            _automaton.Step(state, c, next);
            (state, next) = (next, state);
        }

        return Array.TrueForAll(_domain, p => _automaton.Matches(state, p)) && !_excluded.Exists(p => _automaton.Matches(state, p))
            ? [.. _groups.Select(g => Array.Exists(g, p => _automaton.Matches(state, p)))]
            : null;
    }
}
