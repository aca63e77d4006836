using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Resolver;
using PrivateApi.Lab.ControlPlane.Route53;
using PrivateApi.Lab.ControlPlane.Route53Profiles;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// Reads the lab's networks, and the endpoints of a Region, of all accounts together, into the facts that the path engine works on. The lab
/// knows what AWS shows to nobody: the policy, associations and settings that are deployed. Under the lab's lock.
/// </summary>
internal static class LabFacts
{
    /// <summary>The facts.</summary>
    /// <param name="store">The lab.</param>
    /// <param name="region">The Region whose endpoints and resolvers count.</param>
    /// <param name="accountId">The account of the API.</param>
    /// <param name="api">The API; null for none.</param>
    /// <param name="near">The account of the caller's network, if several have the same addresses; null for the API's.</param>
    public static AccountSnapshot Build(LabStore store, string region, string accountId, ApiFact? api, string? near = null)
    {
        near ??= accountId;
        Ec2State[] states = [.. store.All<Ec2State>().OrderByDescending(item => item.AccountId == near).Select(item => item.State)];
        foreach (Ec2State state in states)
        {
            state.Settle();
        }

        ResolverState[] resolvers =
        [
            .. store
                .All<ResolverState>()
                .Where(item => item.Region == region)
                .OrderByDescending(item => item.AccountId == near)
                .Select(item => item.State),
        ];
        foreach (ResolverState state in resolvers)
        {
            state.Settle();
        }

        ProfilesState profiles = store.Get<ProfilesState>(accountId, region);
        profiles.Settle();
        Amazon.RegionEndpoint endpoint = Amazon.RegionEndpoint.GetBySystemName(region);
        AccountSnapshot snapshot = new()
        {
            AccountId = accountId,
            Region = region,
            Partition = endpoint.PartitionName,
            DnsSuffix = endpoint.PartitionDnsSuffix,
            TakenAt = store.Now,
            Apis = api is null ? [] : [api],
            PublicApis = [],
            V2Apis = [.. LabApis.V2(store, region)],
            Vpcs = [.. states.SelectMany(state => state.Vpcs.Values.Select(vpc => NetworkFacts.Vpc(state, vpc)))],
            Subnets = [.. states.SelectMany(state => state.Subnets.Values).Select(NetworkFacts.Subnet)],
            RouteTables =
            [
                .. states.SelectMany(state => state.RouteTables.Values.Select(table => NetworkFacts.RouteTable(state, table, store.Now))),
            ],
            NetworkAcls = [.. states.SelectMany(state => state.NetworkAcls.Values).Select(NetworkFacts.NetworkAcl)],
            SecurityGroups = [.. states.SelectMany(state => state.SecurityGroups.Values).Select(NetworkFacts.SecurityGroup)],
            PrefixLists = [.. states.SelectMany(state => state.PrefixLists.Values).Select(NetworkFacts.PrefixList)],
            NetworkInterfaces =
            [
                .. states
                    .SelectMany(state => state.NetworkInterfaces.Values)
                    .Where(item => item.CreatedAt <= store.Now)
                    .Select(NetworkFacts.NetworkInterface),
            ],
            Endpoints =
            [
                .. states
                    .Where(state => state.Region == region)
                    .SelectMany(state => state.VpcEndpoints.Values)
                    .Where(item => item.IsInterface)
                    .Select(item => NetworkFacts.Endpoint(item, store.Now)),
            ],
            TransitGateways =
            [
                .. states.SelectMany(state =>
                    state.TransitGateways.Values.Select(gateway => NetworkFacts.TransitGateway(state, gateway, store.Now))
                ),
            ],
            VpnGateways = [.. states.SelectMany(state => state.VpnGateways.Values).Select(NetworkFacts.VpnGateway)],
            Domains = [.. DomainFacts.Build(store, region)],
            HostedZones = [.. store.All<Route53State>().SelectMany(item => item.State.Zones).Select(NameFacts.HostedZone)],
            InboundResolvers =
            [
                .. resolvers
                    .SelectMany(state => state.Endpoints.Values)
                    .Where(item => item.IsInbound)
                    .Select(item => NameFacts.Inbound(item, store.Now)),
            ],
            ResolverRules = [.. resolvers.SelectMany(state => state.Rules.Values.Select(rule => NameFacts.Rule(state, rule, store.Now)))],
            Profiles =
            [
                .. profiles
                    .Everybody.SelectMany(state => state.Associations.Values)
                    .Where(item => item.StatusAt(store.Now) == "COMPLETE")
                    .Select(item => NameFacts.Profile(item, profiles.Find(item.ProfileId)!, store.Now)),
            ],
            Peerings =
            [
                .. states
                    .SelectMany(state => state.PeeringConnections.Values)
                    .DistinctBy(item => item.Id)
                    .Select(item => NetworkFacts.Peering(item, store.Now)),
            ],
        };
        return LoadBalancerFacts.With(store, region, snapshot);
    }
}
