using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Facts;
using PrivateApi.Resources;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>EC2's part of a snapshot: one list of each kind for the VPCs concerned, all at once.</summary>
internal sealed class NetworkReads(SnapshotReads reads)
{
    private IAmazonEC2 Ec2 => reads.Session.Ec2;

    /// <summary>Endpoints for execute-api, and one named that may be for something else.</summary>
    public async Task<IReadOnlyList<EndpointFact>> EndpointsAsync(string? named, CancellationToken stop)
    {
        IReadOnlyList<VpcEndpoint> all = await reads.ListAsync(
            "Endpoint",
            "ec2:DescribeVpcEndpoints",
            () => Ec2.Paginators.DescribeVpcEndpoints(new DescribeVpcEndpointsRequest()).VpcEndpoints.ToListAsync(stop)
        );
        string service = $".{reads.Session.Region}{ExecuteApiService.Suffix}";
        return
        [
            .. all.Where(endpoint => endpoint.VpcEndpointId == named || endpoint.ServiceName.EndsWith(service, StringComparison.Ordinal))
                .Select(NetworkFactReader.Endpoint),
        ];
    }

    /// <summary>VPCs with their DNS attributes and name servers.</summary>
    public async Task<IReadOnlyList<VpcFact>> VpcsAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        IReadOnlyList<Vpc> vpcs = await reads.ListAsync(
            "Vpc",
            "ec2:DescribeVpcs",
            () => Ec2.Paginators.DescribeVpcs(new DescribeVpcsRequest { Filters = [Ec2Tags.Filter("vpc-id", ids)] }).Vpcs.ToListAsync(stop)
        );
        string[] options =
        [
            .. vpcs.Select(vpc => vpc.DhcpOptionsId).Where(id => id?.StartsWith("dopt-", StringComparison.Ordinal) == true).Distinct(),
        ];
        Task<DhcpOptions[]?> dhcp =
            options.Length == 0
                ? Task.FromResult<DhcpOptions[]?>([])
                : reads.OneAsync(
                    "Vpc",
                    "ec2:DescribeDhcpOptions",
                    async () =>
                        (DhcpOptions[]?)
                            [
                                .. await Ec2
                                    .Paginators.DescribeDhcpOptions(new DescribeDhcpOptionsRequest { DhcpOptionsIds = [.. options] })
                                    .DhcpOptions.ToListAsync(stop),
                            ]
                );
        VpcFact?[] facts = await Task.WhenAll(
            vpcs.Select(vpc => reads.OneAsync("Vpc", "ec2:DescribeVpcAttribute", () => FactAsync(vpc, dhcp, stop)))
        );
        return [.. facts.OfType<VpcFact>()];
    }

    public Task<IReadOnlyList<Subnet>> SubnetsAsync(IReadOnlyList<string> vpcs, CancellationToken stop) =>
        reads.ListAsync(
            "Subnet",
            "ec2:DescribeSubnets",
            () =>
                Ec2
                    .Paginators.DescribeSubnets(new DescribeSubnetsRequest { Filters = [Ec2Tags.Filter("vpc-id", vpcs)] })
                    .Subnets.ToListAsync(stop)
        );

    /// <summary>The ranges of subnets.</summary>
    public async Task<IReadOnlyList<string>> RangesAsync(IReadOnlyList<string> subnets, CancellationToken stop) =>
        subnets.Count == 0
            ? []
            :
            [
                .. (
                    await reads.ListAsync(
                        "Subnet",
                        "ec2:DescribeSubnets",
                        () =>
                            Ec2
                                .Paginators.DescribeSubnets(new DescribeSubnetsRequest { Filters = [Ec2Tags.Filter("subnet-id", subnets)] })
                                .Subnets.ToListAsync(stop)
                    )
                ).SelectMany(subnet => NetworkFactReader.Subnet(subnet).CidrBlocks),
            ];

    public Task<IReadOnlyList<RouteTable>> RouteTablesAsync(IReadOnlyList<string> vpcs, CancellationToken stop) =>
        reads.ListAsync(
            "RouteTable",
            "ec2:DescribeRouteTables",
            () =>
                Ec2
                    .Paginators.DescribeRouteTables(new DescribeRouteTablesRequest { Filters = [Ec2Tags.Filter("vpc-id", vpcs)] })
                    .RouteTables.ToListAsync(stop)
        );

    public Task<IReadOnlyList<NetworkAcl>> NetworkAclsAsync(IReadOnlyList<string> vpcs, CancellationToken stop) =>
        reads.ListAsync(
            "NetworkAcl",
            "ec2:DescribeNetworkAcls",
            () =>
                Ec2
                    .Paginators.DescribeNetworkAcls(new DescribeNetworkAclsRequest { Filters = [Ec2Tags.Filter("vpc-id", vpcs)] })
                    .NetworkAcls.ToListAsync(stop)
        );

    /// <summary>Groups by id, each with its rules and their ids.</summary>
    public async Task<IReadOnlyList<SecurityGroupFact>> SecurityGroupsAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        Task<IReadOnlyList<SecurityGroup>> groups = reads.ListAsync(
            "SecurityGroup",
            "ec2:DescribeSecurityGroups",
            () =>
                Ec2
                    .Paginators.DescribeSecurityGroups(new DescribeSecurityGroupsRequest { Filters = [Ec2Tags.Filter("group-id", ids)] })
                    .SecurityGroups.ToListAsync(stop)
        );
        SecurityGroupRule[]? rules = await reads.OneAsync(
            "SecurityGroup",
            "ec2:DescribeSecurityGroupRules",
            async () =>
                (SecurityGroupRule[]?)
                    [
                        .. await Ec2
                            .Paginators.DescribeSecurityGroupRules(
                                new DescribeSecurityGroupRulesRequest { Filters = [Ec2Tags.Filter("group-id", ids)] }
                            )
                            .SecurityGroupRules.ToListAsync(stop),
                    ]
        );

        // A security group without its rules would look closed.
        return rules is null ? [] : [.. (await groups).Select(group => NetworkFactReader.SecurityGroup(group, rules))];
    }

    public async Task<IReadOnlyList<InterfaceFact>> InterfacesAsync(IReadOnlyList<string> ids, CancellationToken stop) =>
        ids.Count == 0
            ? []
            :
            [
                .. (
                    await reads.ListAsync(
                        "NetworkInterface",
                        "ec2:DescribeNetworkInterfaces",
                        () =>
                            Ec2
                                .Paginators.DescribeNetworkInterfaces(
                                    new DescribeNetworkInterfacesRequest { Filters = [Ec2Tags.Filter("network-interface-id", ids)] }
                                )
                                .NetworkInterfaces.ToListAsync(stop)
                    )
                ).Select(NetworkFactReader.NetworkInterface),
            ];

    /// <summary>Interfaces with a description, by which those of a service's resources are found.</summary>
    public async Task<IReadOnlyList<InterfaceFact>> DescribedAsync(string description, CancellationToken stop) =>
        [
            .. (
                await reads.ListAsync(
                    "NetworkInterface",
                    "ec2:DescribeNetworkInterfaces",
                    () =>
                        Ec2
                            .Paginators.DescribeNetworkInterfaces(
                                new DescribeNetworkInterfacesRequest { Filters = [Ec2Tags.Filter("description", description)] }
                            )
                            .NetworkInterfaces.ToListAsync(stop)
                )
            ).Select(NetworkFactReader.NetworkInterface),
        ];

    /// <summary>Interfaces that have one of the addresses, in any VPC.</summary>
    public async Task<IReadOnlyList<InterfaceFact>> WithAddressesAsync(IReadOnlyList<string> addresses, CancellationToken stop)
    {
        (string Filter, string[] Address)[] families =
        [
            ("addresses.private-ip-address", [.. addresses.Where(address => !address.Contains(':', StringComparison.Ordinal))]),
            ("ipv6-addresses.ipv6-address", [.. addresses.Where(address => address.Contains(':', StringComparison.Ordinal))]),
        ];
        IReadOnlyList<NetworkInterface>[] found = await Task.WhenAll(
            families
                .Where(family => family.Address.Length > 0)
                .Select(family =>
                    reads.ListAsync(
                        "NetworkInterface",
                        "ec2:DescribeNetworkInterfaces",
                        () =>
                            Ec2
                                .Paginators.DescribeNetworkInterfaces(
                                    new DescribeNetworkInterfacesRequest { Filters = [Ec2Tags.Filter(family.Filter, family.Address)] }
                                )
                                .NetworkInterfaces.ToListAsync(stop)
                    )
                )
        );
        return [.. found.SelectMany(items => items).Select(NetworkFactReader.NetworkInterface)];
    }

    // Without its name servers a VPC would look as if Amazon's resolver answered there.
    private async Task<VpcFact?> FactAsync(Vpc vpc, Task<DhcpOptions[]?> dhcp, CancellationToken stop)
    {
        Task<bool> support = VpcDns.IsOnAsync(Ec2, vpc.VpcId, VpcAttributeName.EnableDnsSupport, stop);
        Task<bool> hostnames = VpcDns.IsOnAsync(Ec2, vpc.VpcId, VpcAttributeName.EnableDnsHostnames, stop);
        IReadOnlyList<string> ranges = NetworkFactReader.Ranges(vpc);
        await Task.WhenAll(support, hostnames, dhcp);
        return await dhcp is not { } options
            ? null
            : new VpcFact
            {
                Id = vpc.VpcId,
                OwnerId = vpc.OwnerId is { Length: > 0 } owner ? owner : null,
                CidrBlocks = ranges,
                EnableDnsSupport = await support,
                EnableDnsHostnames = await hostnames,
                DnsServers = NetworkFactReader.Servers(Array.Find(options, item => item.DhcpOptionsId == vpc.DhcpOptionsId), ranges),
            };
    }
}
