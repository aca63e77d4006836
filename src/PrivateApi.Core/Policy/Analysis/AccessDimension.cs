using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Policy.Analysis;

/// <summary>
/// One thing about a request that a policy can ask: a condition key, the caller, the method called. Its values are split into
/// atoms, so that no test of the policy tells two values of one atom apart; each atom has a value to show for it.
/// </summary>
internal abstract class AccessDimension
{
    /// <summary>The key's name as AWS writes it, or "principal" or "resource".</summary>
    public abstract string Name { get; }

    public abstract int Count { get; }

    /// <summary>Why the values cannot be split exactly; null when they can.</summary>
    public virtual string? Obstacle => null;

    public AtomSet Full => AtomSet.Of(Count, _ => true);

    /// <summary>The atom that a request falls into; -1 for a value outside what AWS sends.</summary>
    public abstract int AtomOf(AccessRequest request);

    /// <summary>Gives a request the value that stands for the atom.</summary>
    public abstract void Put(WitnessRequest request, int atom);

    /// <summary>The texts the policy itself uses to tell values apart, with the atoms that they take in: the words of a description.</summary>
    public abstract IReadOnlyList<(IReadOnlyList<string> Texts, AtomSet Atoms)> Words { get; }

    /// <summary>The atom of requests without the key; -1 when there is none.</summary>
    public virtual int Absent => -1;

    /// <summary>One atom's value for people.</summary>
    public abstract string Show(int atom);

    /// <summary>The set in the policy's own words: the texts that make it up, or those that it leaves out; null for everything.</summary>
    public SetWords? Describe(AtomSet set)
    {
        bool absent = Absent >= 0 && set.Contains(Absent);
        AtomSet none = AtomSet.Of(Count, a => a == Absent);
        AtomSet present = set.Without(none), others = Full.Without(set).Without(none);
        if (others.IsEmpty && (Absent < 0 || absent))
        {
            return null;
        }

        if (others.IsEmpty)
        {
            return new SetWords([], IsComplement: true, absent);
        }

        string[]? inside = Cover(present), outside = Cover(others);
        return inside is not null && (outside is null || inside.Length <= outside.Length || !present.IsEmpty && inside.Length < 8)
            ? new SetWords(inside, IsComplement: false, absent)
            : outside is not null
                ? new SetWords(outside, IsComplement: true, absent)
                : Less(present) is var (words, but)
                ? new SetWords(words, IsComplement: false, absent) { But = but }
                : new SetWords([.. present.Members().Take(5).Select(Show)], IsComplement: false, absent, IsSample: true);
    }

    // The widest words first, so that "/demo/*" is not spelled out by its parts.
    private string[]? Cover(AtomSet set)
    {
        List<string> words = [];
        AtomSet left = Take(set, set, words);
        return left.IsEmpty ? [.. words] : null;
    }

    // What some words take in, less what others do.
    private (string[] Words, string[] But)? Less(AtomSet set)
    {
        AtomSet outside = AtomSet.Of(Count, _ => false);
        foreach ((_, AtomSet atoms) in Words.Where(w => !w.Atoms.Overlaps(set)))
        {
            outside = outside.Or(atoms);
        }

        List<string> words = [], but = [];
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

    // Takes words that stay within some atoms until what is to be covered is; what is left when there are no more.
    private AtomSet Take(AtomSet left, AtomSet within, List<string> words)
    {
        foreach ((IReadOnlyList<string> texts, AtomSet atoms) in Words.Where(w => w.Atoms.IsSubsetOf(within)).OrderByDescending(w => w.Atoms.Size))
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
