using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.Resolver;
using PrivateApi.Lab.ControlPlane.Resolver.Model;
using PrivateApi.Lab.ControlPlane.Route53.Model;
using PrivateApi.Lab.ControlPlane.Route53Profiles;

namespace PrivateApi.Lab.DataPlane;

/// <summary>The lab's zones and resolvers as facts.</summary>
internal static class NameFacts
{
    public static HostedZoneFact HostedZone(LabHostedZone zone) =>
        new()
        {
            Id = zone.Id,
            Name = RecordName.Read(zone.Name),
            IsPublic = !zone.IsPrivate,
            VpcIds = [.. zone.Vpcs.Select(vpc => vpc.VpcId)],
            Records =
            [
                .. zone
                    .Records.Values.Where(record => record.Type is "A" or "AAAA" or "CNAME")
                    .Select(record => new RecordFact
                    {
                        Name = RecordName.Read(record.Name),
                        Type = record.Type,
                        Values = record.Values,
                        AliasTarget = record.AliasTarget is { } alias ? RecordName.Read(alias.DnsName) : null,
                    }),
            ],
        };

    public static InboundResolverFact Inbound(LabResolverEndpoint endpoint, DateTimeOffset now) =>
        new()
        {
            Id = endpoint.Id,
            VpcId = endpoint.VpcId,
            Status = endpoint.StatusAt(now),
            Address = [.. endpoint.Addresses.SelectMany(address => new[] { address.Ip, address.Ipv6 }).OfType<string>()],
            SecurityGroupIds = endpoint.SecurityGroupIds,
        };

    public static ResolverRuleFact Rule(ResolverState state, LabResolverRule rule, DateTimeOffset now) =>
        new()
        {
            Id = rule.Id,
            Domain = RecordName.Read(rule.DomainName),
            IsForward = rule.RuleType == "FORWARD",
            VpcIds =
            [
                .. state.Associations.Where(item => item.RuleId == rule.Id && item.StatusAt(now) == "COMPLETE").Select(item => item.VpcId),
            ],
            Targets = [.. rule.Targets.SelectMany(target => new[] { target.Ip, target.Ipv6 }).OfType<string>()],
        };

    public static ProfileFact Profile(LabProfileAssociation association, LabProfile profile, DateTimeOffset now)
    {
        IReadOnlyList<string> Carried(ProfileResourceKind kind) =>
            [.. profile.Resources.Where(item => item.Kind == kind && item.StatusAt(now) == "COMPLETE").Select(item => item.ResourceId)];

        return new ProfileFact
        {
            Id = profile.Id,
            VpcId = association.VpcId,
            HostedZoneIds = Carried(ProfileResourceKind.Zone),
            ResolverRuleIds = Carried(ProfileResourceKind.Rule),
            EndpointIds = Carried(ProfileResourceKind.Endpoint),
        };
    }
}
