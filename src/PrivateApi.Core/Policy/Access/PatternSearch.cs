namespace PrivateApi.Policies;

/// <summary>
/// Looks for a text that all of some patterns match and none of others. The nearest to an end goes first, so that a text is found at
/// once where there is one; that there is none is proven by trying all states but those that an easier one stands for.
/// </summary>
internal sealed class PatternSearch
{
    private readonly PatternAutomaton _automaton;
    private readonly int[] _wanted;
    private readonly ulong[] _places, _avoided, _ends, _traps;
    private readonly List<(ulong[] State, int Parent, char Char, int Length)> _nodes = [];
    private readonly PriorityQueue<int, int> _queue = new();
    private readonly Dictionary<ulong[], List<ulong[]>> _seen = new(WordsComparer.Instance);
    private readonly HashSet<char> _candidates = [], _awaited = [];

    public PatternSearch(PatternAutomaton automaton, int[] wanted, int[] avoided)
    {
        _automaton = automaton;
        _wanted = wanted;
        _places = automaton.All(wanted);
        _avoided = avoided.Length == 0 ? new ulong[automaton.Words] : automaton.All(avoided);
        _ends = automaton.Ends(avoided);
        _traps = automaton.Traps(avoided);
        Reach(automaton.Begin(wanted.Concat(avoided)), -1, default);
    }

    /// <summary>The text; null when there is none, or the budget is used up.</summary>
    /// <param name="budget">Words of states that may be looked at; what was is taken off.</param>
    public string? Find(ref long budget)
    {
        ulong[] next = new ulong[_automaton.Words];
        while (budget > 0 && _queue.TryDequeue(out int node, out _))
        {
            ulong[] state = _nodes[node].State;
            if (Array.TrueForAll(_wanted, p => _automaton.Matches(state, p)) && !Overlap(state, _ends))
            {
                return Text(node);
            }

            Choose(state);
            foreach (char c in _candidates)
            {
                budget -= next.Length;
                _automaton.Step(state, c, next);
                if (Reach(next, node, c))
                {
                    next = new ulong[next.Length];
                }
            }
        }

        return null;
    }

    private bool Reach(ulong[] state, int parent, char c)
    {
        int length = parent < 0 ? 0 : _nodes[parent].Length + 1, left = 0;
        foreach (int pattern in _wanted)
        {
            int remaining = _automaton.Remaining(state, pattern);
            if (remaining < 0)
            {
                return false;
            }

            left += remaining;
        }

        if (Overlap(state, _traps) || !IsNew(state))
        {
            return false;
        }

        _nodes.Add((state, parent, c, length));
        _queue.Enqueue(_nodes.Count - 1, left * 4 + length);
        return true;
    }

    // A state that stands at the same places of the wanted patterns, and at fewer of the avoided ones, reaches all that this one does.
    private bool IsNew(ulong[] state)
    {
        ulong[] wanted = And(state, _places), avoided = And(state, _avoided);
        if (!_seen.TryGetValue(wanted, out List<ulong[]>? easier))
        {
            _seen[wanted] = [avoided];
            return true;
        }

        if (easier.Exists(e => IsSubset(e, avoided)))
        {
            return false;
        }

        easier.RemoveAll(e => IsSubset(avoided, e));
        easier.Add(avoided);
        return true;
    }

    // What a wanted pattern waits for, and of every sort of character that one takes one that nobody waits for: whatever only an
    // avoided pattern waits for is no better than that one.
    private void Choose(ulong[] state)
    {
        _candidates.Clear();
        _awaited.Clear();
        bool upper = false, digit = false, stage = false, colon = false;
        foreach ((PatternToken token, int pattern) in _automaton.Places(state))
        {
            colon |= token.Class == CharClass.NotColon;
            upper |= token.Class == CharClass.Upper;
            digit |= token.Class == CharClass.Digit;
            stage |= token.Class == CharClass.Stage;
            if (token.Class is CharClass.Exactly or CharClass.ExactlyIgnoringCase)
            {
                bool both = token.Class == CharClass.ExactlyIgnoringCase;
                Await(both ? char.ToUpperInvariant(token.Char) : token.Char, pattern);
                Await(both ? char.ToLowerInvariant(token.Char) : token.Char, pattern);
            }
        }

        AddFresh(upper, "XYZWVUTSRQPONMLKJIHGFEDCBA");
        AddFresh(digit, "9876543210");
        AddFresh(stage, "xyzwvutsrqponmlkjihgfedcba_-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        if (colon)
        {
            _candidates.Add(':');
        }

        foreach (char c in "xyzwvutsrqponmlkjihgfedcba_~")
        {
            if (!_awaited.Contains(c))
            {
                _candidates.Add(c);
                return;
            }
        }

        for (char c = '\u0100'; ; c++)
        {
            if (!_awaited.Contains(c))
            {
                _candidates.Add(c);
                return;
            }
        }
    }

    private void Await(char c, int pattern)
    {
        _awaited.Add(c);
        if (Array.IndexOf(_wanted, pattern) >= 0)
        {
            _candidates.Add(c);
        }
    }

    private void AddFresh(bool asked, string sort)
    {
        if (!asked)
        {
            return;
        }

        int free = sort.AsSpan().IndexOfAnyExcept([.. _awaited]);
        foreach (char c in free < 0 ? sort : sort.Substring(free, 1))
        {
            _candidates.Add(c);
        }
    }

    private string Text(int node)
    {
        char[] text = new char[_nodes[node].Length];
        for (; _nodes[node].Parent >= 0; node = _nodes[node].Parent)
        {
            text[_nodes[node].Length - 1] = _nodes[node].Char;
        }

        return new string(text);
    }

    private static ulong[] And(ulong[] one, ulong[] other)
    {
        ulong[] both = new ulong[one.Length];
        for (int i = 0; i < both.Length; i++)
        {
            both[i] = one[i] & other[i];
        }

        return both;
    }

    private static bool Overlap(ulong[] one, ulong[] other)
    {
        for (int i = 0; i < one.Length; i++)
        {
            if ((one[i] & other[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSubset(ulong[] one, ulong[] other)
    {
        for (int i = 0; i < one.Length; i++)
        {
            if ((one[i] & ~other[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
