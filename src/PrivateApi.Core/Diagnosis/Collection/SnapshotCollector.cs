// Over 250 lines: the reads of snapshots, in the order in which one leads to the next.
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Facts;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Names;
using PrivateApi.Reachability.Signer;
using PrivateApi.Resources;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// Takes snapshots in few calls, and makes calls that do not depend on each other at once: the APIs and the endpoints; the networks of the
/// VPCs concerned; what their routes, rules and methods lead to. APIs are read one after the other, a few ahead, so that the first can be
/// judged before the last is read and they need not be in memory together; everything that is not specific to them is read once.
/// </summary>
internal sealed class SnapshotCollector : IAsyncDisposable
{
    private readonly AwsSession _session;
    private readonly AwsSession? _callerSession;
    private readonly SnapshotScope _scope;
    private readonly SnapshotReads _reads;
    private readonly SnapshotReads _callerSide;
    private readonly CancellationTokenSource _over;
    private readonly IntegrationReads _integrations;
    private readonly BackendReads _backends;
    private readonly WebAclReads _acls;
    private readonly ApiKeyReads _keys;
    private readonly ReadAhead<ApiPart> _parts = new();
    private Task<SharedFacts>? _shared;

    /// <param name="session">The API's account.</param>
    /// <param name="callerSession">The account of the callers' networks, endpoints and names; null for the same.</param>
    /// <param name="scope">What to include: all APIs that will be added.</param>
    /// <param name="stop">Stops the reads.</param>
    public SnapshotCollector(AwsSession session, AwsSession? callerSession, SnapshotScope scope, CancellationToken stop)
    {
        _session = session;
        _callerSession = callerSession;
        _scope = scope;
        _reads = new SnapshotReads(session);
        _callerSide = callerSession is null ? _reads : new SnapshotReads(callerSession);
        _over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _integrations = new IntegrationReads(_reads);
        _backends = new BackendReads(_reads);
        _acls = new WebAclReads(_reads);
        _keys = new ApiKeyReads(_reads);
    }

    /// <summary>The APIs that were added and not taken.</summary>
    public int Count => _parts.Count;

    /// <summary>True if one is to be taken before another is added.</summary>
    public bool IsFull => _parts.IsFull;

    /// <summary>Ends when the next API has been read; null for none.</summary>
    public Task? Next => _parts.Next;

    /// <summary>Begins to read an API.</summary>
    /// <param name="restApiId">Its id.</param>
    /// <param name="stages">Its stages as they were just read; null to read them.</param>
    public void Add(string restApiId, IReadOnlyList<Stage>? stages)
    {
        _shared ??= SharedAsync(_over.Token);
        _parts.Add(ReadAsync(restApiId, stages));
    }

    /// <summary>A snapshot with the next APIs, and those that names of others may lead to.</summary>
    /// <param name="count">How many: not more than <see cref="Count"/>.</param>
    public async Task<(IReadOnlyList<string> RestApiId, AccountSnapshot Snapshot)> TakeAsync(int count)
    {
        CancellationToken stop = _over.Token;
        List<ApiPart> parts = [];
        for (int i = 0; i < count; i++)
        {
            parts.Add(await _parts.TakeAsync());
        }

        SharedFacts shared = await _shared!;
        string[] ids = [.. parts.Select(part => part.RestApiId)];
        ApiFact[] linked = await shared.Linked;
        ApiFact[] read = [.. linked, .. parts.Select(part => part.Api).OfType<ApiFact>()];
        Task<IReadOnlyList<FunctionFact>> functions = _integrations.FunctionsAsync(read, stop);
        Task<IReadOnlyList<SignerFact>> signers = SignersAsync(_scope.Principal, shared.First, read, stop);
        Task<IReadOnlyList<VpcLinkFact>> links = _integrations.VpcLinksAsync(read, stop);
        (IReadOnlyList<ApiKeyFact>? apiKeys, IReadOnlyList<UsagePlanFact> plans) = await _keys.ReadAsync(_scope, read, stop);
        read = await _keys.WithResourcesAsync(_scope, read, stop);
        (IReadOnlyList<WebAclFact> webAcls, IReadOnlyList<IpSetFact> ipSets) = await _acls.ReadAsync(_scope.StagesOf(read), stop);
        AccountSnapshot whole = await shared.Around;
        (IReadOnlyList<DomainFact> called, IReadOnlyList<HostedZoneFact> zones) = await shared.Domains;
        AccountSnapshot facts = await _backends.WithBackendsAsync(
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
                Domains = called,
                HostedZones = [.. whole.HostedZones, .. zones],
            },
            stop
        );
        return (ids, facts with { Denied = [.. Denied, .. parts.SelectMany(part => part.Reads.Denied)] });
    }

    /// <summary>Ends the reads that are under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _parts.DropAsync();
        _over.Dispose();
    }

    private IReadOnlyList<DeniedRead> Denied => _callerSession is null ? _reads.Denied : [.. _reads.Denied, .. _callerSide.Denied];

    // What is denied of one API says nothing of the others.
    private async Task<ApiPart> ReadAsync(string restApiId, IReadOnlyList<Stage>? stages)
    {
        SharedFacts shared = await _shared!;
        ApiFact[] linked = await shared.Linked;
        SnapshotReads own = new(_session);
        return new ApiPart(
            restApiId,
            shared.Listed.GetValueOrDefault(restApiId) is { } api && Array.TrueForAll(linked, item => item.Id != restApiId)
                ? await new ApiReads(own).WithStagesAsync(api, stages, _scope, _over.Token)
                : null,
            own
        );
    }

    // What all APIs have in common.
    private async Task<SharedFacts> SharedAsync(CancellationToken stop)
    {
        SnapshotScope scope = _scope;
        NetworkReads networks = new(_callerSide);
        ApiReads apis = new(_reads);
        Task<string> account = _session.GetAccountIdAsync(stop);
        Task<string?> callerAccount = CallerAccountAsync(stop);
        Task<(IReadOnlyList<ApiFact> Api, IReadOnlyList<PublicApiFact>? Public)> listed = apis.ListAsync(scope, stop);
        Task<IReadOnlyList<EndpointFact>> endpoints = networks.EndpointsAsync(scope.VpcEndpointId, stop);

        // Without a caller nothing before the endpoint is judged.
        bool hasCaller = scope.Callers.Any(caller => caller.Kind != CallerKind.None);
        string[] callers = [.. scope.CallerVpc];
        Task<IReadOnlyList<VpcFact>> callerVpcs = networks.VpcsAsync(callers, stop);
        Task<ResolverView> names = hasCaller
            ? new NameReads(_callerSide).OfCallersAsync(callers, callerVpcs, endpoints, scope.IsOtherName, stop)
            : Task.FromResult(new ResolverView([], [], [], [], []));
        await Task.WhenAll(account, listed, endpoints, names);
        ResolverView seen = await names;
        LoadBalancerView balancers = await new LoadBalancerReads(_callerSide).OfAsync(scope, seen.Zones, stop);
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
            Region = _session.Region,
            Partition = _session.Partition,
            DnsSuffix = _session.DnsSuffix,
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
        Task<(IReadOnlyList<DomainFact> Called, IReadOnlyList<HostedZoneFact> Zones)> domains = DomainsAsync(
            scope.DomainNames,
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
        Task<ApiFact[]> linked = apis.WithStagesAsync(
            ZoneRecords.Apis(seen.Zones).Select(id => bare.GetValueOrDefault(id)).OfType<ApiFact>().ToArray(),
            scope,
            stop
        );
        return new SharedFacts(first, bare, linked, around, domains);
    }

    private sealed record ApiPart(string RestApiId, ApiFact? Api, SnapshotReads Reads);

    /// <summary>The facts that all snapshots share.</summary>
    /// <param name="First">Those that all others are read from.</param>
    /// <param name="Listed">The APIs without their stages, by id.</param>
    /// <param name="Linked">The APIs that names lead to.</param>
    /// <param name="Around">The first facts with the networks.</param>
    /// <param name="Domains">The custom domains called, with the zones that have their names.</param>
    private sealed record SharedFacts(
        AccountSnapshot First,
        IReadOnlyDictionary<string, ApiFact> Listed,
        Task<ApiFact[]> Linked,
        Task<AccountSnapshot> Around,
        Task<(IReadOnlyList<DomainFact> Called, IReadOnlyList<HostedZoneFact> Zones)> Domains
    );

    private async Task<string?> CallerAccountAsync(CancellationToken stop) =>
        _callerSession is null ? null : await _callerSession.GetAccountIdAsync(stop);

    // Whoever signs is of either account.
    private Task<IReadOnlyList<SignerFact>> SignersAsync(
        string? principal,
        AccountSnapshot facts,
        ApiFact[] apis,
        CancellationToken stop
    ) =>
        facts.CallerAccountId is { } other && SignerName.Parse(principal)?.AccountId == other
            ? new SignerReads(_callerSide).ReadAsync(principal, other, apis, stop)
            : new SignerReads(_reads).ReadAsync(principal, facts.AccountId, apis, stop);

    private async Task<(IReadOnlyList<DomainFact> Called, IReadOnlyList<HostedZoneFact> Zones)> DomainsAsync(
        IReadOnlyList<string> names,
        ResolverView? seen,
        string account,
        CancellationToken stop
    )
    {
        List<DomainFact> called = [];
        List<HostedZoneFact> zones = [];
        foreach (string name in names)
        {
            IReadOnlyList<DomainFact> domains = await new DomainReads(_reads).ReadAsync(name, account, stop);
            called.AddRange(domains);
            if (seen is not null && domains.Count > 0)
            {
                zones.AddRange(
                    domains.Any(domain => domain.IsPublic)
                        ? await new PublicZoneReads(_reads).OfAsync(name, stop)
                        : await new NameReads(_callerSide).UnusedAsync(name, [.. seen.Zones, .. zones], stop)
                );
            }
        }

        return (called, zones);
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
            new GatewayReads(_callerSide),
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
