using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Policy.Analysis;

/// <summary>
/// One property of a request that a policy can test: a condition key, the caller, the method called. Its values are split into
/// atoms, so that no test of the policy distinguishes two values of one atom. Each atom has a value that represents it.
/// </summary>
internal abstract class AccessDimension
{
    /// <summary>The key's name as AWS writes it, or "principal" or "resource".</summary>
    public abstract string Name { get; }

    public abstract int Count { get; }

    /// <summary>Why the values cannot be split exactly; null when they can.</summary>
    public virtual string? Obstacle => null;

    public AtomSet Full => AtomSet.Where(Count, _ => true);

    /// <summary>The atom that a request falls into; -1 for a value that AWS does not send.</summary>
    public abstract int AtomOf(AccessRequest request);

    /// <summary>Gives a request the value that represents the atom.</summary>
    public abstract void Put(WitnessRequest request, int atom);

    /// <summary>
    /// The texts with which the policy itself distinguishes values, each with the atoms it matches; used in descriptions.
    /// </summary>
    public abstract IReadOnlyList<(IReadOnlyList<string> Texts, AtomSet Atoms)> Words { get; }

    /// <summary>The atom of requests without the key; -1 when there is none.</summary>
    public virtual int Absent => -1;

    /// <summary>The value that represents an atom, for people to read.</summary>
    public abstract string Show(int atom);

    /// <summary>The set in the policy's own words: the texts that make it up, or those that it excludes; null for everything.</summary>
    public SetDescription? Describe(AtomSet set)
    {
        bool absent = Absent >= 0 && set.Contains(Absent);
        AtomSet none = AtomSet.Where(Count, a => a == Absent);
        AtomSet present = set.Without(none),
            others = Full.Without(set).Without(none);
        if (others.IsEmpty && (Absent < 0 || absent))
        {
            return null;
        }

        if (others.IsEmpty)
        {
            return new SetDescription([], IsComplement: true, absent);
        }

        string[]? inside = Cover(present),
            outside = Cover(others);
        return inside is not null && (outside is null || inside.Length <= outside.Length || !present.IsEmpty && inside.Length < 8)
                ? new SetDescription(inside, IsComplement: false, absent)
            : outside is not null ? new SetDescription(outside, IsComplement: true, absent)
            : Less(present) is var (words, but) ? new SetDescription(words, IsComplement: false, absent) { But = but }
            : new SetDescription([.. present.Members().Take(5).Select(Show)], IsComplement: false, absent, IsSample: true);
    }

    // The widest texts first, so that "/demo/*" is not spelled out by its parts.
    private string[]? Cover(AtomSet set)
    {
        List<string> words = [];
        AtomSet left = Take(set, set, words);
        return left.IsEmpty ? [.. words] : null;
    }

    // What some texts match, minus what others match.
    private (string[] Words, string[] But)? Less(AtomSet set)
    {
        AtomSet outside = AtomSet.Where(Count, _ => false);
        foreach ((_, AtomSet atoms) in Words.Where(w => !w.Atoms.Overlaps(set)))
        {
            outside = outside.Or(atoms);
        }

        List<string> words = [],
            but = [];
        AtomSet taken = set;
        if (!Take(set, set.Or(outside), words).IsEmpty)
        {
            return null;
        }

        foreach ((IReadOnlyList<string> texts, AtomSet atoms) in Words.Where(w => w.Texts.All(words.Contains)))
        {
            taken = taken.Or(atoms);
        }

        Take(taken.Without(set), outside, but);
        return ([.. words.Except(but)], [.. but]);
    }

    // Takes texts that stay within some atoms until those are covered; returns what is left when there are no more texts.
    private AtomSet Take(AtomSet left, AtomSet within, List<string> words)
    {
        foreach (
            (IReadOnlyList<string> texts, AtomSet atoms) in Words
                .Where(w => w.Atoms.IsSubsetOf(within))
                .OrderByDescending(w => w.Atoms.Size)
        )
        {
            if (left.Overlaps(atoms))
            {
                words.AddRange(texts.Where(text => !words.Contains(text)));
                left = left.Without(atoms);
            }
        }

        return left;
    }
}
