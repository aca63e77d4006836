using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Protocols;
using PrivateApi.Facts;
using PrivateApi.Provisioning.DomainPlans;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>Route 53's part of a snapshot: private hosted zones of the VPCs, inbound endpoints and rules of Resolver.</summary>
internal sealed class NameReads(SnapshotReads reads)
{
    /// <summary>What the resolvers that callers in some VPCs use can see.</summary>
    /// <param name="callers">The VPCs.</param>
    /// <param name="facts">Reads these.</param>
    /// <param name="endpoints">Reads the account's endpoints for execute-api.</param>
    /// <param name="isOtherName">True for calls by a name that private DNS of endpoints does not answer.</param>
    /// <param name="stop">Stops the reads.</param>
    public async Task<ResolverView> OfCallersAsync(
        IReadOnlyList<string> callers,
        Task<IReadOnlyList<VpcFact>> facts,
        Task<IReadOnlyList<EndpointFact>> endpoints,
        bool isOtherName,
        CancellationToken stop
    )
    {
        Task<IReadOnlyList<InboundResolverFact>> inbound = InboundAsync(stop);
        Task<IReadOnlyList<ResolverRuleFact>> rules = RulesAsync(stop);
        ProfileReads profiles = new(reads, await facts, await endpoints, await rules);
        IReadOnlyList<string> asked;
        do
        {
            // A Profile's rule may lead to the resolver of a further VPC.
            asked = ResolverView.Asked(callers, await facts, await inbound, await rules, profiles.Found);
        } while (await profiles.ReadAsync(asked, isOtherName, stop));
        IReadOnlyList<HostedZoneFact> zones = await HostedZonesAsync(asked, stop);
        IReadOnlyList<HostedZoneFact> carried = await profiles.ZonesAsync(zones, ZoneAsync, stop);
        return new ResolverView(
            asked,
            [.. zones, .. carried],
            await inbound,
            [.. (await rules).Where(rule => rule.VpcIds.Count > 0 || profiles.Found.Any(item => item.ResolverRuleIds.Contains(rule.Id)))],
            profiles.Found
        );
    }

    /// <summary>
    /// The most specific private hosted zone of the account that covers a name and answers in none of the VPCs asked; empty where one
    /// answers there.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="answering">The zones that do.</param>
    /// <param name="stop">Stops the reads.</param>
    public async Task<IReadOnlyList<HostedZoneFact>> UnusedAsync(
        string name,
        IReadOnlyList<HostedZoneFact> answering,
        CancellationToken stop
    )
    {
        string[] domains = HostedZones.Domains(name);
        return answering.Any(zone => domains.Contains(zone.Name))
            ? []
            : await reads.ListAsync<HostedZoneFact>(
                HostedZoneFact.Unused,
                "route53:ListHostedZonesByName",
                async () =>
                {
                    foreach (string domain in domains)
                    {
                        if (await new PublicZoneReads(reads).NamedAsync(domain, isPrivate: true, stop) is [var zone, ..])
                        {
                            return [await ZoneAsync(HostedZoneIds.Plain(zone.Id), stop)];
                        }
                    }

                    return [];
                }
            );
    }

    private async Task<HostedZoneFact> ZoneAsync(string id, CancellationToken stop)
    {
        GetHostedZoneResponse zone = await reads.Session.Route53.GetHostedZoneAsync(new GetHostedZoneRequest { Id = id }, stop);
        return new HostedZoneFact
        {
            Id = id,
            Name = RecordName.Read(zone.HostedZone.Name),
            VpcIds = [.. zone.VPCs.Where(vpc => vpc.VPCRegion == reads.Session.Region).Select(vpc => vpc.VPCId)],
            Records = await reads.ListAsync("Record", "route53:ListResourceRecordSets", () => RecordsAsync(id, stop)),
        };
    }

    private async Task<IReadOnlyList<HostedZoneFact>> HostedZonesAsync(IReadOnlyList<string> vpcs, CancellationToken stop)
    {
        IReadOnlyList<(string VpcId, HostedZoneSummary Zone)>[] found = await Task.WhenAll(
            vpcs.Select(vpc => reads.ListAsync("HostedZone", "route53:ListHostedZonesByVPC", () => OfVpcAsync(vpc, stop)))
        );

        // The hidden zones of endpoints are listed too, as a service's: the endpoints themselves say everything about them.
        return await Task.WhenAll(
            found
                .SelectMany(items => items)
                .Where(item => string.IsNullOrEmpty(item.Zone.Owner.OwningService))
                .GroupBy(item => item.Zone.HostedZoneId)
                .Select(async group => new HostedZoneFact
                {
                    Id = group.Key,
                    Name = RecordName.Read(group.First().Zone.Name),
                    VpcIds = [.. group.Select(item => item.VpcId)],
                    Records = await reads.ListAsync("Record", "route53:ListResourceRecordSets", () => RecordsAsync(group.Key, stop)),
                })
        );
    }

    private Task<IReadOnlyList<InboundResolverFact>> InboundAsync(CancellationToken stop) =>
        reads.ListAsync(
            "InboundResolver",
            "route53resolver:ListResolverEndpoints",
            async () =>
            {
                List<InboundResolverFact> inbound = [];
                List<ResolverEndpoint> endpoints = await Pages.ListAsync(
                    new ListResolverEndpointsRequest(),
                    reads.Session.Resolver.ListResolverEndpointsAsync,
                    page => page.ResolverEndpoints,
                    stop
                );
                foreach (ResolverEndpoint endpoint in endpoints.Where(item => item.Direction == "INBOUND"))
                {
                    ListResolverEndpointIpAddressesRequest request = new() { ResolverEndpointId = endpoint.Id };
                    List<IpAddressResponse> addresses = await Pages.ListAsync(
                        request,
                        reads.Session.Resolver.ListResolverEndpointIpAddressesAsync,
                        page => page.IpAddresses,
                        stop
                    );
                    inbound.Add(
                        new InboundResolverFact
                        {
                            Id = endpoint.Id,
                            VpcId = endpoint.HostVPCId,
                            Status = endpoint.Status,
                            Address = [.. addresses.SelectMany(item => new[] { item.Ip, item.Ipv6 }).OfType<string>()],
                            SecurityGroupIds = endpoint.SecurityGroupIds,
                        }
                    );
                }

                return inbound;
            }
        );

    private Task<IReadOnlyList<ResolverRuleFact>> RulesAsync(CancellationToken stop) =>
        reads.ListAsync<ResolverRuleFact>(
            "ResolverRule",
            "route53resolver:ListResolverRules",
            async () =>
            {
                List<ResolverRule> rules = await Pages.ListAsync(
                    new ListResolverRulesRequest(),
                    reads.Session.Resolver.ListResolverRulesAsync,
                    page => page.ResolverRules,
                    stop
                );
                List<ResolverRuleAssociation> associations = await Pages.ListAsync(
                    new ListResolverRuleAssociationsRequest(),
                    reads.Session.Resolver.ListResolverRuleAssociationsAsync,
                    page => page.ResolverRuleAssociations,
                    stop
                );
                return
                [
                    .. rules.Select(rule => new ResolverRuleFact
                    {
                        Id = rule.Id,
                        Domain = RecordName.Read(rule.DomainName),
                        IsForward = rule.RuleType == "FORWARD",
                        VpcIds =
                        [
                            .. associations.Where(item => item.ResolverRuleId == rule.Id).Select(item => item.VPCId).OfType<string>(),
                        ],
                        Targets = [.. (rule.TargetIps ?? []).SelectMany(item => new[] { item.Ip, item.Ipv6 }).OfType<string>()],
                    }),
                ];
            }
        );

    private Task<List<(string VpcId, HostedZoneSummary Zone)>> OfVpcAsync(string vpc, CancellationToken stop) =>
        Pages.ListAsync(
            new ListHostedZonesByVPCRequest { VPCId = vpc, VPCRegion = reads.Session.Region },
            reads.Session.Route53.ListHostedZonesByVPCAsync,
            page => page.HostedZoneSummaries.Select(zone => (vpc, zone)),
            stop
        );

    private Task<List<RecordFact>> RecordsAsync(string zone, CancellationToken stop) =>
        Pages.ListAsync(
            new ListResourceRecordSetsRequest { HostedZoneId = zone },
            reads.Session.Route53.ListResourceRecordSetsAsync,
            page => page.ResourceRecordSets.Where(item => item.Type is "A" or "AAAA" or "CNAME").Select(Record),
            stop
        );

    public static RecordFact Record(ResourceRecordSet item) =>
        new()
        {
            Name = RecordName.Read(item.Name),
            Type = item.Type,
            Values = [.. item.ResourceRecords.Select(record => record.Value)],
            AliasTarget = item.AliasTarget is { } alias ? RecordName.Read(alias.DNSName) : null,
        };
}
