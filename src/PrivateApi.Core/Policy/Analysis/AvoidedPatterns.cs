namespace PrivateApi.Policy.Analysis;

/// <summary>Patterns that a text must not match, prepared for searches.</summary>
internal sealed class AvoidedPatterns
{
    public AvoidedPatterns(PatternAutomaton automaton, IEnumerable<int> patterns)
    {
        Begin = new ulong[automaton.Words];
        Places = new ulong[automaton.Words];
        Ends = new ulong[automaton.Words];
        Traps = new ulong[automaton.Words];
        foreach (int pattern in patterns)
        {
            automaton.Begin(pattern, Begin);
            automaton.AddPlaces(pattern, Places);
            automaton.AddEnd(pattern, Ends);
            automaton.AddTrap(pattern, Traps);
        }
    }

    /// <summary>Their start states.</summary>
    public ulong[] Begin { get; }

    /// <summary>All their places.</summary>
    public ulong[] Places { get; }

    /// <summary>The places where a text has matched one.</summary>
    public ulong[] Ends { get; }

    /// <summary>The places where a text has matched one, whatever follows.</summary>
    public ulong[] Traps { get; }
}
