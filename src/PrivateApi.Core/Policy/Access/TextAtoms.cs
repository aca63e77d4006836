using System.Runtime.InteropServices;
using System.Text;

namespace PrivateApi.Policies;

/// <summary>
/// Finds, for a set of patterns, one text for every combination of patterns that some text matches at once. It walks all patterns
/// side by side as one automaton, breadth first, so each combination is found with a shortest text, and none is missed.
/// </summary>
internal sealed class TextAtoms
{
    /// <summary>
    /// Beyond this many steps the patterns are too entangled to decide, and the caller then says so: each further pattern may
    /// double them, and an analysis has to come back in a few hundredths of a second.
    /// </summary>
    public const int Limit = 1_000_000;

    // Positions are kept as characters in a state's key.
    private const int MostTokens = 60_000;

    private static readonly PatternToken End = new(CharClass.Exactly, '\uFFFF', IsRun: false);

    private readonly List<PatternToken> _tokens = [];
    private readonly List<int> _patternOf = [];
    private readonly List<int> _starts = [];
    private readonly List<int> _begin = [];
    private int _steps;

    /// <summary>Adds a pattern; <paramref name="consumed"/> is text that every candidate begins with, left out of the answers.</summary>
    public void Add(IEnumerable<PatternToken> pattern, string consumed = "")
    {
        int start = _tokens.Count, number = _starts.Count;
        _starts.Add(start);
        _tokens.AddRange(pattern);
        _tokens.Add(End);
        while (_patternOf.Count < _tokens.Count)
        {
            _patternOf.Add(number);
        }

        List<int> state = [], next = [];
        Close(state, start);
        foreach (char c in consumed)
        {
            Step(CollectionsMarshal.AsSpan(state), c, next);
            (state, next) = (next, state);
        }

        _begin.AddRange(state);
    }

    /// <summary>The texts, one a combination; null when the patterns are too entangled. The first pattern, if it is a domain, has to match.</summary>
    public List<string>? Find(bool firstIsDomain)
    {
        if (_tokens.Count > MostTokens)
        {
            return null;
        }

        List<(int[] State, int Parent, char Char)> states = [([.. _begin], -1, default)];
        HashSet<string> known = [Key(_begin)], combinations = [];
        List<string> found = [];
        List<int> next = [];
        HashSet<char> candidates = [];
        int domainEnd = firstIsDomain ? _starts.Count > 1 ? _starts[1] - 1 : _tokens.Count - 1 : -1;
        for (int i = 0; i < states.Count; i++)
        {
            int[] state = states[i].State;
            if ((domainEnd < 0 || Array.BinarySearch(state, domainEnd) >= 0) && combinations.Add(Accepted(state)))
            {
                found.Add(Text(states, i));
            }

            Candidates(state, candidates);
            foreach (char c in candidates)
            {
                Step(state, c, next);
                if ((domainEnd < 0 || (next.Count > 0 && next[0] <= domainEnd)) && known.Add(Key(next)))
                {
                    states.Add(([.. next], i, c));
                }
            }

            if (_steps > Limit)
            {
                return null;
            }
        }

        return found;
    }

    private string Accepted(int[] state)
    {
        StringBuilder patterns = new();
        foreach (int position in state)
        {
            if (_tokens[position] == End)
            {
                patterns.Append((char)_patternOf[position]);
            }
        }

        return patterns.ToString();
    }

    // Every character that some pattern waits for, and one of each sort that none waits for.
    private void Candidates(int[] state, HashSet<char> candidates)
    {
        candidates.Clear();
        bool upper = false, digit = false, colon = false, slash = false;
        foreach (int position in state)
        {
            PatternToken token = _tokens[position];
            upper |= token.Class == CharClass.Upper;
            digit |= token.Class == CharClass.Digit;
            colon |= token.Class == CharClass.NotColon;
            slash |= token.Class == CharClass.NotSlash;
            if (token.Class == CharClass.ExactlyIgnoringCase)
            {
                candidates.Add(char.ToUpperInvariant(token.Char));
                candidates.Add(char.ToLowerInvariant(token.Char));
            }
            else if (token.Class == CharClass.Exactly && token != End)
            {
                candidates.Add(token.Char);
            }
        }

        AddFresh(candidates, "xyzwvutsrqponmlkjihgfedcba_~éж");
        AddFresh(candidates, upper ? "XYZWVUTSRQPONMLKJIHGFEDCBA" : "");
        AddFresh(candidates, digit ? "9876543210" : "");
        AddFresh(candidates, colon ? ":" : "");
        AddFresh(candidates, slash ? "/" : "");
    }

    private static void AddFresh(HashSet<char> candidates, string from)
    {
        foreach (char c in from)
        {
            if (candidates.Add(c))
            {
                return;
            }
        }
    }

    private void Step(ReadOnlySpan<int> state, char c, List<int> next)
    {
        next.Clear();
        _steps += state.Length;
        Span<PatternToken> tokens = CollectionsMarshal.AsSpan(_tokens);
        foreach (int position in state)
        {
            // The end of a pattern takes no character that a candidate is.
            ref PatternToken token = ref tokens[position];
            if (token.Takes(c))
            {
                Close(next, token.IsRun ? position : position + 1);
            }
        }

        Prune(next);
    }

    // A run may be empty, so the place after it is reached with it. Places of a pattern arrive almost in order: dropping repeats keeps them so.
    private void Close(List<int> state, int position)
    {
        while (true)
        {
            if (state.Count == 0 || state[^1] < position)
            {
                state.Add(position);
            }
            else
            {
                int at = state.BinarySearch(position);
                if (at >= 0)
                {
                    return;
                }

                state.Insert(~at, position);
            }

            if (!_tokens[position].IsRun)
            {
                return;
            }

            position++;
        }
    }

    // Past a run of anything, the places before it in the same pattern can add nothing.
    private void Prune(List<int> state)
    {
        int runPattern = -1;
        for (int i = state.Count - 1; i >= 0; i--)
        {
            if (_patternOf[state[i]] == runPattern)
            {
                state.RemoveAt(i);
            }
            else if (_tokens[state[i]] is { IsRun: true, Class: CharClass.Any })
            {
                runPattern = _patternOf[state[i]];
            }
        }
    }

    private static string Key(List<int> state) => string.Create(state.Count, state, (span, s) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = (char)s[i];
        }
    });

    private static string Text(List<(int[] State, int Parent, char Char)> states, int index)
    {
        List<char> text = [];
        for (int i = index; states[i].Parent >= 0; i = states[i].Parent)
        {
            text.Add(states[i].Char);
        }

        text.Reverse();
        return new string([.. text]);
    }
}
