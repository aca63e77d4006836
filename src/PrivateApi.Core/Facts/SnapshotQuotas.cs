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
        foreach (PrefixListFact list in snapshot.PrefixList)
        {
            lists[list.Id] = list.CidrBlock.Count;
        }

        long Weight(string? list) => list is not null && lists.TryGetValue(list, out int entries) ? entries : 1;
        return Find(snapshot.Endpoint, item => item.InterfaceId.Count, MostInterfaces, item => item.Id, "network interfaces")
            ?? Find(snapshot.NetworkInterface, item => item.SecurityGroupId.Count, MostGroups, item => item.Id, "security groups")
            ?? Find(snapshot.SecurityGroup, item => item.Rule.Sum(rule => Weight(rule.PrefixListId)), MostRules, item => item.Id, "rules")
            ?? Find(snapshot.RouteTable, item => item.Route.Sum(route => Weight(route.Destination)), MostRoutes, item => item.Id, "routes")
            ?? Find(snapshot.NetworkAcl, item => item.Entry.Count, MostAclEntries, item => item.Id, "entries");
    }

    private static string? Find<T>(IReadOnlyList<T> facts, Func<T, long> count, int most, Func<T, string> id, string what)
        where T : class => facts.FirstOrDefault(item => count(item) > most) is { } found
            ? string.Create(CultureInfo.InvariantCulture, $"{id(found)} has {count(found):N0} {what}, and AWS allows no more than {most:N0}")
            : null;
}
