namespace PrivateApi.Policy.Analysis;

/// <summary>
/// Searches for a text that matches all of some patterns and none of others. The state nearest to an end goes first, so that an
/// existing text is found quickly. To prove that there is none, all states are tried except those that an easier one covers.
/// </summary>
internal sealed class PatternSearch
{
    private readonly PatternAutomaton _automaton;
    private readonly int[] _wanted;
    private readonly AvoidedPatterns _avoided;
    private readonly ulong[] _places,
        _scratchWanted,
        _scratchAvoided;
    private readonly List<(ulong[] State, int Parent, char Char, int Length)> _nodes = [];
    private readonly PriorityQueue<int, int> _queue = new();
    private readonly Dictionary<ulong[], List<ulong[]>> _seen = new(SetDescriptionComparer.Instance);
    private readonly List<char> _candidates = [];
    private long _work;

    public PatternSearch(PatternAutomaton automaton, int[] wanted, AvoidedPatterns avoided)
    {
        _automaton = automaton;
        _wanted = wanted;
        _avoided = avoided;
        _places = new ulong[automaton.Words];
        _scratchWanted = new ulong[automaton.Words];
        _scratchAvoided = new ulong[automaton.Words];
        ulong[] begin = [.. avoided.Begin];
        foreach (int pattern in wanted)
        {
            automaton.Begin(pattern, begin);
            automaton.AddPlaces(pattern, _places);
        }

        Reach(begin, -1, default);
    }

    /// <summary>The text; null when there is none, or the budget is used up.</summary>
    /// <param name="budget">About how many nanoseconds it may take; the time used is subtracted. Counted, not measured: the
    /// answer must not depend on the machine.</param>
    public string? Find(ref long budget)
    {
        ulong[] next = new ulong[_automaton.Words];
        string? text = null;
        while (text is null && _work < budget && _queue.TryDequeue(out int node, out _))
        {
            ulong[] state = _nodes[node].State;
            if (Array.TrueForAll(_wanted, p => _automaton.Matches(state, p)) && !StateBits.Overlap(state, _avoided.Ends))
            {
                text = Text(node);
                break;
            }

            Choose(state);
            foreach (char c in _candidates)
            {
                _work += 200 + (15 * _wanted.Length) + (4 * next.Length);
                _automaton.Step(state, c, next);
                if (Reach(next, node, c))
                {
                    next = new ulong[next.Length];
                }
            }
        }

        budget -= _work;
        return text;
    }

    private bool Reach(ulong[] state, int parent, char c)
    {
        // Of several patterns one is completed after the other; progress in one may set the others back.
        int length = parent < 0 ? 0 : _nodes[parent].Length + 1,
            left = 0,
            ahead = 0;
        foreach (int pattern in _wanted)
        {
            (int now, int back) = _automaton.Remaining(state, pattern);
            if (now < 0)
            {
                return false;
            }

            left += back;
            ahead = Math.Max(ahead, back - now);
        }

        if (StateBits.Overlap(state, _avoided.Traps) || !IsNew(state))
        {
            return false;
        }

        _nodes.Add((state, parent, c, length));
        _queue.Enqueue(_nodes.Count - 1, (left - ahead) * 4 + length);
        return true;
    }

    // A state with the same places of the wanted patterns, and fewer of the avoided ones, reaches everything that this one does.
    private bool IsNew(ulong[] state)
    {
        StateBits.And(state, _places, _scratchWanted);
        StateBits.And(state, _avoided.Places, _scratchAvoided);
        if (!_seen.TryGetValue(_scratchWanted, out List<ulong[]>? easier))
        {
            _seen[[.. _scratchWanted]] =
            [
                [.. _scratchAvoided],
            ];
            return true;
        }

        _work += easier.Count * 5;
        if (easier.Exists(e => StateBits.IsSubset(e, _scratchAvoided)))
        {
            return false;
        }

        easier.RemoveAll(e => StateBits.IsSubset(_scratchAvoided, e));
        easier.Add([.. _scratchAvoided]);
        return true;
    }

    // The characters that a wanted pattern waits for, and from every class that one accepts one character that no pattern waits for:
    // a character that only an avoided pattern waits for is never better.
    private void Choose(ulong[] state)
    {
        _candidates.Clear();
        int sorts = _wanted.Length == 0 ? 1 << (int)CharClass.Any : 0;
        foreach (int pattern in _wanted)
        {
            foreach (PatternToken token in _automaton.Places(state, pattern))
            {
                _work += 10;
                sorts |= 1 << (int)token.Class;
                if (token.Class is CharClass.Exactly or CharClass.ExactlyIgnoringCase)
                {
                    bool both = token.Class == CharClass.ExactlyIgnoringCase;
                    Add(both ? char.ToUpperInvariant(token.Char) : token.Char);
                    Add(both ? char.ToLowerInvariant(token.Char) : token.Char);
                }
            }
        }

        for (CharClass sort = CharClass.Any; sort < CharClass.Exactly; sort++)
        {
            if ((sorts >> (int)sort & 1) != 0)
            {
                AddFresh(state, sort);
            }
        }

        if (_automaton.MindsColons(state))
        {
            Add(':');
        }
    }

    private void AddFresh(ulong[] state, CharClass sort)
    {
        string all = sort switch
        {
            CharClass.Upper => "XYZWVUTSRQPONMLKJIHGFEDCBA",
            CharClass.Digit => "9876543210",
            CharClass.Stage => "xyzwvutsrqponmlkjihgfedcba_-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            _ => "xyzwvutsrqponmlkjihgfedcba_~",
        };
        foreach (char c in all)
        {
            if (_automaton.IsFree(state, c))
            {
                Add(c);
                return;
            }
        }

        if (sort is CharClass.Any or CharClass.NotColon)
        {
            char rare = '\u0100';
            while (!_automaton.IsFree(state, rare))
            {
                rare++;
            }

            Add(rare);
            return;
        }

        foreach (char c in all)
        {
            Add(c);
        }
    }

    private void Add(char c)
    {
        if (!_candidates.Contains(c))
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
}
