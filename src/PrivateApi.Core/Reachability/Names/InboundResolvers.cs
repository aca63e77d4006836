using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.Network;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Names;

/// <summary>
/// Inbound endpoints of Route 53 Resolver, by which other networks ask a VPC's resolver. Their security groups "must allow TCP and UDP
/// access on port 53" (Route 53 guide, "Values that you specify when you create or edit inbound endpoints"). A query goes by UDP, and by
/// TCP where its answer is too long for that, which the few addresses of an endpoint are not.
/// </summary>
internal static class InboundResolvers
{
    /// <summary>What name servers on premises are told that forward to a VPC.</summary>
    public static NameAnswer Forwarded(AccountSnapshot snapshot, Caller caller, string host)
    {
        string vpcId = caller.VpcId!;
        InboundResolverFact? inbound = snapshot
            .InboundResolvers.Where(item => item.VpcId == vpcId && item.Status.Equals("OPERATIONAL", StringComparison.OrdinalIgnoreCase))
            .MinBy(item => Door(snapshot, item, caller).State);
        return inbound is not null ? Asked(snapshot, inbound, caller, host, $"forwarded to {inbound.Id} in {vpcId}")
            : snapshot.Missing("InboundResolver") is { } denied
                ? NameAnswer.Unknown($"whether {vpcId} has an inbound resolver endpoint could not be read: {denied.Permission} is denied")
            : Absent(snapshot, caller, vpcId, host);
    }

    private static NameAnswer Absent(AccountSnapshot snapshot, Caller caller, string vpcId, string host)
    {
        string words = $"{vpcId} has no inbound resolver endpoint that on-premises name servers could forward to";
        string? group = snapshot
            .SecurityGroups.FirstOrDefault(item =>
                item.VpcId == vpcId && CallerAddresses.Of(caller) is { Count: > 0 } sources && LetsIn(snapshot, item.Id, sources)
            )
            ?.Id;
        string[] subnets =
        [
            .. snapshot
                .Subnets.Where(subnet => subnet.VpcId == vpcId && !EndpointFamilies.IsIpv6Only(subnet.CidrBlocks))
                .OrderByDescending(subnet => snapshot.Endpoints.Any(endpoint => endpoint.SubnetIds.Contains(subnet.Id)))
                .ThenBy(subnet => subnet.Id, StringComparer.Ordinal)
                .DistinctBy(subnet => subnet.Zone)
                .Select(subnet => subnet.Id)
                .Take(2),
        ];
        return group is not null && subnets.Length == 2
            ? NameAnswer.None(words, NewInbound(group, subnets))
            : NameAnswer.None(
                $"{words}. Whoever runs {vpcId} has to make one in two of its zones, with a security group that lets {Traffic.Dns} and "
                    + $"{Traffic.LongDns} in from these name servers"
                    + (group is null ? ", which none does that was read" : string.Empty)
                    + ": New-PrivateApiResolver makes both, given subnets and, as -SourceCidr, the addresses of the name servers. "
                    + $"These have to forward {host} to its addresses"
            );
    }

    private static bool LetsIn(AccountSnapshot snapshot, string group, IReadOnlyList<string> sources) =>
        sources.All(source =>
            SecurityGroupRules.Judge(snapshot, [group], isEgress: false, source, [], Traffic.Dns).State == Disposition.Open
        );

    /// <summary>What an inbound endpoint answers, if it lets the query in.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="inbound">The endpoint.</param>
    /// <param name="caller">Who asks it, or has it asked.</param>
    /// <param name="host">The name.</param>
    /// <param name="words">How it comes to be asked.</param>
    public static NameAnswer Asked(AccountSnapshot snapshot, InboundResolverFact inbound, Caller caller, string host, string words)
    {
        Hop door = Door(snapshot, inbound, caller);
        if (door.State == Disposition.Closed)
        {
            return NameAnswer.None($"{words}, which does not let the query in: {door.Evidence}", door.Remedy);
        }

        if (door.State == Disposition.Unknown)
        {
            return NameAnswer.Unknown($"{words}; whether that lets the query in is not known: {door.Evidence}");
        }

        NameAnswer answer = NameRules.AtAmazon(snapshot, inbound.VpcId, host, 0);
        return answer with { Evidence = $"{words}: {answer.Evidence}" };
    }

    /// <summary>Why an inbound endpoint lets nobody's query in; null where it lets some in, or that is not known.</summary>
    public static string? LetsNobodyIn(AccountSnapshot snapshot, InboundResolverFact inbound) =>
        inbound.SecurityGroupIds is { Count: > 0 } groups
        && groups.All(id => snapshot.Index.SecurityGroup(id) is { } group && !group.Rules.Any(rule => IsForQueries(rule)))
            ? $"no rule of {string.Join(", ", groups)} allows {Traffic.Dns} in"
            : null;

    private static Hop Door(AccountSnapshot snapshot, InboundResolverFact inbound, Caller caller)
    {
        if (inbound.SecurityGroupIds is not { } groups)
        {
            return Hop.Unknown($"the security groups of {inbound.Id} are not among the facts that were read");
        }

        bool isV6 = inbound.Address.Count > 0 && inbound.Address.All(address => address.Contains(':', StringComparison.Ordinal));
        IReadOnlyList<string> sources = CallerAddresses.Of(caller, isV6);
        Hop door =
            sources.Count == 0
                ? LetsNobodyIn(snapshot, inbound) is { } nobody
                    ? Hop.Closed(nobody)
                    : Hop.Unknown("the address of who asks is not known")
                : RangeHops.Judge(
                    sources,
                    SecurityGroupRules.Ranges(snapshot, groups),
                    source =>
                        SecurityGroupRules.Judge(
                            snapshot,
                            groups,
                            isEgress: false,
                            source,
                            caller.IsInVpc ? Counting(snapshot, caller, inbound) : [],
                            Traffic.Dns
                        )
                );
        return door.State != Disposition.Closed || sources.Count == 0 ? door
            : !caller.IsInVpc && Elsewhere(snapshot, groups) is { Length: > 0 } others
                ? Hop.Unknown(
                    $"{string.Join(", ", groups)} lets {Traffic.Dns} in from {string.Join(", ", others)}, not from {sources[0]}; whether "
                        + "the name servers that forward are among those cannot be read"
                )
            : door with
            {
                Remedy = Remedy.All(
                    sources.Select(source =>
                        SecurityGroupRules.Grant(
                            groups[0],
                            isEgress: false,
                            caller.IsInVpc ? SecurityGroupRules.Beside(snapshot, groups[0], caller.SecurityGroupIds) : null,
                            source,
                            Traffic.Dns,
                            Traffic.LongDns
                        )
                    )
                ),
            };
    }

    // The query comes from name servers, whose addresses nobody says; they are not in a VPC.
    private static string[] Elsewhere(AccountSnapshot snapshot, IReadOnlyList<string> groups) =>
        [
            .. groups
                .SelectMany(id => snapshot.Index.SecurityGroup(id)?.Rules ?? [])
                .Where(rule => IsForQueries(rule) && rule.CidrBlock is not null)
                .Select(rule => rule.CidrBlock!)
                .Where(range => !snapshot.Vpcs.SelectMany(vpc => vpc.CidrBlocks).Any(own => AddressRanges.Contains(own, range)))
                .Distinct(),
        ];

    private static bool IsForQueries(SecurityGroupRuleFact rule) => !rule.IsEgress && SecurityGroupRules.Covers(rule, Traffic.Dns);

    private static IReadOnlyList<string>? Counting(AccountSnapshot snapshot, Caller caller, InboundResolverFact inbound) =>
        caller.VpcId == inbound.VpcId
        || snapshot.Peerings.Any(item =>
            item.Status == "active" && item.VpcIds.Contains(caller.VpcId!) && item.VpcIds.Contains(inbound.VpcId)
        )
            ? caller.SecurityGroupIds
            : [];

    private static CommandLine NewInbound(string group, IEnumerable<string> subnets) =>
        CommandLine.ForCmdlet("New-PrivateApiResolver").With("Name", "inbound").With("SubnetId", subnets).With("SecurityGroupId", group);
}
