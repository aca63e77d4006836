using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Model;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>What is in a VPC, as far as its removal needs to know.</summary>
internal sealed record NetworkContents(
    IReadOnlyList<NetworkInterface> Interfaces,
    IReadOnlyList<VpcEndpoint> VpcEndpoints,
    IReadOnlyList<Subnet> Subnets,
    IReadOnlyList<SecurityGroup> SecurityGroups,
    IReadOnlyList<RouteTable> RouteTables,
    IReadOnlyList<InternetGateway> InternetGateways,
    IReadOnlyList<NetworkAcl> NetworkAcls
)
{
    public static async Task<NetworkContents> ReadAsync(IAmazonEC2 ec2, Vpc vpc, CancellationToken stop)
    {
        List<Filter> inVpc = [Ec2Tags.Filter("vpc-id", vpc.VpcId)];

        // Before the interfaces, which show whose they are by the endpoint's id.
        IReadOnlyList<VpcEndpoint> endpoints = await Endpoints.AllAsync(ec2, vpc.VpcId, stop);
        return new NetworkContents(
            await ec2
                .Paginators.DescribeNetworkInterfaces(new DescribeNetworkInterfacesRequest { Filters = inVpc })
                .NetworkInterfaces.ToListAsync(stop),
            endpoints,
            await ec2.Paginators.DescribeSubnets(new DescribeSubnetsRequest { Filters = inVpc }).Subnets.ToListAsync(stop),
            await ec2
                .Paginators.DescribeSecurityGroups(new DescribeSecurityGroupsRequest { Filters = inVpc })
                .SecurityGroups.ToListAsync(stop),
            await ec2.Paginators.DescribeRouteTables(new DescribeRouteTablesRequest { Filters = inVpc }).RouteTables.ToListAsync(stop),
            await GatewaysAsync(ec2, vpc, stop),
            await ec2.Paginators.DescribeNetworkAcls(new DescribeNetworkAclsRequest { Filters = inVpc }).NetworkAcls.ToListAsync(stop)
        );
    }

    /// <summary>
    /// Everything that blocks a removal, in words: endpoints, network interfaces other than our probes', and
    /// whatever others put into the VPC. What is already being deleted does not count.
    /// </summary>
    /// <param name="probes">The existing probes.</param>
    /// <param name="leaving">Ids of the network interfaces of probes that were removed.</param>
    public IReadOnlyList<string> Holders(IReadOnlyList<ProbeFunction> probes, IReadOnlyList<string> leaving) =>
        [
            .. VpcEndpoints
                .Where(endpoint => !EndpointStates.IsLeaving(endpoint))
                .Select(endpoint => $"endpoint {endpoint.VpcEndpointId} ({endpoint.ServiceName}, {EndpointStates.Name(endpoint.State)})"),
            .. Interfaces
                .Where(item => !IsProbes(item, probes) && !leaving.Contains(item.NetworkInterfaceId) && !IsEndpoints(item))
                .Select(Describe),
            .. Subnets.Where(item => !IsTagged(item.Tags)).Select(item => $"subnet {item.SubnetId} ({SubnetRanges.First(item)}), not ours"),
            .. SecurityGroups
                .Where(item => item.GroupName != "default" && !IsTagged(item.Tags))
                .Select(item => $"security group {item.GroupId} ({item.GroupName}), not ours"),
            .. RouteTables
                .Where(item => !IsMain(item) && !IsTagged(item.Tags))
                .Select(item => $"route table {item.RouteTableId}, not ours"),
            .. InternetGateways.Where(item => !IsTagged(item.Tags)).Select(item => $"internet gateway {item.InternetGatewayId}, not ours"),
            .. NetworkAcls
                .Where(item => item.IsDefault != true && !IsTagged(item.Tags))
                .Select(item => $"network ACL {item.NetworkAclId}, not ours"),
        ];

    public static bool IsMain(RouteTable table) => table.Associations?.Exists(association => association.Main == true) == true;

    /// <summary>The type, description and requester of an interface show who uses it (delete-vpc guide).</summary>
    public static string Describe(NetworkInterface item)
    {
        string requester = string.IsNullOrEmpty(item.RequesterId) ? string.Empty : $", requester {item.RequesterId}";
        return $"network interface {item.NetworkInterfaceId} ({item.InterfaceType?.Value ?? "interface"}, '{item.Description}'{requester})";
    }

    /// <summary>Those that are attached, and one of ours that a stopped removal detached and did not delete.</summary>
    private static async Task<IReadOnlyList<InternetGateway>> GatewaysAsync(IAmazonEC2 ec2, Vpc vpc, CancellationToken stop)
    {
        DescribeInternetGatewaysRequest attached = new() { Filters = [Ec2Tags.Filter("attachment.vpc-id", vpc.VpcId)] };
        List<InternetGateway> gateways = await ec2.Paginators.DescribeInternetGateways(attached).InternetGateways.ToListAsync(stop);
        if (Ec2Tags.Value(vpc.Tags, ResourceTags.Name) is { } name)
        {
            DescribeInternetGatewaysRequest ours = new() { Filters = Ec2Tags.OfStep(name, NetworkSteps.InternetGateway) };
            gateways.AddRange(
                (await ec2.Paginators.DescribeInternetGateways(ours).InternetGateways.ToListAsync(stop)).Where(gateway =>
                    gateway.Attachments is null or []
                )
            );
        }

        return gateways;
    }

    /// <summary>EC2 names the endpoint in the description; the interfaces of one that is deleted may outlive it for a while.</summary>
    private bool IsEndpoints(NetworkInterface item) =>
        VpcEndpoints.Any(endpoint =>
            endpoint.NetworkInterfaceIds?.Contains(item.NetworkInterfaceId) == true
            || item.Description?.Contains(endpoint.VpcEndpointId, StringComparison.Ordinal) == true
        );

    /// <summary>
    /// Lambda names the function in the description of the interface that it created for it, and shares that interface by subnet and
    /// security groups.
    /// </summary>
    private static bool IsProbes(NetworkInterface item, IReadOnlyList<ProbeFunction> probes) =>
        item.Description?.StartsWith("AWS Lambda VPC ENI", StringComparison.Ordinal) == true
        && probes.Any(probe =>
            item.Description.Contains(probe.FunctionName, StringComparison.Ordinal)
            || (
                probe.SubnetId.Contains(item.SubnetId)
                && probe.SecurityGroupId.ToHashSet().SetEquals((item.Groups ?? []).Select(group => group.GroupId))
            )
        );

    private static bool IsTagged(List<Tag>? tags) => Ec2Tags.Value(tags, ResourceTags.Step) is not null;
}
