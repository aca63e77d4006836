using PrivateApi.Facts;
using PrivateApi.Model;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// Transit gateway guide, "How transit gateways work" and "Amazon VPC attachments"; Site-to-Site VPN guide, "Enable route
/// propagation"; VPC peering guide, "Edge to edge routing through a gateway".
/// </summary>
public sealed class GatewayTests
{
    [Fact]
    public void A_transit_gateway_leads_there_and_back_by_its_attachments_and_routes() =>
        OverTransitGateway()
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Passed,
                "rtb-peer leads through tgw-1 (10.0.0.0/16 to tgw-attach-home) to vpc-home",
                "return route rtb-main 10.1.0.0/16 tgw-1"
            );

    [Theory]
    [InlineData("vpc-peer")]
    [InlineData("vpc-home")]
    public void Both_VPCs_need_an_attachment(string vpc)
    {
        Attachments(list => [.. list.Where(item => item.VpcId != vpc)])
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                $"{vpc} has no available attachment",
                $"New-EC2TransitGatewayVpcAttachment -TransitGatewayId tgw-1 -VpcId {vpc} -SubnetId "
                    + (vpc == "vpc-peer" ? "subnet-peer" : "subnet-a, subnet-b")
            )
            .Expect(CallFailure.ConnectTimeout);
        Attachments(list => [.. list.Select(item => item.VpcId == vpc ? item with { State = "pendingAcceptance" } : item)])
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "no available attachment",
                "Approve-EC2TransitGatewayVpcAttachment -TransitGatewayAttachmentId tgw-attach-"
            );
    }

    // Transit gateway guide, "Amazon VPC attachments": its subnets have IPv4 ranges.
    [Fact]
    public void An_attachment_is_advised_in_subnets_with_an_IPv4_range() =>
        Attachments(list => [.. list.Where(item => item.VpcId != "vpc-home")])
            .With(s => s with { Subnets = [s.Subnets[0] with { CidrBlocks = ["2001:db8:0:1::/64"] }, .. s.Subnets.Skip(1)] })
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "New-EC2TransitGatewayVpcAttachment -TransitGatewayId tgw-1 -VpcId vpc-home -SubnetId subnet-b"
            );

    [Fact]
    public void An_attachment_serves_only_zones_that_it_has_a_subnet_in()
    {
        OverTransitGateway()
            .With(s =>
                s with
                {
                    Subnets =
                    [
                        .. s.Subnets,
                        new SubnetFact
                        {
                            Id = "subnet-peer-b",
                            VpcId = "vpc-peer",
                            Zone = "eu-west-1b",
                        },
                    ],
                }
            )
            .From(caller => caller with { Zone = "eu-west-1b", SubnetId = "subnet-peer-b" })
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "tgw-attach-peer of vpc-peer has no subnet in eu-west-1b",
                "Edit-EC2TransitGatewayVpcAttachment -TransitGatewayAttachmentId tgw-attach-peer -AddSubnetId subnet-peer-b"
            );
        Attachments(list => [list[0], list[1] with { SubnetIds = ["subnet-a"] }])
            .Expect(CheckName.CallerRoute, CheckStatus.Warning, "1 of 2", "tgw-attach-home of vpc-home has no subnet in eu-west-1b");
    }

    [Fact]
    public void The_transit_gateways_own_table_has_to_lead_there()
    {
        Routes(0, ("10.1.0.0/16", "tgw-attach-peer"))
            .With(s =>
                s with
                {
                    TransitGateways =
                    [
                        s.TransitGateways[0] with
                        {
                            Attachments = [.. s.TransitGateways[0].Attachments.Select(item => item with { RouteTableId = "tgw-rtb-0a" })],
                        },
                    ],
                }
            )
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "the route table of tgw-1 for tgw-attach-peer has no route to 10.0.1.5",
                "Enable-EC2TransitGatewayRouteTablePropagation -TransitGatewayAttachmentId tgw-attach-home "
                    + "-TransitGatewayRouteTableId tgw-rtb-0a"
            );
        Routes(0, ("10.0.0.0/16", null))
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "blackhole route for 10.0.1.5 (10.0.0.0/16)")
            .Expect(CallFailure.ConnectTimeout);
        Routes(0, ("10.0.0.0/16", "tgw-attach-other"))
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "to tgw-attach-other (10.0.0.0/16), not to tgw-attach-home of vpc-home");
        Routes(0, ("0.0.0.0/0", null), ("10.0.0.0/16", "tgw-attach-home")).Expect(CheckName.CallerRoute, CheckStatus.Passed);
        Routes(0, ("10.0.0.0/16", "tgw-attach-home"), ("10.0.2.0/24", null)).Expect(CheckName.CallerRoute, CheckStatus.Warning, "eni-b");
    }

    [Fact]
    public void And_back()
    {
        Routes(1, ("10.0.0.0/16", "tgw-attach-home"))
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "the route table of tgw-1 for tgw-attach-home has no route to 10.1.1.10");
        Routes(1, ("10.1.0.0/16", null)).Expect(CheckName.CallerRoute, CheckStatus.Failed, "blackhole route for 10.1.1.10");
        OverTransitGateway()
            .WithTable("subnet-a", Route("10.0.0.0/16", "local"))
            .WithTable("subnet-b", Route("10.0.0.0/16", "local"))
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "New-EC2Route -RouteTableId rtb-a -DestinationCidrBlock 10.1.0.0/16 -TransitGatewayId tgw-1"
            );
    }

    [Fact]
    public void A_gateway_or_table_that_could_not_be_read_is_skipped_with_the_permission()
    {
        OverTransitGateway()
            .With(s => s with { TransitGateways = [] })
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "tgw-1", "ec2:DescribeTransitGatewayVpcAttachments")
            .Expect(Verdict.Unknown);
        Attachments(list => [.. list.Select(item => item with { Routes = null })])
            .Denied("TransitGatewayRoute", "ec2:SearchTransitGatewayRoutes", s => s)
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "ec2:SearchTransitGatewayRoutes is denied")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
    }

    [Fact]
    public void Zones_of_an_attachment_whose_subnets_were_not_read_are_not_known() =>
        Attachments(list => [list[0] with { SubnetIds = ["subnet-unread"] }, list[1]])
            .Denied("Subnet", "ec2:DescribeSubnets", s => s)
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Skipped,
                "whether tgw-attach-peer of vpc-peer has a subnet in eu-west-1a is not known: "
                    + "subnet-unread could not be read: ec2:DescribeSubnets is denied"
            )
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();

    [Fact]
    public void Behind_Direct_Connect_the_way_back_is_the_virtual_private_gateways_route() =>
        BehindGateway()
            .Expect(CheckName.CallerRoute, CheckStatus.Passed, "return route rtb-main 192.168.0.0/16 vgw-1", "assumed to work")
            .Expect(CheckName.CallerEgress, CheckStatus.NotApplicable);

    [Fact]
    public void Without_it_there_is_no_way_back()
    {
        Table(Route("10.0.0.0/16", "local"))
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "rtb-main of subnet-a has no route back to 192.168.1.10",
                "Enable-EC2VgwRoutePropagation -RouteTableId rtb-main -GatewayId vgw-1"
            )
            .Expect(CallFailure.ConnectTimeout);
        Assert.Null(Table(Route("10.0.0.0/16", "local")).With(s => s with { VpnGateways = [] })[CheckName.CallerRoute].Remedy);
        Table(Route("192.168.0.0/16", "vgw-1", isBlackhole: true))
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "blackhole route for 192.168.1.10");
        Table(Route("0.0.0.0/0", "nat-1"))
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "sends 192.168.1.10 to nat-1 (0.0.0.0/0), which does not lead on premises");
        Table(Route("0.0.0.0/0", "nat-1"), Route("192.168.0.0/16", "vgw-1")).Expect(CheckName.CallerRoute, CheckStatus.Passed, "vgw-1");
    }

    [Fact]
    public void A_virtual_private_gateway_has_to_be_attached_to_the_VPC()
    {
        BehindGateway()
            .With(s => s with { VpnGateways = [new VpnGatewayFact { Id = "vgw-1" }] })
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "is not attached to vpc-home",
                "Add-EC2VpnGateway -VpnGatewayId vgw-1 -VpcId vpc-home"
            );
        BehindGateway().With(s => s with { VpnGateways = [] }).Expect(CheckName.CallerRoute, CheckStatus.Failed, "is not attached");
        BehindGateway()
            .Denied("VpnGateway", "ec2:DescribeVpnGateways", s => s with { VpnGateways = [] })
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "ec2:DescribeVpnGateways is denied")
            .Expect(Verdict.Unknown);
    }

    [Fact]
    public void A_peering_connection_does_not_carry_a_gateways_traffic_on() =>
        BehindGateway()
            .From(caller => caller with { VpcId = "vpc-landing" })
            .Calling(call => call with { UrlForm = UrlForm.EndpointDns, Caller = call.Caller with { ForwardsNames = false } })
            .With(s =>
                s with
                {
                    Peerings =
                    [
                        new PeeringFact
                        {
                            Id = "pcx-1",
                            VpcIds = ["vpc-landing", "vpc-home"],
                            Status = "active",
                        },
                    ],
                    RouteTables = [s.RouteTables[0] with { Routes = [Route("192.168.0.0/16", "pcx-1")] }],
                }
            )
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "vpc-landing", "peering does not forward traffic from a gateway")
            .Expect(CallFailure.ConnectTimeout);

    [Fact]
    public void On_premises_behind_a_transit_gateway_the_way_back_is_its_route_to_the_connection()
    {
        Scene scene = OnPremisesOverTransitGateway(("192.168.0.0/16", "tgw-attach-dxgw"), ("10.0.0.0/16", "tgw-attach-home"));
        scene
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Passed,
                "return route rtb-main and tgw-1 (192.168.0.0/16 to tgw-attach-dxgw)",
                "assumed to work"
            )
            .Expect(Verdict.Reachable);
        OnPremisesOverTransitGateway(("10.0.0.0/16", "tgw-attach-home"))
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "no route back to 192.168.1.10");
        OnPremisesOverTransitGateway(("192.168.0.0/16", null))
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "blackhole route for 192.168.1.10");
        OnPremisesOverTransitGateway(("192.168.0.0/16", "tgw-attach-home"))
            .With(s =>
                s with
                {
                    TransitGateways =
                    [
                        s.TransitGateways[0] with
                        {
                            Attachments = [.. s.TransitGateways[0].Attachments, Attachment("tgw-attach-other", "vpc-other", [])],
                        },
                    ],
                }
            )
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "to a VPC (tgw-attach-home), not on premises");
        scene.With(s => s with { TransitGateways = [] }).Expect(CheckName.CallerRoute, CheckStatus.Skipped, "tgw-1");
    }

    [Fact]
    public void A_route_table_or_prefix_list_that_could_not_be_read_is_skipped()
    {
        BehindGateway()
            .Denied("RouteTable", "ec2:DescribeRouteTables", s => s with { RouteTables = [] })
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "ec2:DescribeRouteTables is denied");
        Table(Route("pl-office", "vgw-1"))
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "pl-office", "ec2:GetManagedPrefixListEntries");
    }

    private static Scene OnPremisesOverTransitGateway(params (string, string?)[] routes) =>
        BehindGateway()
            .With(s =>
                s with
                {
                    VpnGateways = [],
                    RouteTables = [s.RouteTables[0] with { Routes = [Route("10.0.0.0/16", "local"), Route("192.168.0.0/16", "tgw-1")] }],
                    TransitGateways =
                    [
                        new TransitGatewayFact
                        {
                            Id = "tgw-1",
                            Attachments = [Attachment("tgw-attach-home", "vpc-home", ["subnet-a", "subnet-b"], routes)],
                        },
                    ],
                }
            );

    private static Scene Table(params RouteFact[] routes) =>
        BehindGateway().With(s => s with { RouteTables = [s.RouteTables[0] with { Routes = routes }] });

    private static Scene Attachments(
        Func<IReadOnlyList<TransitGatewayAttachmentFact>, IReadOnlyList<TransitGatewayAttachmentFact>> change
    ) =>
        OverTransitGateway()
            .With(s => s with { TransitGateways = [s.TransitGateways[0] with { Attachments = change(s.TransitGateways[0].Attachments) }] });

    /// <summary>The routes that packets from the peer (0) or from home (1) are looked up in.</summary>
    private static Scene Routes(int attachment, params (string Destination, string? Attachment)[] routes) =>
        Attachments(list =>
            [.. list.Select((item, i) => i == attachment ? Attachment(item.Id, item.VpcId, [.. item.SubnetIds], routes) : item)]
        );
}
