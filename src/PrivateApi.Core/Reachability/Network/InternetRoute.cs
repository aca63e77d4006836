using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Network;

/// <summary>
/// How a call to a public name leaves a VPC: by a NAT gateway, or by an internet gateway if the caller has a public address (VPC user
/// guide, "Connect to the internet or other networks using NAT devices" and "Enable internet access").
/// </summary>
internal static class InternetRoute
{
    // Any address outside the private ranges; this one is for documentation (RFC 5737).
    private const string Somewhere = "203.0.113.10";
    private const string Everywhere = "0.0.0.0/0";

    // Ranges without public addresses (IANA IPv4 Special-Purpose Address Registry).
    private static readonly string[] Private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"];

    public static Finding Judge(EvaluationContext evaluation)
    {
        Caller caller = evaluation.Call.Caller;
        if (!caller.IsInVpc)
        {
            return Finding.NotApplicable("the name does not lead to an endpoint, and the caller is in no VPC");
        }

        string place = caller.SubnetId ?? caller.VpcId!;
        if (evaluation.Snapshot.Index.RouteTable(caller.SubnetId, caller.VpcId) is not { } table)
        {
            return Finding.Skipped(
                Unread.Says(evaluation.Snapshot, "RouteTable", "ec2:DescribeRouteTables", $"the route table of {place}")
            );
        }

        string words = $"{evaluation.Address.Host} has public addresses";
        return RouteRules.Find(evaluation.Snapshot, table, Somewhere) switch
        {
            null => Finding.Broken($"{words}, and {table.Id} of {place} has no route to the internet", null, CallFailure.ConnectTimeout),
            { IsBlackhole: true } route => Finding.Broken(
                $"{words}, and {table.Id} sends {route.Destination} to {route.Target}, which no longer exists (a blackhole route)",
                null,
                CallFailure.ConnectTimeout
            ),
            { } route when route.Target.StartsWith("nat-", StringComparison.Ordinal) => Finding.Passed(
                $"{words}, and {table.Id} sends {route.Destination} to {route.Target}"
            ),
            { } route => Finding.Skipped(
                $"{words}, and {table.Id} sends {route.Destination} to {route.Target}; "
                    + (
                        route.Target.StartsWith("igw-", StringComparison.Ordinal)
                            ? "that takes the call only if the caller has a public address, which is not looked at"
                            : "whether that leads to the internet is not looked at"
                    )
            ),
        };
    }

    /// <summary>What a firewall of the caller's says to a public name.</summary>
    /// <param name="evaluation">The call.</param>
    /// <param name="firewall"><see cref="Egress"/> or <see cref="NetworkAcl"/>.</param>
    public static Finding Firewall(EvaluationContext evaluation, Func<AccountSnapshot, Caller, Hop> firewall)
    {
        Caller caller = evaluation.Call.Caller;
        if (!caller.IsInVpc)
        {
            return Finding.NotApplicable("the name does not lead to an endpoint, and the caller is in no VPC");
        }

        Hop hop = firewall(evaluation.Snapshot, caller);
        string words = $"{evaluation.Address.Host} has public addresses: {hop.Evidence}";
        return hop.State switch
        {
            Disposition.Closed => Finding.Broken(words, hop.Remedy, CallFailure.ConnectTimeout),
            Disposition.Unknown => Finding.Skipped(words),
            Disposition.Narrow => Finding.Warning(words, hop.Remedy),
            Disposition.Absent => Finding.NotApplicable(hop.Evidence),
            _ => Finding.Passed(words),
        };
    }

    /// <summary>The caller's security groups. Which public address a name has is not known: they let all of them out, or none.</summary>
    public static Hop Egress(AccountSnapshot snapshot, Caller caller)
    {
        if (caller.SecurityGroupIds is not { } groups)
        {
            return Hop.Absent("the caller's security groups are not known; name them with -SecurityGroupId");
        }

        Hop hop = SecurityGroupRules.Judge(snapshot, groups, isEgress: true, Everywhere, []);
        return hop.State != Disposition.Closed
            ? hop
            : Partly(
                hop,
                groups
                    .SelectMany(id => snapshot.Index.SecurityGroup(id)?.Rules ?? [])
                    .Where(rule => rule.IsEgress && SecurityGroupRules.Covers(rule, Traffic.Https))
                    .SelectMany(rule =>
                        snapshot.Index.PrefixList(rule.PrefixListId ?? string.Empty)?.CidrBlocks ?? Enumerable.Repeat(rule.CidrBlock, 1)
                    )
            );
    }

    /// <summary>The network ACL of the caller's subnet, both directions.</summary>
    public static Hop NetworkAcl(AccountSnapshot snapshot, Caller caller) =>
        caller.SubnetId is not { } subnet ? Hop.Absent($"the caller's subnet in {caller.VpcId} is not known; name it with -SubnetId")
        : snapshot.Index.NetworkAcl(subnet, caller.VpcId!) is { } acl
            ? Partly(
                NetworkAclRules.Judge(acl, isCallerSide: true, Everywhere),
                acl.Entries.Where(entry => NetworkAclRules.Concerns(entry)).Select(entry => entry.CidrBlock)
            )
        : Hop.Unknown(Unread.Says(snapshot, "NetworkAcl", "ec2:DescribeNetworkAcls", $"the network ACL of {subnet}"));

    /// <summary>The same, unless rules are about some public addresses only.</summary>
    private static Hop Partly(Hop hop, IEnumerable<string?> ranges) =>
        ranges.OfType<string>().FirstOrDefault(range => range != Everywhere && IsPublic(range)) is { } some
            ? Hop.Unknown($"a rule is about {some} only, and which public address the name has is not known")
            : hop;

    private static bool IsPublic(string range) =>
        !range.Contains(':', StringComparison.Ordinal) && !Private.Any(block => AddressRanges.Contains(block, range));
}
