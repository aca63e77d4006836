using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Resources;

namespace PrivateApi.Templates;

/// <summary>Reads one VPC for a template.</summary>
internal sealed class VpcReader(AwsSession session)
{
    private IAmazonEC2 Ec2 => session.Ec2;

    /// <summary>The VPC.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="endpoints">Its endpoints.</param>
    /// <param name="groupIds">Security groups that are wanted besides those of the endpoints.</param>
    /// <param name="stop">Stops the reads.</param>
    /// <exception cref="PrivateApiException"><c>VpcNotFound</c>.</exception>
    public async Task<VpcSetup> ReadAsync(
        string id,
        IReadOnlyList<VpcEndpoint> endpoints,
        IReadOnlyCollection<string> groupIds,
        CancellationToken stop
    )
    {
        List<Filter> inVpc = [Ec2Tags.Filter("vpc-id", id)];
        List<Vpc> vpcs = await Ec2.Paginators.DescribeVpcs(new DescribeVpcsRequest { Filters = inVpc }).Vpcs.ToListAsync(stop);
        if (vpcs is not [var vpc])
        {
            throw new PrivateApiException(
                "VpcNotFound",
                FaultKind.NotFound,
                $"There is no VPC {id} in {session.Region}. Get-PrivateApiNetwork lists the demo networks.",
                id
            );
        }

        Task<List<Subnet>> subnets = Ec2
            .Paginators.DescribeSubnets(new DescribeSubnetsRequest { Filters = inVpc })
            .Subnets.ToListAsync(stop);
        Task<List<RouteTable>> tables = Ec2
            .Paginators.DescribeRouteTables(new DescribeRouteTablesRequest { Filters = inVpc })
            .RouteTables.ToListAsync(stop);
        Task<List<InternetGateway>> gateways = Ec2
            .Paginators.DescribeInternetGateways(
                new DescribeInternetGatewaysRequest { Filters = [Ec2Tags.Filter("attachment.vpc-id", id)] }
            )
            .InternetGateways.ToListAsync(stop);
        Task<List<NatGateway>> nats = Ec2
            .Paginators.DescribeNatGateways(new DescribeNatGatewaysRequest { Filter = [.. inVpc, Ec2Tags.Filter("state", "available")] })
            .NatGateways.ToListAsync(stop);
        Task<List<NetworkAcl>> acls = Ec2
            .Paginators.DescribeNetworkAcls(new DescribeNetworkAclsRequest { Filters = inVpc })
            .NetworkAcls.ToListAsync(stop);
        Task<List<SecurityGroup>> groups = Ec2
            .Paginators.DescribeSecurityGroups(new DescribeSecurityGroupsRequest { Filters = inVpc })
            .SecurityGroups.ToListAsync(stop);
        Route[] routes = [.. (await tables).SelectMany(table => table.Routes ?? [])];
        return new VpcSetup
        {
            Vpc = vpc,
            EnableDnsSupport = await VpcDns.IsOnAsync(Ec2, id, VpcAttributeName.EnableDnsSupport, stop),
            EnableDnsHostnames = await VpcDns.IsOnAsync(Ec2, id, VpcAttributeName.EnableDnsHostnames, stop),
            Subnets = Ordered(await subnets, item => item.Tags, SubnetRanges.First),
            RouteTables = Ordered(await tables, item => item.Tags, item => item.RouteTableId),
            InternetGateways = Ordered(await gateways, item => item.Tags, item => item.InternetGatewayId),
            NatGateways = Ordered(await nats, item => item.Tags, item => item.NatGatewayId),
            NetworkAcls = Ordered(await acls, item => item.Tags, item => item.NetworkAclId),
            SecurityGroups = Reached(await groups, endpoints, groupIds),
            EgressOnlyInternetGateways = routes.Any(route => route.EgressOnlyInternetGatewayId is not null)
                ? Ordered(await EgressAsync(id, stop), item => item.Tags, item => item.EgressOnlyInternetGatewayId)
                : [],
            Peerings = await PeeringsAsync(routes, stop),
            TransitGatewayAttachments = routes.Any(route => route.TransitGatewayId is not null)
                ? Ordered(await AttachmentsAsync(id, stop), item => item.Tags, item => item.TransitGatewayAttachmentId)
                : [],
            Endpoints = Ordered(endpoints, item => item.Tags, item => item.VpcEndpointId),
        };
    }

    private async Task<IEnumerable<EgressOnlyInternetGateway>> EgressAsync(string id, CancellationToken stop) =>
        (
            await Ec2
                .Paginators.DescribeEgressOnlyInternetGateways(new DescribeEgressOnlyInternetGatewaysRequest())
                .EgressOnlyInternetGateways.ToListAsync(stop)
        ).Where(gateway => (gateway.Attachments ?? []).Exists(attachment => attachment.VpcId == id));

    private async Task<IReadOnlyList<VpcPeeringConnection>> PeeringsAsync(Route[] routes, CancellationToken stop)
    {
        List<string> ids = [.. routes.Select(route => route.VpcPeeringConnectionId).OfType<string>().Distinct(StringComparer.Ordinal)];
        return ids.Count == 0
            ? []
            : await Ec2
                .Paginators.DescribeVpcPeeringConnections(
                    new DescribeVpcPeeringConnectionsRequest { Filters = [Ec2Tags.Filter("vpc-peering-connection-id", ids)] }
                )
                .VpcPeeringConnections.ToListAsync(stop);
    }

    private Task<List<TransitGatewayVpcAttachment>> AttachmentsAsync(string id, CancellationToken stop) =>
        Ec2
            .Paginators.DescribeTransitGatewayVpcAttachments(
                new DescribeTransitGatewayVpcAttachmentsRequest
                {
                    Filters = [Ec2Tags.Filter("vpc-id", id), Ec2Tags.Filter("state", "available")],
                }
            )
            .TransitGatewayVpcAttachments.ToListAsync(stop);

    // The same set-up gives the same template, whatever the order of the answers.
    private static IReadOnlyList<T> Ordered<T>(IEnumerable<T> items, Func<T, List<Tag>?> tags, Func<T, string> key) =>
        [.. items.OrderBy(item => LogicalIds.NameOf(tags(item)), StringComparer.Ordinal).ThenBy(key, StringComparer.Ordinal)];

    // The endpoints' groups, and those that their rules name.
    private static IReadOnlyList<SecurityGroup> Reached(
        List<SecurityGroup> groups,
        IReadOnlyList<VpcEndpoint> endpoints,
        IReadOnlyCollection<string> groupIds
    )
    {
        HashSet<string> wanted =
        [
            .. endpoints.SelectMany(endpoint => endpoint.Groups ?? []).Select(group => group.GroupId),
            .. groups.Select(group => group.GroupId).Intersect(groupIds),
            .. groups
                .Where(group => Ec2Tags.Value(group.Tags, ResourceTags.Step) is NetworkSteps.SecurityGroup)
                .Select(group => group.GroupId),
        ];
        for (int before = -1; before != wanted.Count; )
        {
            before = wanted.Count;
            wanted.UnionWith(
                groups
                    .Where(group => wanted.Contains(group.GroupId))
                    .SelectMany(group => (group.IpPermissions ?? []).Concat(group.IpPermissionsEgress ?? []))
                    .SelectMany(rule => rule.UserIdGroupPairs ?? [])
                    .Select(pair => pair.GroupId)
                    .Where(id => groups.Exists(group => group.GroupId == id))
                    .ToArray()
            );
        }

        return
        [
            .. groups
                .Where(group => wanted.Contains(group.GroupId))
                .OrderBy(group => group.GroupName, StringComparer.Ordinal)
                .ThenBy(group => group.GroupId, StringComparer.Ordinal),
        ];
    }
}
