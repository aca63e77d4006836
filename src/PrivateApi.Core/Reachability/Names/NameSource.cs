using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Reachability.Names;

/// <summary>
/// What answers a name at the resolver of a VPC in place of public name servers: a forwarding rule, a private hosted zone, or private DNS
/// of an endpoint; the VPC's own or a Route 53 Profile's.
/// </summary>
internal sealed record NameSource
{
    private const int NoPriority = int.MaxValue;

    /// <summary>The domain that it is for.</summary>
    public required string Domain { get; init; }

    /// <summary>The Profile that carries it; null for the VPC's own.</summary>
    public ProfileFact? Profile { get; init; }

    /// <summary>The rule; null for another kind.</summary>
    public ResolverRuleFact? Rule { get; init; }

    /// <summary>The zone; null for another kind.</summary>
    public HostedZoneFact? Zone { get; init; }

    /// <summary>The endpoint; null for another kind.</summary>
    public EndpointFact? Endpoint { get; init; }

    // The most specific answers; of one domain, the VPC's own before a Profile's, and a rule before a zone (Route 53 guide, "How Route 53
    // Resolver determines whether the domain name in a query matches any rules"; "How Route 53 Profile settings are prioritized"). Several
    // Profiles of a VPC are asked in the order of their priorities (API reference, UpdateProfileAssociation).
    private (int Specific, int Local, int Priority, int Kind) Rank =>
        (
            -Domain.Length,
            Profile is null ? 0 : 1,
            Profile?.Priority ?? NoPriority,
            Rule is not null ? 0
            : Zone is not null ? 1
            : 2
        );

    /// <summary>The one that answers a name in a VPC; null where public name servers do.</summary>
    public static NameSource? Of(AccountSnapshot snapshot, string vpcId, string host)
    {
        NameSource? rule = Rules(snapshot, vpcId, host).MinBy(item => item.Rank);
        IEnumerable<NameSource> others = Zones(snapshot, vpcId, host).Concat(Endpoints(snapshot, vpcId, host));

        // A system rule takes its domain away from a less specific forwarding rule, and does nothing else.
        return (rule is { Rule.IsForward: true } ? others.Append(rule) : others).MinBy(item => item.Rank);
    }

    /// <summary>
    /// Another Profile of the VPC that is for the name as well and comes before the source's, being less specific: which of the two wins
    /// is not documented. Null for none.
    /// </summary>
    public ProfileFact? Rival(AccountSnapshot snapshot, string vpcId, string host) =>
        Profile is null
            ? null
            : Rules(snapshot, vpcId, host)
                .Concat(Zones(snapshot, vpcId, host))
                .Concat(Endpoints(snapshot, vpcId, host))
                .Select(item => item.Profile)
                .FirstOrDefault(other =>
                    other is not null
                    && other.Id != Profile.Id
                    && (other.Priority is null || Profile.Priority is null || other.Priority < Profile.Priority)
                );

    private static IEnumerable<NameSource> Rules(AccountSnapshot snapshot, string vpcId, string host)
    {
        IReadOnlyDictionary<string, ProfileFact> carriers = ProfileRules.Carriers(snapshot, vpcId, profile => profile.ResolverRuleIds);
        return snapshot
            .ResolverRules.Where(rule => NameRules.Covers(rule.Domain, host))
            .Where(rule => rule.VpcIds.Contains(vpcId) || carriers.ContainsKey(rule.Id))
            .Select(rule => new NameSource
            {
                Domain = rule.Domain,
                Profile = rule.VpcIds.Contains(vpcId) ? null : carriers[rule.Id],
                Rule = rule,
            });
    }

    private static IEnumerable<NameSource> Zones(AccountSnapshot snapshot, string vpcId, string host)
    {
        if (!IsForPrivateNames(snapshot, vpcId))
        {
            return [];
        }

        IReadOnlyDictionary<string, ProfileFact> carriers = ProfileRules.Carriers(snapshot, vpcId, profile => profile.HostedZoneIds);
        return snapshot
            .HostedZones.Where(zone => NameRules.Covers(zone.Name, host))
            .Where(zone => zone.VpcIds.Contains(vpcId) || carriers.ContainsKey(zone.Id))
            .Select(zone => new NameSource
            {
                Domain = zone.Name,
                Profile = zone.VpcIds.Contains(vpcId) ? null : carriers[zone.Id],
                Zone = zone,
            });
    }

    private static IEnumerable<NameSource> Endpoints(AccountSnapshot snapshot, string vpcId, string host)
    {
        string captured = ApiHosts.Domain(snapshot.Region, snapshot.DnsSuffix);
        if (!NameRules.Covers(captured, host) || host.Length == captured.Length || !IsForPrivateNames(snapshot, vpcId))
        {
            yield break;
        }

        if (NameRules.Capturing(snapshot, vpcId) is { } own)
        {
            yield return new NameSource { Domain = captured, Endpoint = own };
        }

        foreach ((ProfileFact profile, EndpointFact endpoint) in ProfileRules.EndpointsOf(snapshot, vpcId))
        {
            yield return new NameSource
            {
                Domain = captured,
                Profile = profile,
                Endpoint = endpoint,
            };
        }
    }

    // Both attributes have to be on (Route 53 guide, "Considerations when working with a private hosted zone").
    private static bool IsForPrivateNames(AccountSnapshot snapshot, string vpcId) =>
        snapshot.Index.Vpc(vpcId) is { EnableDnsSupport: true, EnableDnsHostnames: true };
}
