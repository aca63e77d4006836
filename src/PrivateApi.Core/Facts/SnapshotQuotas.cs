using System.Globalization;

namespace PrivateApi.Facts;

/// <summary>
/// Finds lists that no account can have, and that are held against each other for every call: interfaces against rules, entries and
/// routes. The quotas are AWS's, or above them where AWS raises them on request ("Amazon VPC quotas", "AWS PrivateLink quotas").
/// </summary>
internal static class SnapshotQuotas
{
    // One in each Availability Zone of a Region.
    private const int MostInterfaces = 100;

    private const int MostGroups = 16;

    // Rules times groups of an interface are at most 1,000; a prefix list counts with its entries, in route tables too.
    private const int MostRules = 2_000;

    // 1,000 routes, and 100 propagated ones.
    private const int MostRoutes = 2_000;

    // 40 in each direction, and those that deny the rest.
    private const int MostAclEntries = 200;

    /// <summary>The first list that is too long, in words; null when there is none.</summary>
    public static string? Problem(AccountSnapshot snapshot)
    {
        Dictionary<string, int> lists = [];
        foreach (PrefixListFact list in snapshot.PrefixLists)
        {
            lists[list.Id] = list.CidrBlocks.Count;
        }

        long Weight(string? list) => list is not null && lists.TryGetValue(list, out int entries) ? entries : 1;
        return Find(snapshot.Endpoints, item => item.InterfaceIds.Count, MostInterfaces, item => item.Id, "network interfaces")
            ?? Find(snapshot.NetworkInterfaces, item => item.SecurityGroupIds.Count, MostGroups, item => item.Id, "security groups")
            ?? Find(snapshot.SecurityGroups, item => item.Rules.Sum(rule => Weight(rule.PrefixListId)), MostRules, item => item.Id, "rules")
            ?? Find(
                snapshot.RouteTables,
                item => item.Routes.Sum(route => Weight(route.Destination)),
                MostRoutes,
                item => item.Id,
                "routes"
            )
            ?? Find(snapshot.NetworkAcls, item => item.Entries.Count, MostAclEntries, item => item.Id, "entries");
    }

    private static string? Find<T>(IReadOnlyList<T> facts, Func<T, long> count, int most, Func<T, string> id, string what)
        where T : class =>
        facts.FirstOrDefault(item => count(item) > most) is { } found
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{id(found)} has {count(found):N0} {what}, and AWS allows no more than {most:N0}"
            )
            : null;
}
