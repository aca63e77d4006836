using PrivateApi.Aws;
using PrivateApi.Paths;

namespace PrivateApi.Snapshots;

/// <summary>
/// Takes a snapshot in few calls, those that do not wait for each other at once: the APIs and the endpoints; the networks of the
/// VPCs concerned; what their routes, rules and methods lead to.
/// </summary>
internal sealed class SnapshotCollector(AwsSession session)
{
    public async Task<AccountSnapshot> TakeAsync(SnapshotScope scope, CancellationToken stop)
    {
        SnapshotReads reads = new(session);
        NetworkReads networks = new(reads);
        Task<string> account = session.GetAccountIdAsync(stop);
        Task<(IReadOnlyList<ApiFact> Api, IReadOnlyList<PublicApiFact>? Public)> apis = new ApiReads(reads).ReadAsync(scope, stop);
        Task<IReadOnlyList<EndpointFact>> endpoints = networks.EndpointsAsync(scope.VpcEndpointId, stop);
        await Task.WhenAll(account, apis, endpoints).ConfigureAwait(false);

        AccountSnapshot first = new()
        {
            AccountId = await account.ConfigureAwait(false),
            Region = session.Region,
            Partition = session.Partition,
            DnsSuffix = session.DnsSuffix,
            TakenAt = DateTimeOffset.UtcNow,
            Api = (await apis.ConfigureAwait(false)).Api,
            PublicApi = (await apis.ConfigureAwait(false)).Public,
            Endpoint = await endpoints.ConfigureAwait(false),
        };
        first = first with { Endpoint = [.. first.Endpoint.Where(endpoint => Concerns(first, scope, endpoint))] };
        Task<IReadOnlyList<FunctionFact>> functions = new IntegrationReads(reads).FunctionsAsync(first.Api, stop);
        Task<IReadOnlyList<DomainFact>> domains = scope.DomainName is null ? Task.FromResult<IReadOnlyList<DomainFact>>([]) : new DomainReads(reads).ReadAsync(scope.DomainName, first.AccountId, stop);
        Task<IReadOnlyList<VpcLinkFact>> links = new IntegrationReads(reads).VpcLinksAsync(first.Api, stop);
        AccountSnapshot second = await WithNetworksAsync(first, scope, reads, networks, stop).ConfigureAwait(false);
        return second with { Function = await functions.ConfigureAwait(false), VpcLink = await links.ConfigureAwait(false), Domain = await domains.ConfigureAwait(false), Denied = reads.Denied };
    }

    /// <summary>Endpoints that a call may go through: of the callers' VPCs, named by the APIs, or asked for.</summary>
    private static bool Concerns(AccountSnapshot snapshot, SnapshotScope scope, EndpointFact endpoint) =>
        endpoint.Id == scope.VpcEndpointId
        || scope.CallerVpc.Contains(endpoint.VpcId)
        || snapshot.Api.Any(api => EndpointChoice.NamedBy(snapshot, api).Contains(endpoint.Id));

    private static async Task<AccountSnapshot> WithNetworksAsync(AccountSnapshot snapshot, SnapshotScope scope, SnapshotReads reads, NetworkReads networks, CancellationToken stop)
    {
        string[] vpcs = [.. snapshot.Endpoint.Select(endpoint => endpoint.VpcId).Concat(scope.CallerVpc).Distinct(StringComparer.Ordinal)];
        if (vpcs.Length == 0)
        {
            return snapshot;
        }

        Task<IReadOnlyList<VpcFact>> vpcFacts = networks.VpcsAsync(vpcs, stop);
        Task<IReadOnlyList<InterfaceFact>> interfaces = networks.InterfacesAsync([.. snapshot.Endpoint.SelectMany(endpoint => endpoint.InterfaceId)], stop);
        if (scope.Caller.All(caller => caller.Kind == CallerKind.None))
        {
            // Without a caller nothing before the endpoint is judged.
            return snapshot with { Vpc = await vpcFacts.ConfigureAwait(false), NetworkInterface = await interfaces.ConfigureAwait(false) };
        }

        NameReads names = new(reads);
        Task<IReadOnlyList<HostedZoneFact>> zones = names.HostedZonesAsync(vpcs, stop);
        Task<IReadOnlyList<InboundResolverFact>> inbound = names.InboundAsync(stop);
        Task<IReadOnlyList<ResolverRuleFact>> rules = names.RulesAsync(stop);
        Task<IReadOnlyList<Amazon.EC2.Model.Subnet>> subnets = networks.SubnetsAsync(vpcs, stop);
        Task<IReadOnlyList<Amazon.EC2.Model.RouteTable>> tables = networks.RouteTablesAsync(vpcs, stop);
        Task<IReadOnlyList<Amazon.EC2.Model.NetworkAcl>> acls = networks.NetworkAclsAsync(vpcs, stop);
        string[] groupIds = [.. (await interfaces.ConfigureAwait(false)).SelectMany(item => item.SecurityGroupId).Concat(scope.Caller.SelectMany(caller => caller.SecurityGroupId ?? [])).Distinct(StringComparer.Ordinal)];
        Task<IReadOnlyList<SecurityGroupFact>> groups = networks.SecurityGroupsAsync(groupIds, stop);
        await Task.WhenAll(vpcFacts, zones, inbound, rules, subnets, tables, acls, groups).ConfigureAwait(false);
        return await WithGatewaysAsync(
            snapshot with
            {
                Vpc = await vpcFacts.ConfigureAwait(false),
                NetworkInterface = await interfaces.ConfigureAwait(false),
                Subnet = [.. (await subnets.ConfigureAwait(false)).Select(NetworkFactReader.Subnet)],
                RouteTable = [.. (await tables.ConfigureAwait(false)).Select(NetworkFactReader.RouteTable)],
                NetworkAcl = [.. (await acls.ConfigureAwait(false)).Select(NetworkFactReader.NetworkAcl)],
                SecurityGroup = await groups.ConfigureAwait(false),
                HostedZone = await zones.ConfigureAwait(false),
                InboundResolver = await inbound.ConfigureAwait(false),
                ResolverRule = await rules.ConfigureAwait(false),
            },
            vpcs,
            scope.Caller.Any(caller => caller.Kind == CallerKind.OnPremises),
            new GatewayReads(reads),
            stop).ConfigureAwait(false);
    }

    private static async Task<AccountSnapshot> WithGatewaysAsync(AccountSnapshot snapshot, string[] vpcs, bool isOnPremises, GatewayReads gateways, CancellationToken stop)
    {
        HashSet<string> targets = [.. snapshot.RouteTable.SelectMany(table => table.Route).Select(route => route.Target)];
        IEnumerable<string> lists = snapshot.RouteTable.SelectMany(table => table.Route).Select(route => route.Destination)
            .Concat(snapshot.SecurityGroup.SelectMany(group => group.Rule).Select(rule => rule.PrefixListId).OfType<string>())
            .Where(id => id.StartsWith("pl-", StringComparison.Ordinal));
        Task<IReadOnlyList<PeeringFact>> peerings = gateways.PeeringsAsync(vpcs, targets, stop);
        Task<IReadOnlyList<VpnGatewayFact>> vpn = gateways.VpnGatewaysAsync(vpcs, isOnPremises, targets, stop);
        Task<IReadOnlyList<TransitGatewayFact>> transit = gateways.TransitGatewaysAsync(targets, stop);
        Task<IReadOnlyList<PrefixListFact>> prefixes = gateways.PrefixListsAsync(lists, stop);
        return snapshot with
        {
            Peering = await peerings.ConfigureAwait(false),
            VpnGateway = await vpn.ConfigureAwait(false),
            TransitGateway = await transit.ConfigureAwait(false),
            PrefixList = await prefixes.ConfigureAwait(false),
        };
    }
}
