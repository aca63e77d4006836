using PrivateApi.Facts;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Network;

/// <summary>
/// What security groups let through. They only allow, and remember connections: the answer needs no rule of its own
/// (Amazon VPC user guide, "Security group rules").
/// </summary>
internal static class SecurityGroupRules
{
    /// <summary>Whether TCP 443 passes an interface's groups.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="groups">Groups of the interface that is judged.</param>
    /// <param name="isEgress">True for connections that it opens.</param>
    /// <param name="peerAddress">Address of the other side, or a range of which a rule has to cover all.</param>
    /// <param name="peerGroups">Groups of the other side that count here; null when they are not known.</param>
    public static Hop Judge(
        AccountSnapshot snapshot,
        IReadOnlyList<string> groups,
        bool isEgress,
        string peerAddress,
        IReadOnlyList<string>? peerGroups
    )
    {
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
                if (rule.IsEgress != isEgress || !CoversHttps(rule))
                {
                    continue;
                }

                if (Peer(snapshot, rule, peerAddress, peerGroups) is { } peer)
                {
                    return Hop.Open($"{id} rule {rule.Id} allows TCP 443 {direction} ({peer})");
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
                $"{all} allows TCP 443 {direction} only for members of other security groups, and the caller's "
                    + "groups are not known; name them with -SecurityGroupId"
            )
            : Hop.Closed(
                $"no rule of {all} allows TCP 443 {direction}",
                groups.Count == 0 ? null : Grant(groups[0], isEgress, peerAddress)
            );
    }

    private static CommandLine Grant(string group, bool isEgress, string peer) =>
        CommandLine
            .ForCmdlet(isEgress ? "Grant-EC2SecurityGroupEgress" : "Grant-EC2SecurityGroupIngress")
            .With("GroupId", group)
            .With(
                "IpPermission",
                CommandValue.Table(("IpProtocol", "tcp"), ("FromPort", ReachRules.Https), ("ToPort", ReachRules.Https), Range(peer))
            );

    private static (string Key, CommandValue Value) Range(string peer) =>
        peer.Contains(':', StringComparison.Ordinal)
            ? ("Ipv6Ranges", CommandValue.List(CommandValue.Table(("CidrIpv6", AddressRanges.AsCidr(peer)))))
            : ("IpRanges", CommandValue.List(AddressRanges.AsCidr(peer)));

    /// <summary>The ranges that rules of the groups name.</summary>
    public static IEnumerable<string?> Ranges(AccountSnapshot snapshot, IReadOnlyList<string> groups) =>
        groups
            .SelectMany(id => snapshot.Index.SecurityGroup(id)?.Rules ?? [])
            .SelectMany(rule =>
                rule.PrefixListId is null
                    ? [rule.CidrBlock]
                    : snapshot.Index.PrefixList(rule.PrefixListId)?.CidrBlocks ?? Enumerable.Empty<string?>()
            );

    private static bool CoversHttps(SecurityGroupRuleFact rule) =>
        rule.Protocol == "-1"
        || (
            (rule.Protocol is "tcp" or "6")
            && (rule.FromPort == -1 || (rule.FromPort <= ReachRules.Https && ReachRules.Https <= rule.ToPort))
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
