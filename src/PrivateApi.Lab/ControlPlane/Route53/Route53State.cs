using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.ControlPlane.Route53.Model;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Route53;

/// <summary>Route 53 of one account; without a Region.</summary>
internal sealed class Route53State : ILabState<Route53State>
{
    private readonly List<LabHostedZone> _zones = [];

    /// <summary>Hosted zones in order of creation.</summary>
    public IReadOnlyList<LabHostedZone> Zones => _zones;

    /// <summary>When each change was submitted, and its comment, by id.</summary>
    public Recent<string, (DateTimeOffset SubmittedAt, string? Comment)> Changes { get; } = new(most: 10_000);

    public static Route53State Create(LabStore store, string accountId, string region) => new();

    /// <summary>The private zones that answer in a VPC, whoever owns them. Under the lab's lock.</summary>
    public static IEnumerable<LabHostedZone> ZonesOf(LabStore store, string vpcId, string vpcRegion) =>
        store.All<Route53State>().SelectMany(entry => entry.State._zones).Where(zone => zone.IsIn(vpcId, vpcRegion));

    /// <summary>
    /// The id of the zone that has a name in a VPC, including an endpoint's hidden one; null when the name is free there.
    /// </summary>
    public static string? Holder(LabStore store, string vpcId, string vpcRegion, string name) =>
        ZonesOf(store, vpcId, vpcRegion).FirstOrDefault(zone => zone.Name == name)?.Id
        ?? EndpointsOf(store, vpcId, vpcRegion).FirstOrDefault(endpoint => PrivateName(endpoint) == name)?.PrivateZoneId;

    /// <summary>The endpoints of a VPC that have a hidden private zone, because their private DNS is on.</summary>
    public static IEnumerable<LabVpcEndpoint> EndpointsOf(LabStore store, string vpcId, string vpcRegion) =>
        store
            .All<Ec2State>()
            .Where(entry => entry.Region == vpcRegion)
            .SelectMany(entry => entry.State.VpcEndpoints.Values)
            .Where(endpoint =>
                endpoint.VpcId == vpcId
                && endpoint.PrivateDnsEnabled
                && !(endpoint.GoneAt <= store.Now)
                && PrivateName(endpoint) is not null
            );

    /// <summary>The name of an endpoint's hidden zone, with its trailing dot; null without private DNS.</summary>
    public static string? PrivateName(LabVpcEndpoint endpoint) =>
        endpoint.DnsEntries.FirstOrDefault(entry => entry.HostedZoneId == endpoint.PrivateZoneId && !entry.DnsName.StartsWith('*'))?.DnsName
            + "."
            is { Length: > 1 } name
            ? name
            : null;

    public void Add(LabHostedZone zone) => _zones.Add(zone);

    public void Remove(LabHostedZone zone) => _zones.Remove(zone);
}
