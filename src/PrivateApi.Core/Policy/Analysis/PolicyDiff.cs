using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>The differences in meaning between two policies; different wording with the same meaning is not a difference.</summary>
public static class PolicyDiff
{
    // Each pair of statements is compared to find which became which. Policies that AWS accepts have about fifty; with
    // more differences, each statement is shown as removed or added.
    private const int MostPairs = 10_000;

    /// <summary>Compares two policies statement by statement.</summary>
    /// <param name="before">The policy before; null for none.</param>
    /// <param name="after">The policy after; null for none.</param>
    /// <param name="context">The API both are on, so that shorthand and full ARNs compare; null compares them as they are.</param>
    public static IReadOnlyList<PolicyChange> Compare(PolicyDocument? before, PolicyDocument? after, PolicyContext? context = null)
    {
        List<(PolicyStatement Statement, string Canonical)> gone = Canonical(before, context),
            come = Canonical(after, context);
        HashSet<string> same = [.. gone.Select(g => g.Canonical).Intersect(come.Select(c => c.Canonical))];
        gone.RemoveAll(g => same.Contains(g.Canonical));
        come.RemoveAll(c => same.Contains(c.Canonical));

        List<PolicyChange> changes = [];
        bool pairs = gone.Count * (long)come.Count <= MostPairs;
        foreach ((PolicyStatement old, _) in gone)
        {
            int match = pairs ? Closest(old, come, context) : -1;
            if (match < 0)
            {
                changes.Add(new PolicyChange(PolicyChangeKind.Removed, old.ToString(), null, []));
                continue;
            }

            PolicyStatement now = come[match].Statement;
            come.RemoveAt(match);
            changes.Add(new PolicyChange(PolicyChangeKind.Changed, old.ToString(), now.ToString(), Differences(old, now, context)));
        }

        changes.AddRange(come.Select(c => new PolicyChange(PolicyChangeKind.Added, null, c.Statement.ToString(), [])));
        if (changes.Count == 0 && before is not null && after is not null && before.Canonical(context) != after.Canonical(context))
        {
            changes.Add(
                new PolicyChange(
                    PolicyChangeKind.Changed,
                    before.Version,
                    after.Version,
                    [$"Version {before.Version ?? "none"} becomes {after.Version ?? "none"}: ${{…}} is a variable only in 2012-10-17"]
                )
            );
        }

        return changes;
    }

    private static List<(PolicyStatement Statement, string Canonical)> Canonical(PolicyDocument? policy, PolicyContext? context) =>
        [.. (policy?.StatementArray ?? []).Select(s => (s, CanonicalPolicy.Write(s, context))).DistinctBy(s => s.Item2)];

    // The same Sid, or the same effect with the fewest differing elements; with nothing but the effect in common it is another statement.
    private static int Closest(PolicyStatement old, List<(PolicyStatement Statement, string Canonical)> candidates, PolicyContext? context)
    {
        int best = -1,
            fewest = 3;
        for (int i = 0; i < candidates.Count; i++)
        {
            PolicyStatement candidate = candidates[i].Statement;
            int differ =
                old.Sid is { Length: > 0 } && old.Sid == candidate.Sid ? 0
                : old.Effect != candidate.Effect ? 9
                : Differences(old, candidate, context).Count;
            if (differ < fewest)
            {
                (best, fewest) = (i, differ);
            }
        }

        return best;
    }

    private static List<string> Differences(PolicyStatement old, PolicyStatement now, PolicyContext? context)
    {
        List<string> differences = [];
        if (old.Effect != now.Effect)
        {
            differences.Add($"Effect {old.Effect} becomes {now.Effect}");
        }

        Add(
            differences,
            (old.IsNotPrincipal, "Principal"),
            now.IsNotPrincipal,
            CanonicalPolicy.Principals(old),
            CanonicalPolicy.Principals(now)
        );
        Add(differences, (old.IsNotAction, "Action"), now.IsNotAction, CanonicalPolicy.Actions(old), CanonicalPolicy.Actions(now));
        Add(
            differences,
            (old.IsNotResource, "Resource"),
            now.IsNotResource,
            CanonicalPolicy.Resources(old, context),
            CanonicalPolicy.Resources(now, context)
        );
        Add(differences, (false, "Condition"), false, CanonicalPolicy.Conditions(old), CanonicalPolicy.Conditions(now));
        return differences;
    }

    private static void Add(
        List<string> differences,
        (bool Not, string Element) old,
        bool nowNot,
        IEnumerable<string> oldValues,
        IEnumerable<string> newValues
    )
    {
        string[] removed = [.. oldValues.Except(newValues)],
            added = [.. newValues.Except(oldValues)];
        if (old.Not == nowNot && removed.Length + added.Length == 0)
        {
            return;
        }

        string element = nowNot ? "Not" + old.Element : old.Element;
        differences.Add(
            element
                + (removed.Length > 0 ? " loses " + string.Join(", ", removed) : string.Empty)
                + (removed.Length > 0 && added.Length > 0 ? " and" : string.Empty)
                + (added.Length > 0 ? " gains " + string.Join(", ", added) : string.Empty)
                + (old.Not != nowNot ? $" (was {(old.Not ? "Not" : string.Empty)}{old.Element})" : string.Empty)
        );
    }
}
