using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>The steps that create the route tables of a network, fill them and associate the subnets.</summary>
internal sealed class RouteSteps(NetworkBuild build)
{
    public PlanStep RouteTable(string name, string kind)
    {
        return new PlanStep
        {
            Name = name,
            Run = build.Run,
            Description = $"Create the route table of the {kind} subnets",
            Within = build.Vpc,
            Find = async stop => PlanCandidate.Preferred(await RouteTablesAsync(name, stop))?.Id,
            FindAll = stop => RouteTablesAsync(name, stop),
            Create = async stop => (
                    await build.Calls.OnNewAsync(
                        cancel =>
                            build.Ec2.CreateRouteTableAsync(
                                new CreateRouteTableRequest
                                {
                                    VpcId = build.Vpc.RequiredId,
                                    ClientToken = build.Run.Token(name),
                                    TagSpecifications = build.Tags(ResourceType.RouteTable, name),
                                },
                                cancel
                            ),
                        stop
                    )
                ).RouteTable.RouteTableId,
            Discard = (id, stop) =>
                build.Calls.DiscardAsync(
                    cancel => build.Ec2.DeleteRouteTableAsync(new DeleteRouteTableRequest { RouteTableId = id }, cancel),
                    stop
                ),
            Undo = (id, progress, stop) =>
                build.Calls.TakeBackAsync(
                    id,
                    cancel => build.Ec2.DeleteRouteTableAsync(new DeleteRouteTableRequest { RouteTableId = id }, cancel),
                    progress,
                    stop
                ),
            RemovalCommand = build.RemoveNetwork,
        };
    }

    private async Task<IReadOnlyList<PlanCandidate>> RouteTablesAsync(string name, CancellationToken stop) =>
        [
            .. (
                await build
                    .Ec2.Paginators.DescribeRouteTables(
                        new DescribeRouteTablesRequest
                        {
                            Filters = [.. Ec2Tags.OfStep(build.Spec.Name, name), Ec2Tags.Filter("vpc-id", build.Vpc.RequiredId)],
                        }
                    )
                    .RouteTables.ToListAsync(stop)
            ).Select(table => Ec2Tags.Candidate(table.RouteTableId, table.Tags, isInUse: table.Associations is { Count: > 0 })),
        ];

    public PlanStep DefaultRoute(PlanStep table, PlanStep gateway, bool isIpv6 = false) =>
        new()
        {
            Name = isIpv6 ? "public-default-route-ipv6" : "public-default-route",
            Description = $"Route the public subnets to the internet gateway{(isIpv6 ? " by IPv6" : string.Empty)}",
            Within = table,
            Find = stop => FindRouteAsync(table, isIpv6, stop),
            FindOwn = stop => NetworkBuild.OfOwnAsync(table, gateway, token => FindRouteAsync(table, isIpv6, token), stop),
            Create = async stop =>
            {
                await build.Calls.OnNewAsync(
                    token =>
                        build.Ec2.CreateRouteAsync(
                            new CreateRouteRequest
                            {
                                RouteTableId = table.RequiredId,
                                DestinationCidrBlock = isIpv6 ? null : "0.0.0.0/0",
                                DestinationIpv6CidrBlock = isIpv6 ? "::/0" : null,
                                GatewayId = gateway.RequiredId,
                            },
                            token
                        ),
                    stop
                );
                return table.RequiredId;
            },
            Undo = (id, progress, stop) =>
                build.Calls.TakeBackAsync(
                    id,
                    token =>
                        build.Ec2.DeleteRouteAsync(
                            new DeleteRouteRequest
                            {
                                RouteTableId = id,
                                DestinationCidrBlock = isIpv6 ? null : "0.0.0.0/0",
                                DestinationIpv6CidrBlock = isIpv6 ? "::/0" : null,
                            },
                            token
                        ),
                    progress,
                    stop
                ),
            RemovalCommand = build.RemoveNetwork,
        };

    private async Task<string?> FindRouteAsync(PlanStep table, bool isIpv6, CancellationToken stop) =>
        (await ReadTableAsync(table, stop)).Routes?.Exists(route =>
            isIpv6 ? route.DestinationIpv6CidrBlock == "::/0" : route.DestinationCidrBlock == "0.0.0.0/0"
        ) == true
            ? table.Id
            : null;

    public PlanStep Association(PlanStep table, PlanStep subnet) =>
        new()
        {
            Name = table.Name + "-of-" + subnet.Name,
            Description = $"Associate {subnet.Name} with its route table",
            Within = table,
            Find = stop => FindAssociationAsync(table, subnet, stop),
            FindOwn = stop => NetworkBuild.OfOwnAsync(table, subnet, token => FindAssociationAsync(table, subnet, token), stop),
            Create = async stop =>
                (
                    await build.Calls.OnNewAsync(
                        token =>
                            build.Ec2.AssociateRouteTableAsync(
                                new AssociateRouteTableRequest { RouteTableId = table.RequiredId, SubnetId = subnet.RequiredId },
                                token
                            ),
                        stop
                    )
                ).AssociationId,
            Undo = (id, progress, stop) =>
                build.Calls.TakeBackAsync(
                    id,
                    token => build.Ec2.DisassociateRouteTableAsync(new DisassociateRouteTableRequest { AssociationId = id }, token),
                    progress,
                    stop
                ),
            RemovalCommand = build.RemoveNetwork,
        };

    private async Task<string?> FindAssociationAsync(PlanStep table, PlanStep subnet, CancellationToken stop) =>
        subnet.Id is null
            ? null
            : (await ReadTableAsync(table, stop))
                .Associations?.Find(association => association.SubnetId == subnet.Id)
                ?.RouteTableAssociationId;

    private async Task<RouteTable> ReadTableAsync(PlanStep table, CancellationToken stop) =>
        (
            await build.Calls.OnNewAsync(
                token => build.Ec2.DescribeRouteTablesAsync(new DescribeRouteTablesRequest { RouteTableIds = [table.RequiredId] }, token),
                stop
            )
        ).RouteTables[0];
}
