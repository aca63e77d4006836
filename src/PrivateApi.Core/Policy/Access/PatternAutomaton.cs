using System.Numerics;

namespace PrivateApi.Policies;

/// <summary>
/// Patterns side by side as one automaton. A state is a set of places, a bit each: before which tokens of which patterns the text
/// read so far may stand. It is stepped a word of bits at a time.
/// </summary>
internal sealed class PatternAutomaton
{
    private static readonly PatternToken End = new(CharClass.End, default, IsRun: false);

    private readonly List<PatternToken> _tokens = [];
    private readonly List<(int Start, int End, string Consumed)> _patterns = [];
    private readonly List<int> _patternOf = [];
    private readonly Dictionary<char, ulong[]> _takes = [];
    private ulong[]? _runs, _anyRuns;
    private int[]? _remaining;

    /// <summary>How many words a state has.</summary>
    public int Words => (_tokens.Count + 63) / 64;

    /// <summary>Adds a pattern and gives its number; <paramref name="consumed"/> is text that every candidate begins with.</summary>
    public int Add(IEnumerable<PatternToken> pattern, string consumed = "")
    {
        int start = _tokens.Count;
        foreach (PatternToken token in pattern)
        {
            // Two runs in a row are one.
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

    /// <summary>The tokens before which a state stands, with their patterns.</summary>
    public IEnumerable<(PatternToken Token, int Pattern)> Places(ulong[] state)
    {
        for (int i = 0; i < state.Length; i++)
        {
            for (ulong left = state[i]; left != 0; left &= left - 1)
            {
                int place = i * 64 + BitOperations.TrailingZeroCount(left);
                yield return (_tokens[place], _patternOf[place]);
            }
        }
    }

    /// <summary>The state before any text, or with what candidates begin with read.</summary>
    public ulong[] Begin(IEnumerable<int> patterns)
    {
        ulong[] all = new ulong[Words];
        foreach (int pattern in patterns)
        {
            (int start, _, string consumed) = _patterns[pattern];
            ulong[] state = new ulong[Words], next = new ulong[Words];
            Set(state, start);
            Close(state, []);
            foreach (char c in consumed)
            {
                Step(state, c, next);
                (state, next) = (next, state);
            }

            for (int i = 0; i < all.Length; i++)
            {
                all[i] |= state[i];
            }
        }

        return all;
    }

    /// <summary>Reads a character.</summary>
    public void Step(ulong[] from, char c, ulong[] to)
    {
        ulong[] takes = Takes(c), runs = Runs;
        ulong carry = 0;
        for (int i = 0; i < from.Length; i++)
        {
            ulong taken = from[i] & takes[i], moves = taken & ~runs[i];
            to[i] = (taken & runs[i]) | (moves << 1) | carry;
            carry = moves >> 63;
        }

        Close(to, from);
    }

    /// <summary>Every place of some patterns.</summary>
    public ulong[] All(IEnumerable<int> patterns) => Mask(patterns, p => Enumerable.Range(p.Start, p.End - p.Start + 1));

    /// <summary>The ends of some patterns: a state that stands there matches.</summary>
    public ulong[] Ends(IEnumerable<int> patterns) => Mask(patterns, p => [p.End]);

    /// <summary>The closing stars of some patterns: a state that stands there matches whatever follows.</summary>
    public ulong[] Traps(IEnumerable<int> patterns) => Mask(patterns, p => p.End > p.Start && _tokens[p.End - 1] is { IsRun: true, Class: CharClass.Any } ? [p.End - 1] : []);

    /// <summary>How many characters a pattern still waits for at least; -1 when it can no longer match.</summary>
    public int Remaining(ulong[] state, int pattern)
    {
        (int start, int end, _) = _patterns[pattern];
        for (int place = end; place >= start; place--)
        {
            if (Has(state, place))
            {
                return (_remaining ??= CountRemaining())[place];
            }
        }

        return -1;
    }

    public bool Matches(ulong[] state, int pattern) => Has(state, _patterns[pattern].End);

    private ulong[] Runs => _runs ??= Where(t => t.IsRun);

    private ulong[] AnyRuns => _anyRuns ??= Where(t => t is { IsRun: true, Class: CharClass.Any });

    // A run may be empty, so the place after it is reached with it. Past a run of anything, the places before it in the same
    // pattern can add nothing; those of a run that was reached earlier are gone already.
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

    private ulong[] Mask(IEnumerable<int> patterns, Func<(int Start, int End, string Consumed), IEnumerable<int>> places)
    {
        ulong[] mask = new ulong[Words];
        foreach (int place in patterns.SelectMany(p => places(_patterns[p])))
        {
            Set(mask, place);
        }

        return mask;
    }

    private static void Set(ulong[] state, int place) => state[place / 64] |= 1UL << (place % 64);

    private static bool Has(ulong[] state, int place) => (state[place / 64] >> (place % 64) & 1) != 0;
}
