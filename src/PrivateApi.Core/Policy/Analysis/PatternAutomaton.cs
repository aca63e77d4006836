// Over 250 lines: stepping, absorbing and joining states are one algorithm over the same words of bits.
using System.Numerics;

namespace PrivateApi.Policy.Analysis;

/// <summary>
/// Patterns side by side as one automaton. A state is a set of places, one bit each: the tokens of each pattern that the text
/// read so far may have reached. It is stepped one word of bits at a time.
/// </summary>
internal sealed class PatternAutomaton
{
    private static readonly PatternToken End = new(CharClass.End, default, IsRun: false);

    private readonly List<PatternToken> _tokens = [];
    private readonly List<(int Start, int End, string Consumed)> _patterns = [];
    private readonly List<int> _patternOf = [];
    private readonly Dictionary<int, int[]> _begins = [];
    private readonly Dictionary<char, ulong[]> _takes = [],
        _awaits = [];
    private ulong[]? _runs,
        _anyRuns,
        _colonless;
    private int[]? _remaining;

    /// <summary>How many words a state has.</summary>
    public int Words => (_tokens.Count + 63) / 64;

    /// <summary>Adds a pattern and gives its number; <paramref name="consumed"/> is text that every candidate begins with.</summary>
    public int Add(IEnumerable<PatternToken> pattern, string consumed = "")
    {
        int start = _tokens.Count;
        foreach (PatternToken token in pattern)
        {
            // Two consecutive runs are one.
            if (token.IsRun && _tokens.Count > start && _tokens[^1] is { IsRun: true } before)
            {
                _tokens[^1] = before.Class == token.Class ? token : new PatternToken(CharClass.Any, default, IsRun: true);
                continue;
            }

            _tokens.Add(token);
        }

        _tokens.Add(End);
        _patternOf.AddRange(Enumerable.Repeat(_patterns.Count, _tokens.Count - start));
        _patterns.Add((start, _tokens.Count - 1, consumed));
        return _patterns.Count - 1;
    }

    /// <summary>The tokens before which a state stands in one pattern.</summary>
    public IEnumerable<PatternToken> Places(ulong[] state, int pattern)
    {
        (int start, int end, _) = _patterns[pattern];
        for (int place = start; place <= end; place++)
        {
            if (state[place / 64] >> (place % 64) == 0)
            {
                place |= 63;
            }
            else if (Has(state, place))
            {
                yield return _tokens[place];
            }
        }
    }

    /// <summary>Puts a state at the start of a pattern, or after the text that candidates begin with.</summary>
    public void Begin(int pattern, ulong[] all)
    {
        if (!_begins.TryGetValue(pattern, out int[]? begin))
        {
            (int start, int end, string consumed) = _patterns[pattern];
            ulong[] state = new ulong[Words],
                next = new ulong[Words];
            Set(state, start);
            Close(state, []);
            foreach (char c in consumed)
            {
                Step(state, c, next);
                (state, next) = (next, state);
            }

            _begins[pattern] = begin = [.. Enumerable.Range(start, end - start + 1).Where(place => Has(state, place))];
        }

        foreach (int place in begin)
        {
            Set(all, place);
        }
    }

    /// <summary>True when no pattern waits for this very character, in either case.</summary>
    public bool IsFree(ulong[] state, char c)
    {
        if (!_awaits.TryGetValue(c, out ulong[]? awaits))
        {
            _awaits[c] = awaits = Where(t => t.Class is CharClass.Exactly or CharClass.ExactlyIgnoringCase && t.Takes(c));
        }

        return !StateBits.Overlap(state, awaits);
    }

    /// <summary>True when some pattern takes everything but a colon.</summary>
    public bool MindsColons(ulong[] state) => StateBits.Overlap(state, _colonless ??= Where(t => t.Class == CharClass.NotColon));

    /// <summary>Reads a character.</summary>
    public void Step(ulong[] from, char c, ulong[] to)
    {
        ulong[] takes = Takes(c),
            runs = Runs;
        ulong carry = 0;
        for (int i = 0; i < from.Length; i++)
        {
            ulong taken = from[i] & takes[i],
                moves = taken & ~runs[i];
            to[i] = (taken & runs[i]) | (moves << 1) | carry;
            carry = moves >> 63;
        }

        Close(to, from);
    }

    /// <summary>Adds every place of a pattern to a set.</summary>
    public void AddPlaces(int pattern, ulong[] places)
    {
        (int start, int end, _) = _patterns[pattern];
        for (int word = start / 64; word <= end / 64; word++)
        {
            ulong from = word == start / 64 ? ulong.MaxValue << (start % 64) : ulong.MaxValue,
                to = word == end / 64 ? ulong.MaxValue >> (63 - (end % 64)) : ulong.MaxValue;
            places[word] |= from & to;
        }
    }

    /// <summary>Adds the end of a pattern: a state that contains it matches.</summary>
    public void AddEnd(int pattern, ulong[] ends) => Set(ends, _patterns[pattern].End);

    /// <summary>Adds the closing star of a pattern: a state that contains it matches whatever follows.</summary>
    public void AddTrap(int pattern, ulong[] traps)
    {
        if (_patterns[pattern] is var (start, end, _) && end > start && _tokens[end - 1] is { IsRun: true, Class: CharClass.Any })
        {
            Set(traps, end - 1);
        }
    }

    /// <summary>
    /// How many characters a pattern needs at least, now or after going back to its latest star; -1 when it can no longer match.
    /// </summary>
    public (int Now, int Back) Remaining(ulong[] state, int pattern)
    {
        (int start, int end, _) = _patterns[pattern];
        int first = -1,
            last = -1;
        for (int word = start / 64; word <= end / 64; word++)
        {
            ulong from = word == start / 64 ? ulong.MaxValue << (start % 64) : ulong.MaxValue,
                to = word == end / 64 ? ulong.MaxValue >> (63 - (end % 64)) : ulong.MaxValue;
            ulong places = state[word] & from & to;
            if (places != 0)
            {
                first = first < 0 ? word * 64 + BitOperations.TrailingZeroCount(places) : first;
                last = word * 64 + BitOperations.Log2(places);
            }
        }

        _remaining ??= CountRemaining();
        return first < 0 ? (-1, -1) : (_remaining[last], _remaining[first]);
    }

    /// <summary>True when two patterns differ before the first wildcard of either: no text matches both.</summary>
    public bool AreApart(int one, int other)
    {
        (int i, _, string consumed) = _patterns[one];
        (int j, _, string also) = _patterns[other];
        if (consumed != also)
        {
            return false;
        }

        while (_tokens[i].Class == CharClass.Exactly && _tokens[j].Class == CharClass.Exactly && _tokens[i].Char == _tokens[j].Char)
        {
            i++;
            j++;
        }

        return _tokens[i].Class == CharClass.Exactly && _tokens[j].Class == CharClass.Exactly;
    }

    /// <summary>
    /// What to append to a text so that it also matches a pattern: the pattern from its first star on, with nothing for stars.
    /// </summary>
    public string Tail(int pattern)
    {
        (int start, int end, _) = _patterns[pattern];
        return string.Concat(
            _tokens[start..end]
                .SkipWhile(t => !t.IsRun)
                .Where(t => !t.IsRun)
                .Select(t => t.Class is CharClass.Exactly or CharClass.ExactlyIgnoringCase ? t.Char : 'x')
        );
    }

    public bool Matches(ulong[] state, int pattern) => Has(state, _patterns[pattern].End);

    private ulong[] Runs => _runs ??= Where(t => t.IsRun);

    private ulong[] AnyRuns => _anyRuns ??= Where(t => t is { IsRun: true, Class: CharClass.Any });

    // A run may be empty, so the place after it is reached with it. After a run of anything, the places before it in the same
    // pattern add nothing; those of a run that was reached earlier are already gone.
    private void Close(ulong[] state, ulong[] before)
    {
        ulong carry = 0;
        for (int i = 0; i < state.Length; i++)
        {
            ulong runs = state[i] & Runs[i];
            state[i] |= (runs << 1) | carry;
            carry = runs >> 63;
            for (ulong fresh = state[i] & AnyRuns[i] & ~(i < before.Length ? before[i] : 0); fresh != 0; fresh &= fresh - 1)
            {
                int place = i * 64 + BitOperations.TrailingZeroCount(fresh);
                for (int start = _patterns[_patternOf[place]].Start, word = start / 64; word <= i; word++)
                {
                    ulong keep = word < i ? 0 : ulong.MaxValue << (place % 64);
                    ulong others = word == start / 64 ? (1UL << (start % 64)) - 1 : 0;
                    state[word] &= keep | others;
                }
            }
        }
    }

    private ulong[] Takes(char c)
    {
        if (!_takes.TryGetValue(c, out ulong[]? takes))
        {
            _takes[c] = takes = Where(t => t.Takes(c));
        }

        return takes;
    }

    private int[] CountRemaining()
    {
        int[] remaining = new int[_tokens.Count];
        for (int i = _tokens.Count - 1; i >= 0; i--)
        {
            remaining[i] = _tokens[i] == End ? 0 : remaining[i + 1] + (_tokens[i].IsRun ? 0 : 1);
        }

        return remaining;
    }

    private ulong[] Where(Func<PatternToken, bool> holds)
    {
        ulong[] mask = new ulong[Words];
        for (int i = 0; i < _tokens.Count; i++)
        {
            if (holds(_tokens[i]))
            {
                Set(mask, i);
            }
        }

        return mask;
    }

    private static void Set(ulong[] state, int place) => state[place / 64] |= 1UL << (place % 64);

    private static bool Has(ulong[] state, int place) => (state[place / 64] >> (place % 64) & 1) != 0;
}
