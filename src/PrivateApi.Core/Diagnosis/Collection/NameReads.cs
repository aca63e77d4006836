using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Facts;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>Route 53's part of a snapshot: private hosted zones of the VPCs, inbound endpoints and rules of Resolver.</summary>
internal sealed class NameReads(SnapshotReads reads)
{
    /// <summary>What the resolvers that callers in some VPCs use can see.</summary>
    /// <param name="callers">The VPCs.</param>
    /// <param name="facts">Reads these.</param>
    /// <param name="stop">Stops the reads.</param>
    public async Task<ResolverView> OfCallersAsync(IReadOnlyList<string> callers, Task<IReadOnlyList<VpcFact>> facts, CancellationToken stop)
    {
        Task<IReadOnlyList<InboundResolverFact>> inbound = InboundAsync(stop);
        Task<IReadOnlyList<ResolverRuleFact>> rules = RulesAsync(stop);
        IReadOnlyList<string> asked = ResolverView.Asked(callers, await facts, await inbound, await rules);
        return new ResolverView(asked, await HostedZonesAsync(asked, stop), await inbound, await rules);
    }

    private async Task<IReadOnlyList<HostedZoneFact>> HostedZonesAsync(IReadOnlyList<string> vpcs, CancellationToken stop)
    {
        IReadOnlyList<(string VpcId, HostedZoneSummary Zone)>[] found = await Task.WhenAll(vpcs.Select(vpc => reads.ListAsync("HostedZone", "route53:ListHostedZonesByVPC", () => OfVpcAsync(vpc, stop))));

        // The hidden zones of endpoints are listed too, as a service's: the endpoints themselves say everything about them.
        return await Task.WhenAll(found
            .SelectMany(items => items)
            .Where(item => string.IsNullOrEmpty(item.Zone.Owner.OwningService))
            .GroupBy(item => item.Zone.HostedZoneId)
            .Select(async group => new HostedZoneFact
            {
                Id = group.Key,
                Name = RecordName.Read(group.First().Zone.Name),
                VpcId = [.. group.Select(item => item.VpcId)],
                Record = await reads.ListAsync("Record", "route53:ListResourceRecordSets", () => RecordsAsync(group.Key, stop)),
            }));
    }

    private Task<IReadOnlyList<InboundResolverFact>> InboundAsync(CancellationToken stop) => reads.ListAsync("InboundResolver", "route53resolver:ListResolverEndpoints", async () =>
    {
        List<InboundResolverFact> inbound = [];
        string? token = null;
        do
        {
            ListResolverEndpointsResponse page = await reads.Session.Resolver.ListResolverEndpointsAsync(new ListResolverEndpointsRequest { NextToken = token }, stop);
            foreach (ResolverEndpoint endpoint in page.ResolverEndpoints.Where(item => item.Direction == "INBOUND"))
            {
                ListResolverEndpointIpAddressesResponse addresses = await reads.Session.Resolver.ListResolverEndpointIpAddressesAsync(new ListResolverEndpointIpAddressesRequest { ResolverEndpointId = endpoint.Id }, stop);
                inbound.Add(new InboundResolverFact { Id = endpoint.Id, VpcId = endpoint.HostVPCId, Status = endpoint.Status, Address = [.. addresses.IpAddresses.SelectMany(item => new[] { item.Ip, item.Ipv6 }).OfType<string>()] });
            }

            token = page.NextToken;
        }
        while (!string.IsNullOrEmpty(token));
        return inbound;
    });

    private Task<IReadOnlyList<ResolverRuleFact>> RulesAsync(CancellationToken stop) => reads.ListAsync<ResolverRuleFact>("ResolverRule", "route53resolver:ListResolverRules", async () =>
    {
        List<ResolverRule> rules = [];
        List<ResolverRuleAssociation> associations = [];
        string? token = null;
        do
        {
            ListResolverRulesResponse page = await reads.Session.Resolver.ListResolverRulesAsync(new ListResolverRulesRequest { NextToken = token }, stop);
            rules.AddRange(page.ResolverRules);
            token = page.NextToken;
        }
        while (!string.IsNullOrEmpty(token));
        do
        {
            ListResolverRuleAssociationsResponse page = await reads.Session.Resolver.ListResolverRuleAssociationsAsync(new ListResolverRuleAssociationsRequest { NextToken = token }, stop);
            associations.AddRange(page.ResolverRuleAssociations);
            token = page.NextToken;
        }
        while (!string.IsNullOrEmpty(token));
        return
        [
            .. rules.Select(rule => new ResolverRuleFact
            {
                Id = rule.Id,
                Domain = RecordName.Read(rule.DomainName),
                IsForward = rule.RuleType == "FORWARD",
                VpcId = [.. associations.Where(item => item.ResolverRuleId == rule.Id).Select(item => item.VPCId).OfType<string>()],
                Target = [.. (rule.TargetIps ?? []).SelectMany(item => new[] { item.Ip, item.Ipv6 }).OfType<string>()],
            }).Where(rule => rule.VpcId.Count > 0),
        ];
    });

    private async Task<List<(string VpcId, HostedZoneSummary Zone)>> OfVpcAsync(string vpc, CancellationToken stop)
    {
        List<(string, HostedZoneSummary)> found = [];
        string? token = null;
        do
        {
            ListHostedZonesByVPCResponse page = await reads.Session.Route53.ListHostedZonesByVPCAsync(new ListHostedZonesByVPCRequest { VPCId = vpc, VPCRegion = reads.Session.Region, NextToken = token }, stop);
            found.AddRange(page.HostedZoneSummaries.Select(zone => (vpc, zone)));
            token = page.NextToken;
        }
        while (!string.IsNullOrEmpty(token));
        return found;
    }

    private async Task<List<RecordFact>> RecordsAsync(string zone, CancellationToken stop)
    {
        List<RecordFact> records = [];
        ListResourceRecordSetsRequest request = new() { HostedZoneId = zone };
        ListResourceRecordSetsResponse page;
        do
        {
            page = await reads.Session.Route53.ListResourceRecordSetsAsync(request, stop);
            records.AddRange(page.ResourceRecordSets.Where(item => item.Type is "A" or "AAAA" or "CNAME").Select(item => new RecordFact
            {
                Name = RecordName.Read(item.Name),
                Type = item.Type,
                Value = [.. item.ResourceRecords.Select(record => record.Value)],
                AliasTarget = item.AliasTarget is { } alias ? RecordName.Read(alias.DNSName) : null,
            }));
            request = new ListResourceRecordSetsRequest { HostedZoneId = zone, StartRecordName = page.NextRecordName, StartRecordType = page.NextRecordType, StartRecordIdentifier = page.NextRecordIdentifier };
        }
        while (page.IsTruncated == true);
        return records;
    }
}
