using PrivateApi.Reachability.Changes;

namespace PrivateApi.Reachability.Network;

/// <summary>
/// A hop for a caller whose address is not known: it is open, or closed, only if it is so for every address that the caller may
/// have. What differs from one to the other is not known, and says on which addresses it depends.
/// </summary>
internal static class RangeHops
{
    /// <param name="sources">Addresses and ranges that the caller may have.</param>
    /// <param name="rules">The ranges that the hop's rules name.</param>
    /// <param name="judge">Judges one address, or a range that no rule divides.</param>
    public static Hop Judge(IReadOnlyList<string> sources, IEnumerable<string?> rules, Func<string, Hop> judge)
    {
        if (sources is [string one] && !one.Contains('/', StringComparison.Ordinal))
        {
            return judge(one);
        }

        (string Part, Hop Hop)[] parts = [.. CallerAddresses.Parts(sources, rules).Select(part => (part, judge(part)))];
        if (Array.Find(parts, item => item.Hop.State == Disposition.Unknown).Hop is { } unknown)
        {
            return unknown;
        }

        (string Part, Hop Hop)[] closed = [.. parts.Where(item => item.Hop.State == Disposition.Closed)],
            others = [.. parts.Where(item => item.Hop.State != Disposition.Closed)];
        return closed.Length == 0 || others.Length == 0
            ? Alike(sources, parts, judge)
            : Hop.Unknown(
                CallerAddresses.Depends(sources, [.. others.Select(item => item.Part)], [.. closed.Select(item => item.Part)])
                    + $" ({others[0].Hop.Evidence}; {closed[0].Hop.Evidence}); {CallerAddresses.HowToName}"
            );
    }

    // The whole range in one sentence where its rules allow that, and one remedy for all of it.
    private static Hop Alike(IReadOnlyList<string> sources, (string Part, Hop Hop)[] parts, Func<string, Hop> judge)
    {
        Hop worst = parts.MaxBy(item => item.Hop.State).Hop;
        if (parts.Length == 1)
        {
            return worst;
        }

        if (sources is [string range] && judge(range) is { } whole && whole.State == worst.State)
        {
            return whole;
        }

        string[] evidence = [.. parts.Where(item => item.Hop.State == worst.State).Select(item => item.Hop.Evidence).Distinct()];
        return worst with
        {
            Evidence =
                string.Join("; ", evidence.Take(3)) + (evidence.Length > 3 ? $"; and {evidence.Length - 3} more alike" : string.Empty),
            Remedy = Remedy.All(parts.Where(item => item.Hop.State == worst.State).Select(item => item.Hop.Remedy)),
        };
    }
}
