using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Tests.Reachability.Changes;

/// <summary>All sets of changes that might mend a call, to compare with the one that was found.</summary>
internal static class ChangeSets
{
    /// <summary>Every set with fewer changes than so many, of those that any check offers once others are made.</summary>
    public static IEnumerable<Change[]> Smaller(PathVerdict verdict, int count) => Subsets(Universe(verdict), count - 1);

    // Where a way is open to one address of two, half of the calls fail.
    public static bool LetsEveryCallThrough(PathVerdict before, PathVerdict after) =>
        after.Verdict == Verdict.Reachable
        && after.Findings.All(item => item.Finding.Status != CheckStatus.Warning || before[item.Name].Status != CheckStatus.Failed);

    private static Change[] Universe(PathVerdict verdict)
    {
        Dictionary<string, Change> all = [];
        Queue<Change[]> open = new([
            [],
        ]);
        HashSet<string> seen = [];
        while (open.TryDequeue(out Change[]? made) && seen.Count < 200)
        {
            foreach ((CheckName _, Finding finding) in ChangeSearch.After(verdict, made).Findings)
            {
                foreach (IReadOnlyList<Change> set in finding.Remedy?.Alternatives ?? [])
                {
                    foreach (Change change in set)
                    {
                        all.TryAdd(change.Key, change);
                    }

                    Change[] more = [.. made.Concat(set).DistinctBy(change => change.Key)];
                    if (more.Length <= 6 && seen.Add(string.Join('\n', more.Select(change => change.Key).Order(StringComparer.Ordinal))))
                    {
                        open.Enqueue(more);
                    }
                }
            }
        }

        return [.. all.Values];
    }

    private static IEnumerable<Change[]> Subsets(Change[] universe, int most)
    {
        // More than this many are not a small topology; the seeds stay below it.
        return Enumerable.Range(1, Math.Max(0, most)).SelectMany(size => Choose(universe, size, 0)).Take(4000);
    }

    private static IEnumerable<Change[]> Choose(Change[] from, int size, int start)
    {
        if (size == 0)
        {
            yield return [];
            yield break;
        }

        for (int i = start; i <= from.Length - size; i++)
        {
            foreach (Change[] rest in Choose(from, size - 1, i + 1))
            {
                yield return [from[i], .. rest];
            }
        }
    }
}
