// Over 250 lines: the reads of one snapshot, in the order in which one leads to the next.
using System.Runtime.CompilerServices;
using PrivateApi.Aws.Session;
using PrivateApi.Facts;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Names;
using PrivateApi.Reachability.Signer;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// Takes a snapshot in few calls, and makes calls that do not depend on each other at once: the APIs and the endpoints; the networks of the
/// VPCs concerned; what their routes, rules and methods lead to. A large number of APIs is read part by part, so that they need not be in
/// memory together; everything that is not specific to them is read once.
/// </summary>
/// <param name="session">The API's account.</param>
/// <param name="callerSession">The account of the callers' networks, endpoints and names; null for the same.</param>
internal sealed class SnapshotCollector(AwsSession session, AwsSession? callerSession = null)
{
    private readonly SnapshotReads _reads = new(session);

    private SnapshotReads CallerSide => field ??= callerSession is null ? _reads : new SnapshotReads(callerSession);

    private IReadOnlyList<DeniedRead> Denied => callerSession is null ? _reads.Denied : [.. _reads.Denied, .. CallerSide.Denied];

    /// <summary>Snapshots that each contain the next APIs of the scope, and those that names of others may lead to.</summary>
    /// <param name="scope">What to include.</param>
    /// <param name="size">How many APIs a snapshot has at most.</param>
    /// <param name="stop">Stops the reads.</param>
    public async IAsyncEnumerable<(IReadOnlyList<string> RestApiId, AccountSnapshot Snapshot)> TakeAsync(
        SnapshotScope scope,
        int size,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        NetworkReads networks = new(CallerSide);
        ApiReads apis = new(_reads);
        IntegrationReads integrations = new(_reads);
        BackendReads backends = new(_reads);
        WebAclReads acls = new(_reads);
        ApiKeyReads keys = new(_reads);
        Task<string> account = session.GetAccountIdAsync(stop);
        Task<string?> callerAccount = CallerAccountAsync(stop);
        Task<(IReadOnlyList<ApiFact> Api, IReadOnlyList<PublicApiFact>? Public)> listed = apis.ListAsync(scope, stop);
        Task<IReadOnlyList<EndpointFact>> endpoints = networks.EndpointsAsync(scope.VpcEndpointId, stop);

        // Without a caller nothing before the endpoint is judged.
        bool hasCaller = scope.Callers.Any(caller => caller.Kind != CallerKind.None);
        string[] callers = [.. scope.CallerVpc];
        Task<IReadOnlyList<VpcFact>> callerVpcs = networks.VpcsAsync(callers, stop);
        Task<ResolverView> names = hasCaller
            ? new NameReads(CallerSide).OfCallersAsync(callers, callerVpcs, endpoints, scope.IsOtherName, stop)
            : Task.FromResult(new ResolverView([], [], [], [], []));
        await Task.WhenAll(account, listed, endpoints, names);
        ResolverView seen = await names;
        LoadBalancerView balancers = await new LoadBalancerReads(CallerSide).OfAsync(scope, seen.Zones, stop);
        IReadOnlyList<InterfaceFact> named = await networks.WithAddressesAsync([.. seen.Address.Union(balancers.Addresses)], stop);
        Dictionary<string, ApiFact> bare = (await listed).Api.ToDictionary(api => api.Id, StringComparer.Ordinal);

        // An API that could not be read may be a REST API.
        bool isListed = _reads.Denied.All(denied => denied.Subject != "Api");
        Task<IReadOnlyList<V2ApiFact>> others = new V2Reads(_reads).ApisAsync(
            scope.RestApiIds.Where(id => isListed && id.Length > 0 && !bare.ContainsKey(id)),
            stop
        );
        HashSet<string> ways = [.. bare.Values.SelectMany(api => EndpointChoice.NamedBy(api.Associated, api.Policy))];

        AccountSnapshot first = new()
        {
            AccountId = await account,
            CallerAccountId = await callerAccount is { } other && other != await account ? other : null,
            Region = session.Region,
            Partition = session.Partition,
            DnsSuffix = session.DnsSuffix,
            TakenAt = DateTimeOffset.UtcNow,
            PublicApis = (await listed).Public,
            V2Apis = await others,
            Endpoints = [.. (await endpoints).Where(endpoint => Concerns(scope, seen, named, ways, endpoint))],
            Vpcs = await callerVpcs,
            HostedZones = seen.Zones,
            InboundResolvers = seen.Inbound,
            ResolverRules = seen.Rules,
            Profiles = seen.Profiles,
            LoadBalancers = balancers.LoadBalancers,
            TargetGroups = balancers.TargetGroups,
            Certificates = balancers.Certificates,
            NetworkInterfaces = balancers.Interfaces,
        };
        Task<(IReadOnlyList<DomainFact> Called, IReadOnlyList<HostedZoneFact> Zones)> domains = DomainAsync(
            scope.DomainName,
            hasCaller ? seen : null,
            first.AccountId,
            stop
        );
        Task<AccountSnapshot> around = WithNetworksAsync(
            first,
            scope,
            networks,
            hasCaller || balancers.LoadBalancers.Count > 0,
            [.. seen.VpcIds, .. balancers.LoadBalancers.Select(item => item.VpcId)],
            stop
        );
        ApiFact[] linked = await apis.WithStagesAsync(
            ZoneRecords.Apis(seen.Zones).Select(id => bare.GetValueOrDefault(id)).OfType<ApiFact>().ToArray(),
            scope,
            stop
        );
        foreach (string[] ids in scope.RestApiIds.Chunk(size))
        {
            IEnumerable<string> unread = ids.Except(linked.Select(api => api.Id));
            ApiFact[] read =
            [
                .. linked,
                .. await apis.WithStagesAsync(unread.Select(id => bare.GetValueOrDefault(id)).OfType<ApiFact>().ToArray(), scope, stop),
            ];
            Task<IReadOnlyList<FunctionFact>> functions = integrations.FunctionsAsync(read, stop);
            Task<IReadOnlyList<SignerFact>> signers = SignersAsync(scope.Principal, first, read, stop);
            Task<IReadOnlyList<VpcLinkFact>> links = integrations.VpcLinksAsync(read, stop);
            (IReadOnlyList<ApiKeyFact>? apiKeys, IReadOnlyList<UsagePlanFact> plans) = await keys.ReadAsync(scope, read, stop);
            read = await keys.WithResourcesAsync(scope, read, stop);
            (IReadOnlyList<WebAclFact> webAcls, IReadOnlyList<IpSetFact> ipSets) = await acls.ReadAsync(scope.StagesOf(read), stop);
            AccountSnapshot whole = await around;
            AccountSnapshot facts = await backends.WithBackendsAsync(
                whole with
                {
                    Apis = InOrder(ids, read),
                    Functions = await functions,
                    VpcLinks = await links,
                    ApiKeys = apiKeys,
                    UsagePlans = plans,
                    WebAcls = webAcls,
                    IpSets = ipSets,
                    Signers = await signers,
                    Domains = (await domains).Called,
                    HostedZones = [.. whole.HostedZones, .. (await domains).Zones],
                },
                stop
            );
            yield return (ids, facts with { Denied = Denied });
        }
    }

    private async Task<string?> CallerAccountAsync(CancellationToken stop) =>
        callerSession is null ? null : await callerSession.GetAccountIdAsync(stop);

    // Whoever signs is of either account.
    private Task<IReadOnlyList<SignerFact>> SignersAsync(
        string? principal,
        AccountSnapshot facts,
        ApiFact[] apis,
        CancellationToken stop
    ) =>
        facts.CallerAccountId is { } other && SignerName.Parse(principal)?.AccountId == other
            ? new SignerReads(CallerSide).ReadAsync(principal, other, apis, stop)
            : new SignerReads(_reads).ReadAsync(principal, facts.AccountId, apis, stop);

    private async Task<(IReadOnlyList<DomainFact> Called, IReadOnlyList<HostedZoneFact> Zones)> DomainAsync(
        string? name,
        ResolverView? seen,
        string account,
        CancellationToken stop
    )
    {
        if (name is null)
        {
            return ([], []);
        }

        IReadOnlyList<DomainFact> called = await new DomainReads(_reads).ReadAsync(name, account, stop);
        return (
            called,
            seen is null || called.Count == 0 ? []
            : called.Any(domain => domain.IsPublic) ? await new PublicZoneReads(_reads).OfAsync(name, stop)
            : await new NameReads(CallerSide).UnusedAsync(name, seen.Zones, stop)
        );
    }

    // Those requested first, in the order in which they were requested.
    private static ApiFact[] InOrder(string[] ids, ApiFact[] read)
    {
        Dictionary<string, ApiFact> known = read.ToDictionary(api => api.Id, StringComparer.Ordinal);
        return [.. ids.Concat(known.Keys).Distinct(StringComparer.Ordinal).Select(id => known.GetValueOrDefault(id)).OfType<ApiFact>()];
    }

    /// <summary>
    /// Endpoints that a call may go through: in the VPCs whose resolvers are used, named by the APIs or by records that these see, or
    /// requested.
    /// </summary>
    private static bool Concerns(
        SnapshotScope scope,
        ResolverView seen,
        IReadOnlyList<InterfaceFact> named,
        HashSet<string> ways,
        EndpointFact endpoint
    ) =>
        endpoint.Id == scope.VpcEndpointId
        || seen.VpcIds.Contains(endpoint.VpcId)
        || seen.EndpointIds.Contains(endpoint.Id)
        || named.Any(item => endpoint.InterfaceIds.Contains(item.Id))
        || ways.Contains(endpoint.Id);

    private async Task<AccountSnapshot> WithNetworksAsync(
        AccountSnapshot snapshot,
        SnapshotScope scope,
        NetworkReads networks,
        bool hasCaller,
        string[] asked,
        CancellationToken stop
    )
    {
        string[] vpcs = [.. snapshot.Endpoints.Select(endpoint => endpoint.VpcId).Concat(asked).Distinct(StringComparer.Ordinal)];
        if (vpcs.Length == 0)
        {
            return snapshot;
        }

        Task<IReadOnlyList<VpcFact>> otherVpcs = networks.VpcsAsync([.. vpcs.Except(scope.CallerVpc)], stop);
        Task<IReadOnlyList<InterfaceFact>> interfaces = networks.InterfacesAsync(
            [.. snapshot.Endpoints.SelectMany(endpoint => endpoint.InterfaceIds)],
            stop
        );
        if (!hasCaller)
        {
            return snapshot with { Vpcs = await otherVpcs, NetworkInterfaces = await interfaces };
        }

        Task<IReadOnlyList<Amazon.EC2.Model.Subnet>> subnets = networks.SubnetsAsync(vpcs, stop);
        Task<IReadOnlyList<Amazon.EC2.Model.RouteTable>> tables = networks.RouteTablesAsync(vpcs, stop);
        Task<IReadOnlyList<Amazon.EC2.Model.NetworkAcl>> acls = networks.NetworkAclsAsync(vpcs, stop);
        string[] groupIds =
        [
            .. (await interfaces)
                .SelectMany(item => item.SecurityGroupIds)
                .Concat(snapshot.LoadBalancers.SelectMany(item => item.SecurityGroupIds))
                .Concat(scope.Callers.SelectMany(caller => caller.SecurityGroupIds ?? []))
                .Concat(snapshot.InboundResolvers.Where(item => asked.Contains(item.VpcId)).SelectMany(item => item.SecurityGroupIds ?? []))
                .Distinct(StringComparer.Ordinal),
        ];
        Task<IReadOnlyList<SecurityGroupFact>> groups = networks.SecurityGroupsAsync(groupIds, stop);
        await Task.WhenAll(otherVpcs, subnets, tables, acls, groups);
        return await WithGatewaysAsync(
            snapshot with
            {
                Vpcs = [.. snapshot.Vpcs, .. await otherVpcs],
                NetworkInterfaces = [.. await interfaces, .. snapshot.NetworkInterfaces],
                Subnets = [.. (await subnets).Select(NetworkFactReader.Subnet)],
                RouteTables = [.. (await tables).Select(NetworkFactReader.RouteTable)],
                NetworkAcls = [.. (await acls).Select(NetworkFactReader.NetworkAcl)],
                SecurityGroups = await groups,
            },
            vpcs,
            scope.Callers.Any(caller => caller.Kind == CallerKind.OnPremises),
            new GatewayReads(CallerSide),
            stop
        );
    }

    private static async Task<AccountSnapshot> WithGatewaysAsync(
        AccountSnapshot snapshot,
        string[] vpcs,
        bool isOnPremises,
        GatewayReads gateways,
        CancellationToken stop
    )
    {
        HashSet<string> targets = [.. snapshot.RouteTables.SelectMany(table => table.Routes).Select(route => route.Target)];
        IEnumerable<string> lists = snapshot
            .RouteTables.SelectMany(table => table.Routes)
            .Select(route => route.Destination)
            .Concat(snapshot.SecurityGroups.SelectMany(group => group.Rules).Select(rule => rule.PrefixListId).OfType<string>())
            .Where(id => id.StartsWith("pl-", StringComparison.Ordinal));
        Task<IReadOnlyList<PeeringFact>> peerings = gateways.PeeringsAsync(vpcs, targets, stop);
        Task<IReadOnlyList<VpnGatewayFact>> vpn = gateways.VpnGatewaysAsync(vpcs, isOnPremises, targets, stop);
        Task<IReadOnlyList<TransitGatewayFact>> transit = gateways.TransitGatewaysAsync(targets, stop);
        Task<IReadOnlyList<PrefixListFact>> prefixes = gateways.PrefixListsAsync(lists, stop);
        return snapshot with
        {
            Peerings = await peerings,
            VpnGateways = await vpn,
            TransitGateways = await transit,
            PrefixLists = await prefixes,
        };
    }
}
