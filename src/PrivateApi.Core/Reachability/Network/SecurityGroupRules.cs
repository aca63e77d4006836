using PrivateApi.Facts;
using PrivateApi.Reachability.Changes;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Network;

/// <summary>
/// What security groups let through. They only allow, and remember connections: the answer needs no rule of its own
/// (Amazon VPC user guide, "Security group rules").
/// </summary>
internal static class SecurityGroupRules
{
    /// <summary>Whether TCP 443, or other traffic, passes an interface's groups.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="groups">Groups of the interface that is judged.</param>
    /// <param name="isEgress">True for connections that it opens.</param>
    /// <param name="peerAddress">Address of the other side, or a range of which a rule has to cover all.</param>
    /// <param name="peerGroups">Groups of the other side that count here; null when they are not known.</param>
    /// <param name="traffic">What has to pass; null for TCP 443.</param>
    public static Hop Judge(
        AccountSnapshot snapshot,
        IReadOnlyList<string> groups,
        bool isEgress,
        string peerAddress,
        IReadOnlyList<string>? peerGroups,
        Traffic? traffic = null
    )
    {
        traffic ??= Traffic.Https;
        string direction = isEgress ? $"out to {peerAddress}" : $"in from {peerAddress}";
        bool hangsOnGroups = false;
        string? unreadList = null;
        foreach (string id in groups)
        {
            if (snapshot.Index.SecurityGroup(id) is not { } group)
            {
                continue;
            }

            foreach (SecurityGroupRuleFact rule in group.Rules)
            {
                if (rule.IsEgress != isEgress || !Covers(rule, traffic))
                {
                    continue;
                }

                if (Peer(snapshot, rule, peerAddress, peerGroups) is { } peer)
                {
                    return Hop.Open($"{id} rule {rule.Id} allows {traffic} {direction} ({peer})");
                }

                hangsOnGroups |= rule.ReferencedGroupId is not null && peerGroups is null;
                unreadList ??= rule.PrefixListId is { } list && snapshot.Index.PrefixList(list) is null ? list : null;
            }
        }

        string all = groups.Count == 0 ? "no security group" : string.Join(", ", groups);
        if (groups.FirstOrDefault(id => snapshot.Index.SecurityGroup(id) is null) is { } unread)
        {
            return Hop.Unknown(Unread.Says(snapshot, "SecurityGroup", "ec2:DescribeSecurityGroups", unread));
        }

        if (unreadList is not null)
        {
            return Hop.Unknown(Unread.Says(snapshot, "PrefixList", "ec2:GetManagedPrefixListEntries", unreadList));
        }

        return hangsOnGroups
            ? Hop.Unknown(
                $"{all} allows {traffic} {direction} only for members of other security groups, and the caller's "
                    + "groups are not known; name them with -SecurityGroupId"
            )
            : Hop.Closed(
                $"no rule of {all} allows {traffic} {direction}",
                groups.Count == 0 ? null : Grant(groups[0], isEgress, Beside(snapshot, groups[0], peerGroups), peerAddress, traffic)
            );
    }

    /// <summary>
    /// What lets traffic through a group: a rule for the other side's group, which says who is meant and stays right when addresses
    /// change, before one for its addresses (VPC user guide, "Security group referencing").
    /// </summary>
    public static Remedy? Grant(string group, bool isEgress, string? peerGroup, string peer, params IReadOnlyList<Traffic> traffic) =>
        Remedy.OneOf(
            (peerGroup is null ? (string[])[peer] : [peerGroup, peer]).Select(side => new SecurityGroupChange(
                group,
                isEgress,
                side,
                traffic
            ))
        );

    /// <summary>
    /// One of the other side's groups that a rule can refer to; null for none. In another VPC, or another account's, a reference needs
    /// more than the group's id, and does not reach across Regions.
    /// </summary>
    public static string? Beside(AccountSnapshot snapshot, string group, IReadOnlyList<string>? peers) =>
        snapshot.Index.SecurityGroup(group) is { } own
            ? peers?.FirstOrDefault(id => snapshot.Index.SecurityGroup(id)?.VpcId == own.VpcId)
            : null;

    /// <summary>The ranges that rules of the groups name.</summary>
    public static IEnumerable<string?> Ranges(AccountSnapshot snapshot, IReadOnlyList<string> groups) =>
        groups
            .SelectMany(id => snapshot.Index.SecurityGroup(id)?.Rules ?? [])
            .SelectMany(rule =>
                rule.PrefixListId is null
                    ? [rule.CidrBlock]
                    : snapshot.Index.PrefixList(rule.PrefixListId)?.CidrBlocks ?? Enumerable.Empty<string?>()
            );

    /// <summary>Whether a rule is about the traffic, whoever is on the other side.</summary>
    public static bool Covers(SecurityGroupRuleFact rule, Traffic traffic) =>
        rule.Protocol == "-1"
        || (
            (rule.Protocol == traffic.Protocol || rule.Protocol == traffic.Number)
            && (rule.FromPort == -1 || (rule.FromPort <= traffic.Port && traffic.Port <= rule.ToPort))
        );

    /// <summary>How the rule covers the other side; null when it does not.</summary>
    private static string? Peer(AccountSnapshot snapshot, SecurityGroupRuleFact rule, string address, IReadOnlyList<string>? groups)
    {
        if (rule.ReferencedGroupId is { } referenced)
        {
            return groups?.Contains(referenced) == true ? $"members of {referenced}" : null;
        }

        if (rule.PrefixListId is { } list)
        {
            return snapshot.Index.PrefixList(list)?.CidrBlocks.FirstOrDefault(cidr => AddressRanges.Contains(cidr, address)) is { } cidr
                ? $"{cidr} of {list}"
                : null;
        }

        return rule.CidrBlock is { } own && AddressRanges.Contains(own, address) ? own : null;
    }
}
