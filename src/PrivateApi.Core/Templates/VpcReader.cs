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

    /// <exception cref="PrivateApiException"><c>VpcNotFound</c>.</exception>
    public async Task<VpcSetup> ReadAsync(string id, IReadOnlyList<VpcEndpoint> endpoints, CancellationToken stop)
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
        return new VpcSetup
        {
            Vpc = vpc,
            EnableDnsSupport = await VpcDns.IsOnAsync(Ec2, id, VpcAttributeName.EnableDnsSupport, stop),
            EnableDnsHostnames = await VpcDns.IsOnAsync(Ec2, id, VpcAttributeName.EnableDnsHostnames, stop),
            Subnets = Ordered(await subnets, item => item.Tags, item => item.CidrBlock),
            RouteTables = Ordered(await tables, item => item.Tags, item => item.RouteTableId),
            InternetGateways = Ordered(await gateways, item => item.Tags, item => item.InternetGatewayId),
            NatGateways = Ordered(await nats, item => item.Tags, item => item.NatGatewayId),
            NetworkAcls = Ordered(await acls, item => item.Tags, item => item.NetworkAclId),
            SecurityGroups = Reached(await groups, endpoints),
            Endpoints = Ordered(endpoints, item => item.Tags, item => item.VpcEndpointId),
        };
    }

    // The same set-up gives the same template, whatever the order of the answers.
    private static IReadOnlyList<T> Ordered<T>(IEnumerable<T> items, Func<T, List<Tag>?> tags, Func<T, string> key) =>
        [.. items.OrderBy(item => LogicalIds.NameOf(tags(item)), StringComparer.Ordinal).ThenBy(key, StringComparer.Ordinal)];

    // The endpoints' groups, and those that their rules name.
    private static IReadOnlyList<SecurityGroup> Reached(List<SecurityGroup> groups, IReadOnlyList<VpcEndpoint> endpoints)
    {
        HashSet<string> wanted =
        [
            .. endpoints.SelectMany(endpoint => endpoint.Groups ?? []).Select(group => group.GroupId),
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
