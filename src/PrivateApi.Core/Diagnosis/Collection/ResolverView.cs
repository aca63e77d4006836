using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>What the callers' resolvers see, and the VPCs whose resolvers are used.</summary>
/// <param name="VpcIds">The callers' VPCs, and those that their rules or name servers lead to.</param>
/// <param name="Zones">Private hosted zones of these.</param>
/// <param name="Inbound">Inbound endpoints of the account.</param>
/// <param name="Rules">Rules with the VPCs they are associated with.</param>
/// <param name="Profiles">Route 53 Profiles of these VPCs.</param>
internal sealed record ResolverView(
    IReadOnlyList<string> VpcIds,
    IReadOnlyList<HostedZoneFact> Zones,
    IReadOnlyList<InboundResolverFact> Inbound,
    IReadOnlyList<ResolverRuleFact> Rules,
    IReadOnlyList<ProfileFact> Profiles
)
{
    /// <summary>Addresses in records.</summary>
    public IReadOnlyList<string> Address =>
        [
            .. Zones
                .SelectMany(zone => zone.Records)
                .Where(record => record.Type is "A" or "AAAA" && record.AliasTarget is null)
                .SelectMany(record => record.Values)
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Endpoints that records lead to by name, or Profiles carry.</summary>
    public IEnumerable<string> EndpointIds =>
        Zones
            .SelectMany(zone => zone.Records)
            .SelectMany(record =>
                record.AliasTarget is { } alias ? [alias]
                : record.Type == "CNAME" ? record.Values
                : []
            )
            .Select(name => ApiHost.Parse(name).VpcEndpointId)
            .OfType<string>()
            .Concat(Profiles.SelectMany(profile => profile.EndpointIds));

    /// <summary>The callers' VPCs with those of inbound endpoints that their names are forwarded to, and so on.</summary>
    /// <param name="callers">The callers' VPCs.</param>
    /// <param name="facts">Their facts, as far as they could be read.</param>
    /// <param name="inbound">Inbound endpoints.</param>
    /// <param name="rules">Rules.</param>
    /// <param name="profiles">Profiles, as far as they were read.</param>
    public static IReadOnlyList<string> Asked(
        IReadOnlyList<string> callers,
        IReadOnlyList<VpcFact> facts,
        IReadOnlyList<InboundResolverFact> inbound,
        IReadOnlyList<ResolverRuleFact> rules,
        IReadOnlyList<ProfileFact> profiles
    )
    {
        List<string> asked = [.. callers];
        for (int i = 0; i < asked.Count; i++)
        {
            HashSet<string> carried = [.. profiles.Where(item => item.VpcId == asked[i]).SelectMany(item => item.ResolverRuleIds)];
            HashSet<string> servers =
            [
                .. rules
                    .Where(rule => rule.IsForward && (rule.VpcIds.Contains(asked[i]) || carried.Contains(rule.Id)))
                    .SelectMany(rule => rule.Targets),
                .. facts.Where(vpc => vpc.Id == asked[i]).SelectMany(vpc => vpc.DnsServers),
            ];
            asked.AddRange(inbound.Where(item => item.Address.Any(servers.Contains)).Select(item => item.VpcId).Except(asked).Distinct());
        }

        return asked;
    }
}
