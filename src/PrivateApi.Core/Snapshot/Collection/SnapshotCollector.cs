using PrivateApi.Aws;
using PrivateApi.Paths;

namespace PrivateApi.Snapshots;

/// <summary>
/// Takes a snapshot in few calls, those that do not wait for each other at once: the APIs and the endpoints; the networks of the
/// VPCs concerned; what their routes, rules and methods lead to.
/// </summary>
internal sealed class SnapshotCollector(AwsSession session)
{
    private readonly SnapshotReads _reads = new(session);

    public async Task<AccountSnapshot> TakeAsync(SnapshotScope scope, CancellationToken stop)
    {
        NetworkReads networks = new(_reads);
        Task<string> account = session.GetAccountIdAsync(stop);
        Task<(IReadOnlyList<ApiFact> Api, IReadOnlyList<PublicApiFact>? Public)> apis = new ApiReads(_reads).ReadAsync(scope, stop);
        Task<IReadOnlyList<EndpointFact>> endpoints = networks.EndpointsAsync(scope.VpcEndpointId, stop);

        // Without a caller nothing before the endpoint is judged.
        bool hasCaller = scope.Caller.Any(caller => caller.Kind != CallerKind.None);
        string[] callers = [.. scope.CallerVpc];
        Task<IReadOnlyList<VpcFact>> callerVpcs = networks.VpcsAsync(callers, stop);
        Task<ResolverView> names = hasCaller ? new NameReads(_reads).OfCallersAsync(callers, callerVpcs, stop) : Task.FromResult(new ResolverView([], [], [], []));
        await Task.WhenAll(account, apis, endpoints, names).ConfigureAwait(false);
        ResolverView seen = await names.ConfigureAwait(false);
        IReadOnlyList<InterfaceFact> named = await networks.WithAddressesAsync(seen.Address, stop).ConfigureAwait(false);

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
            Vpc = await callerVpcs.ConfigureAwait(false),
            HostedZone = seen.Zone,
            InboundResolver = seen.Inbound,
            ResolverRule = seen.Rule,
        };
        first = first with { Endpoint = [.. first.Endpoint.Where(endpoint => Concerns(first, scope, seen, named, endpoint))] };
        Task<IReadOnlyList<FunctionFact>> functions = new IntegrationReads(_reads).FunctionsAsync(first.Api, stop);
        Task<IReadOnlyList<DomainFact>> domains = scope.DomainName is null ? Task.FromResult<IReadOnlyList<DomainFact>>([]) : new DomainReads(_reads).ReadAsync(scope.DomainName, first.AccountId, stop);
        Task<IReadOnlyList<VpcLinkFact>> links = new IntegrationReads(_reads).VpcLinksAsync(first.Api, stop);
        AccountSnapshot second = await WithNetworksAsync(first, scope, networks, hasCaller, [.. seen.VpcId], stop).ConfigureAwait(false);
        return second with { Function = await functions.ConfigureAwait(false), VpcLink = await links.ConfigureAwait(false), Domain = await domains.ConfigureAwait(false), Denied = _reads.Denied };
    }

    /// <summary>Endpoints that a call may go through: of the VPCs whose resolvers are asked, named by the APIs or by records that these see, or asked for.</summary>
    private static bool Concerns(AccountSnapshot snapshot, SnapshotScope scope, ResolverView seen, IReadOnlyList<InterfaceFact> named, EndpointFact endpoint) =>
        endpoint.Id == scope.VpcEndpointId
        || seen.VpcId.Contains(endpoint.VpcId)
        || seen.EndpointId.Contains(endpoint.Id)
        || named.Any(item => endpoint.InterfaceId.Contains(item.Id))
        || snapshot.Api.Any(api => EndpointChoice.NamedBy(snapshot, api).Contains(endpoint.Id));

    private async Task<AccountSnapshot> WithNetworksAsync(AccountSnapshot snapshot, SnapshotScope scope, NetworkReads networks, bool hasCaller, string[] asked, CancellationToken stop)
    {
        string[] vpcs = [.. snapshot.Endpoint.Select(endpoint => endpoint.VpcId).Concat(asked).Distinct(StringComparer.Ordinal)];
        if (vpcs.Length == 0)
        {
            return snapshot;
        }

        Task<IReadOnlyList<VpcFact>> otherVpcs = networks.VpcsAsync([.. vpcs.Except(scope.CallerVpc)], stop);
        Task<IReadOnlyList<InterfaceFact>> interfaces = networks.InterfacesAsync([.. snapshot.Endpoint.SelectMany(endpoint => endpoint.InterfaceId)], stop);
        if (!hasCaller)
        {
            return snapshot with { Vpc = await otherVpcs.ConfigureAwait(false), NetworkInterface = await interfaces.ConfigureAwait(false) };
        }

        Task<IReadOnlyList<Amazon.EC2.Model.Subnet>> subnets = networks.SubnetsAsync(vpcs, stop);
        Task<IReadOnlyList<Amazon.EC2.Model.RouteTable>> tables = networks.RouteTablesAsync(vpcs, stop);
        Task<IReadOnlyList<Amazon.EC2.Model.NetworkAcl>> acls = networks.NetworkAclsAsync(vpcs, stop);
        string[] groupIds = [.. (await interfaces.ConfigureAwait(false)).SelectMany(item => item.SecurityGroupId).Concat(scope.Caller.SelectMany(caller => caller.SecurityGroupId ?? [])).Distinct(StringComparer.Ordinal)];
        Task<IReadOnlyList<SecurityGroupFact>> groups = networks.SecurityGroupsAsync(groupIds, stop);
        await Task.WhenAll(otherVpcs, subnets, tables, acls, groups).ConfigureAwait(false);
        return await WithGatewaysAsync(
            snapshot with
            {
                Vpc = [.. snapshot.Vpc, .. await otherVpcs.ConfigureAwait(false)],
                NetworkInterface = await interfaces.ConfigureAwait(false),
                Subnet = [.. (await subnets.ConfigureAwait(false)).Select(NetworkFactReader.Subnet)],
                RouteTable = [.. (await tables.ConfigureAwait(false)).Select(NetworkFactReader.RouteTable)],
                NetworkAcl = [.. (await acls.ConfigureAwait(false)).Select(NetworkFactReader.NetworkAcl)],
                SecurityGroup = await groups.ConfigureAwait(false),
            },
            vpcs,
            scope.Caller.Any(caller => caller.Kind == CallerKind.OnPremises),
            new GatewayReads(_reads),
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
