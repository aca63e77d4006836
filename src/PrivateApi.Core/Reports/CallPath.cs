using PrivateApi.Model;

namespace PrivateApi.Reports;

/// <summary>The path of a call as it is drawn, from the caller through its network and the endpoint to the integration.</summary>
internal sealed record CallPath(IReadOnlyList<PathStation> Stations)
{
    /// <summary>Where the call fails: the station of the first check that stops it, in the order it meets them; -1 for nowhere.</summary>
    public int Break { get; } =
        CheckOrder
            .Met.Select(name => Stations.ToList().FindIndex(station => station.Failed.Any(check => check.Name == name)))
            .FirstOrDefault(place => place >= 0, -1);

    /// <summary>The station where the call fails; null for none.</summary>
    public PathStation? BreakAt => Break < 0 ? null : Stations[Break];

    /// <summary>The check that stops the call first; null for none.</summary>
    public TestCheck? Stop =>
        CheckOrder
            .Met.Select(name => BreakAt?.Failed.FirstOrDefault(check => check.Name == name))
            .FirstOrDefault(check => check is not null);

    /// <summary>Lays out the path of a result. What the result does not know, and what the call does not meet, is left out.</summary>
    public static CallPath FromResult(TestResult result)
    {
        CallTopology topology = result.Topology ?? new CallTopology();
        NetworkPlace? caller = topology.Caller;
        NetworkPlace[] interfaces = [.. topology.Interface];
        bool isMarked = interfaces.DistinctBy(item => item.IsReached).Count() > 1;
        string? home = Vpc(caller?.VpcId),
            subnet = Words(caller?.SubnetId, caller?.AvailabilityZone),
            there = Vpc(topology.EndpointVpcId),
            gateway = $"API Gateway, {result.Region}";

        PathStation Station(string title, string? place, string?[] details, params CheckName[] names) =>
            new(title, place, null, [.. details.OfType<string>().Select(text => new PathDetail(text))], ChecksOf(result, names));

        PathStation[] all =
        [
            Station("Caller", home, [result.Caller]) with
            {
                Subnet = subnet,
            },
            Station("Name resolution", home, [HostOf(result)], CheckName.NameResolves, CheckName.PublicApiShadowed) with
            {
                Subnet = subnet,
            },
            Station("Caller's security groups", home, [.. caller?.SecurityGroupId ?? []], CheckName.CallerEgress) with
            {
                Subnet = subnet,
            },
            Station("Caller's network ACL", home, [caller?.NetworkAclId], CheckName.CallerNetworkAcl) with
            {
                Subnet = subnet,
            },
            Station("Route", home, [caller?.RouteTableId, .. topology.Route], CheckName.CallerRoute),
            .. topology
                .Route.Select(route => route.Split(' ')[^1])
                .Distinct()
                .Where(IsHop)
                .Select(hop => Station(HopTitle(hop), null, [hop])),
            Station("Load balancer", null, [topology.LoadBalancerName], CheckName.LoadBalancer),
            Station(
                "Endpoint's network ACL",
                there,
                [.. interfaces.Select(item => item.NetworkAclId).Distinct()],
                CheckName.EndpointNetworkAcl
            ),
            Station(
                "Endpoint's security groups",
                there,
                [.. interfaces.SelectMany(item => item.SecurityGroupId).Distinct()],
                CheckName.EndpointIngress
            ),
            Station("Endpoint interfaces", there, [], CheckName.ZoneCoverage) with
            {
                Details = [.. interfaces.Select(item => Detail(item, isMarked))],
            },
            Station(
                "Endpoint",
                there,
                [result.VpcEndpointId],
                CheckName.EndpointExists,
                CheckName.EndpointAvailable,
                CheckName.EndpointAssociated
            ),
            Station("Endpoint policy", there, [], CheckName.EndpointPolicy),
            Station("Custom domain", gateway, [HostOf(result)], CheckName.DomainAssociated, CheckName.DomainPolicy),
            Station(
                "API",
                gateway,
                [result.Name, result.RestApiId.Length > 0 ? result.RestApiId : null],
                CheckName.ApiIsPrivate,
                CheckName.ApiAvailable,
                CheckName.RequestHost,
                CheckName.DefaultEndpointEnabled,
                CheckName.AccessMode
            ),
            Station(
                "Stage",
                gateway,
                [result.StageName, $"{result.Method} {result.Path}"],
                CheckName.StageDeployed,
                CheckName.MethodExists
            ),
            Station("Web ACL", gateway, [], CheckName.WebAcl),
            Station("Resource policy", gateway, [], CheckName.ResourcePolicy, CheckName.PolicyDeployed),
            Station("Authorization", gateway, [], CheckName.MethodAuthorization, CheckName.ApiKey),
            Station("Integration", null, [], CheckName.Integration),
        ];
        return new CallPath([.. all.Where(IsThere)]);
    }

    // A station that the call does not meet has nothing but checks that do not apply. A domain and a load balancer are met by few.
    private static bool IsThere(PathStation station) =>
        station.State != StationState.NotJudged
        || (station.Title is not ("Custom domain" or "Load balancer" or "Name resolution") && station.Details.Count > 0);

    private static TestCheck[] ChecksOf(TestResult result, CheckName[] names) =>
        [.. result.Check.Where(check => names.Contains(check.Name))];

    // Where one interface is reached and another is not, that is why calls fail now and then. Otherwise the checks have said it.
    private static PathDetail Detail(NetworkPlace place, bool isMarked) =>
        new(
            Words(place.NetworkInterfaceId, place.IpAddress, place.AvailabilityZone, place.SubnetId)!,
            !isMarked
                ? null
                : place.IsReached switch
                {
                    true => StationState.Passed,
                    false => StationState.Failed,
                    null => StationState.Unread,
                }
        );

    private static string? HostOf(TestResult result) => Uri.TryCreate(result.Url, UriKind.Absolute, out Uri? url) ? url.Host : null;

    private static string? Vpc(string? id) => id is null ? null : $"VPC {id}";

    private static string? Words(params string?[] words) =>
        words.Any(word => word is not null) ? string.Join(' ', words.OfType<string>()) : null;

    private static bool IsHop(string target) => target != "local";

    private static string HopTitle(string target) =>
        target.Split('-')[0] switch
        {
            "pcx" => "VPC peering connection",
            "tgw" => "Transit gateway",
            "vgw" => "Virtual private gateway",
            "nat" => "NAT gateway",
            "igw" => "Internet gateway",
            "eni" => "Network interface of an appliance",
            _ => "Next hop",
        };
}
