using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// Amazon VPC user guide, "Route priority", "Route table concepts"; VPC peering guide, "Update your route tables" and "VPC
/// peering limitations".
/// </summary>
public sealed class RouteTests
{
    [Fact]
    public void Inside_a_VPC_the_local_route_of_the_main_table_leads_there_and_back() =>
        Assert.DoesNotContain(
            "return route",
            Scene.Open().Expect(CheckName.CallerRoute, CheckStatus.Passed, "rtb-main 10.0.0.0/16 local")[CheckName.CallerRoute].Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void So_does_a_table_that_is_not_at_hand_since_every_table_has_the_local_route()
    {
        Scene.Open().With(s => s with { RouteTables = [] }).Expect(CheckName.CallerRoute, CheckStatus.Passed, "both are in vpc-home");
        Scene
            .Open()
            .With(s => s with { RouteTables = [] })
            .WithTable("subnet-caller", Route("10.0.0.0/16", "local"))
            .Expect(CheckName.CallerRoute, CheckStatus.Passed, "rtb-caller 10.0.0.0/16 local");
    }

    [Fact]
    public void A_table_of_the_subnets_own_replaces_the_main_one()
    {
        Peered()
            .WithTable("subnet-peer", Route("10.1.0.0/16", "local"))
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "rtb-peer has no route to 10.0.1.5",
                "New-EC2Route -RouteTableId rtb-peer -DestinationCidrBlock 10.0.0.0/16 -VpcPeeringConnectionId pcx-1"
            )
            .Expect(CallFailure.ConnectTimeout);
        Peered()
            .With(s =>
                s with
                {
                    RouteTables =
                    [
                        .. s.RouteTables.Select(table =>
                            table.Id == "rtb-peer" ? table with { Routes = [Route("10.1.0.0/16", "local")] } : table
                        ),
                    ],
                }
            )
            .WithTable("subnet-peer", Route("10.1.0.0/16", "local"), Route("10.0.0.0/16", "pcx-1"))
            .Expect(CheckName.CallerRoute, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void Another_VPC_without_a_route_is_out_of_reach()
    {
        Scene scene = Peered()
            .With(s =>
                s with
                {
                    Peerings = [],
                    RouteTables = [.. s.RouteTables.Select(table => table with { Routes = [table.Routes[0]] })],
                }
            );
        scene.Expect(CheckName.CallerRoute, CheckStatus.Failed, "rtb-peer has no route to 10.0.1.5", "10.0.2.5").Expect(Verdict.Blocked);
        Assert.Null(scene[CheckName.CallerRoute].Remedy);
    }

    [Fact]
    public void A_remedy_goes_over_a_peering_connection_of_these_two_VPCs_and_names_the_range_called()
    {
        Scene scene = Peered()
            .WithVpc(vpc => vpc with { CidrBlocks = ["100.64.0.0/16", .. vpc.CidrBlocks] })
            .WithTable("subnet-peer", Route("10.1.0.0/16", "local"));
        scene.Expect(CheckName.CallerRoute, CheckStatus.Failed, "-DestinationCidrBlock 10.0.0.0/16 -VpcPeeringConnectionId pcx-1");
        foreach (
            string[] ends in (string[][])
                [
                    ["vpc-home", "vpc-other"],
                    ["vpc-other", "vpc-peer"],
                    ["vpc-other", "vpc-third"],
                ]
        )
        {
            Assert.Null(scene.With(s => s with { Peerings = [s.Peerings[0] with { VpcIds = ends }] })[CheckName.CallerRoute].Remedy);
        }

        Both(Route("10.0.0.0/16", "local"))
            .WithVpc(vpc => vpc with { CidrBlocks = ["100.64.0.0/16", .. vpc.CidrBlocks] })
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "-DestinationCidrBlock 10.1.0.0/16 -VpcPeeringConnectionId pcx-1");
        Both(Route("10.0.0.0/16", "local"))
            .With(s => s with { Vpcs = [s.Vpcs[0]] })
            .Calling(call => call with { Host = Scene.EndpointHost, ConnectTo = "10.0.1.5" })
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "-DestinationCidrBlock 10.1.1.10/32");
    }

    [Fact]
    public void The_most_specific_route_wins()
    {
        Scene toNat = Peered()
            .WithTable("subnet-peer", Route("10.1.0.0/16", "local"), Route("0.0.0.0/0", "nat-1"), Route("10.0.0.0/16", "pcx-1"));
        toNat.Expect(CheckName.CallerRoute, CheckStatus.Passed, "pcx-1");
        Peered()
            .WithTable("subnet-peer", Route("10.0.0.0/16", "pcx-1"), Route("10.0.1.0/24", "nat-1"), Route("10.1.0.0/16", "local"))
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Warning,
                "1 of 2",
                "rtb-peer sends 10.0.1.5 to nat-1 (10.0.1.0/24), which does not lead to vpc-home"
            );
        Peered()
            .WithTable("subnet-peer", Route("0.0.0.0/0", "nat-1"))
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "sends 10.0.1.5 to nat-1 (0.0.0.0/0)",
                "-DestinationCidrBlock 10.0.0.0/16 -VpcPeeringConnectionId pcx-1"
            );
    }

    [Fact]
    public void A_route_for_a_prefix_list_covers_its_ranges_and_yields_to_a_range_of_the_same_length()
    {
        Scene list = Peered()
            .With(s => s with { PrefixLists = [new PrefixListFact { Id = "pl-1", CidrBlocks = ["172.16.0.0/12", "10.0.0.0/16"] }] });
        list.WithTable("subnet-peer", Route("pl-1", "pcx-1"))
            .Expect(CheckName.CallerRoute, CheckStatus.Passed, "pcx-1")
            .Expect(Verdict.Reachable);
        list.WithTable("subnet-peer", Route("pl-1", "nat-1"), Route("10.0.0.0/16", "pcx-1"))
            .Expect(CheckName.CallerRoute, CheckStatus.Passed, "pcx-1");
        list.WithTable("subnet-peer", Route("10.0.0.0/16", "pcx-1"), Route("pl-1", "nat-1"))
            .Expect(CheckName.CallerRoute, CheckStatus.Passed, "pcx-1");
        list.WithTable("subnet-peer", Route("10.0.0.0/8", "nat-1"), Route("pl-1", "pcx-1"))
            .Expect(CheckName.CallerRoute, CheckStatus.Passed, "pcx-1");
        list.WithTable("subnet-peer", Route("pl-1", "pcx-1", isBlackhole: true))
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "New-EC2Route -RouteTableId rtb-peer -DestinationCidrBlock 10.0.0.0/16 -VpcPeeringConnectionId pcx-1"
            );
    }

    [Fact]
    public void A_prefix_list_that_could_not_be_read_leaves_it_open_but_for_those_of_gateway_endpoints()
    {
        Scene denied = Peered().Denied("PrefixList", "ec2:GetManagedPrefixListEntries", s => s);
        denied
            .WithTable("subnet-peer", Route("pl-1", "pcx-1"))
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "pl-1", "ec2:GetManagedPrefixListEntries")
            .Expect(Verdict.Unknown);
        denied
            .WithTable("subnet-a", Route("pl-1", "pcx-1"))
            .WithTable("subnet-b", Route("pl-1", "pcx-1"))
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "pl-1");
        denied.WithTable("subnet-peer", Route("pl-1", "vpce-0aaaa")).Expect(CheckName.CallerRoute, CheckStatus.Failed, "no route");
    }

    [Fact]
    public void A_route_whose_target_is_gone_drops_packets()
    {
        Peered()
            .WithTable("subnet-peer", Route("10.0.0.0/16", "pcx-1", isBlackhole: true))
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "blackhole",
                "Set-EC2Route -RouteTableId rtb-peer -DestinationCidrBlock 10.0.0.0/16 -VpcPeeringConnectionId pcx-1"
            )
            .Expect(CallFailure.ConnectTimeout);
        Both(Route("10.1.0.0/16", "pcx-1", isBlackhole: true))
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "blackhole route for the way back to 10.1.1.10", "Set-EC2Route");
    }

    [Fact]
    public void A_route_whose_target_is_gone_is_removed_where_another_takes_its_place()
    {
        Peered()
            .WithTable("subnet-peer", Route("10.0.0.0/16", "pcx-gone", isBlackhole: true), Route("10.0.0.0/8", "pcx-1"))
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "Remove-EC2Route -RouteTableId rtb-peer -DestinationCidrBlock 10.0.0.0/16");
    }

    [Fact]
    public void Peering_without_a_way_back_times_out()
    {
        Both(Route("10.0.0.0/16", "local"))
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "rtb-a of subnet-a has no route back to 10.1.1.10",
                "New-EC2Route -RouteTableId rtb-a -DestinationCidrBlock 10.1.0.0/16 -VpcPeeringConnectionId pcx-1"
            )
            .Expect(Verdict.Blocked)
            .Expect(CallFailure.ConnectTimeout);
        Both(Route("10.0.0.0/16", "local"), Route("0.0.0.0/0", "nat-1"))
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "a route back to 10.1.1.10 through nat-1 (0.0.0.0/0)",
                "New-EC2Route -RouteTableId rtb-a -DestinationCidrBlock 10.1.0.0/16"
            );
        Peered()
            .WithTable("subnet-b", Route("10.0.0.0/16", "local"))
            .Expect(CheckName.CallerRoute, CheckStatus.Warning, "1 of 2", "eni-b")
            .Expect(Verdict.Reachable);
    }

    [Theory]
    [InlineData("pending-acceptance", "Approve-EC2VpcPeeringConnection -VpcPeeringConnectionId pcx-1")]
    [InlineData("expired", null)]
    [InlineData("deleted", null)]
    public void Peering_carries_traffic_only_while_it_is_active(string status, string? remedy)
    {
        Scene scene = Peered()
            .With(s => s with { Peerings = [s.Peerings[0] with { Status = status }] })
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, $"is {status}")
            .Expect(CallFailure.ConnectTimeout);
        Assert.Equal(remedy, scene[CheckName.CallerRoute].Remedy?.ToString());
    }

    [Fact]
    public void Peering_goes_no_further_than_its_two_VPCs() =>
        Peered()
            .With(s => s with { Peerings = [s.Peerings[0] with { VpcIds = ["vpc-peer", "vpc-middle"] }] })
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "which connects only vpc-peer and vpc-middle")
            .Expect(Verdict.Blocked);

    [Fact]
    public void The_answer_may_come_back_over_another_connection_that_leads_there()
    {
        Scene scene = OverTransitGateway()
            .With(s =>
                s with
                {
                    Peerings =
                    [
                        new PeeringFact
                        {
                            Id = "pcx-1",
                            VpcIds = ["vpc-peer", "vpc-home"],
                            Status = "active",
                        },
                    ],
                }
            )
            .WithTable("subnet-a", Route("10.1.0.0/16", "pcx-1"))
            .WithTable("subnet-b", Route("10.1.0.0/16", "pcx-1"));
        scene.Expect(CheckName.CallerRoute, CheckStatus.Passed, "tgw-1", "return route rtb-a 10.1.0.0/16 pcx-1").Expect(Verdict.Reachable);
        scene
            .With(s => s with { Peerings = [s.Peerings[0] with { VpcIds = ["vpc-other", "vpc-home"] }] })
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "which connects only");
    }

    [Fact]
    public void A_more_specific_route_to_an_appliance_inside_the_VPC_cannot_be_judged() =>
        Scene
            .Open()
            .WithTable("subnet-caller", Route("10.0.0.0/16", "local"), Route("10.0.1.0/24", "eni-firewall"))
            .Expect(CheckName.CallerRoute, CheckStatus.Warning, "eni-firewall", "an appliance");

    [Fact]
    public void So_does_one_on_the_way_back() =>
        Scene
            .Open()
            .WithTable("subnet-a", Route("10.0.0.0/16", "local"), Route("10.0.9.0/24", "eni-firewall"))
            .Expect(CheckName.CallerRoute, CheckStatus.Warning, "rtb-a sends 10.0.9.10 to eni-firewall");

    [Fact]
    public void A_local_route_of_an_overlapping_range_keeps_packets_at_home() =>
        Peered()
            .WithTable("subnet-peer", Route("10.0.0.0/8", "local"), Route("10.0.0.0/8", "pcx-1"))
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "sends 10.0.1.5 to local (10.0.0.0/8)");

    [Fact]
    public void A_propagated_route_yields_to_the_local_one_and_to_a_static_one_of_its_length()
    {
        Scene
            .Open()
            .WithTable("subnet-caller", Route("10.0.1.0/24", "vgw-1") with { IsPropagated = true }, Route("10.0.0.0/16", "local"))
            .Expect(CheckName.CallerRoute, CheckStatus.Passed, "local");
        Peered()
            .WithTable("subnet-peer", Route("10.0.0.0/16", "vgw-1") with { IsPropagated = true }, Route("10.0.0.0/16", "pcx-1"))
            .Expect(CheckName.CallerRoute, CheckStatus.Passed, "pcx-1");
        Peered()
            .WithTable("subnet-peer", Route("0.0.0.0/0", "pcx-1"), Route("10.0.0.0/16", "vgw-1") with { IsPropagated = true })
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "vgw-1");
    }

    [Fact]
    public void IPv6_has_routes_of_its_own()
    {
        Scene v6 = Peered()
            .From(caller => caller with { Address = null, Ipv6Address = "2001:db8:1:1::10" })
            .With(s =>
                s with
                {
                    Vpcs =
                    [
                        .. s.Vpcs.Select(vpc =>
                            vpc with
                            {
                                CidrBlocks = [.. vpc.CidrBlocks, vpc.Id == "vpc-home" ? "2001:db8:0::/56" : "2001:db8:1::/56"],
                            }
                        ),
                    ],
                    NetworkInterfaces =
                    [
                        .. s.NetworkInterfaces.Select((item, i) => item with { Address = null, Ipv6Address = [$"2001:db8:0:{i + 1}::5"] }),
                    ],
                }
            );
        v6.Expect(CheckName.CallerRoute, CheckStatus.Failed, "no route to 2001:db8:0:1::5", "-DestinationIpv6CidrBlock 2001:db8:0::/56");
        v6.WithTable("subnet-peer", Route("2001:db8::/56", "pcx-1", isBlackhole: true))
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "-RouteTableId rtb-peer -DestinationIpv6CidrBlock 2001:db8:0::/56 -VpcPeeringConnectionId pcx-1"
            );
        v6.WithTable("subnet-peer", Route("2001:db8::/56", "pcx-1"))
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                "no route back to 2001:db8:1:1::10",
                "-DestinationIpv6CidrBlock 2001:db8:1::/56"
            );
        v6.WithTable("subnet-peer", Route("2001:db8::/56", "pcx-1"))
            .WithTable("subnet-a", Route("::/0", "pcx-1"))
            .WithTable("subnet-b", Route("::/0", "pcx-1"))
            .Expect(CheckName.CallerRoute, CheckStatus.Passed);
    }

    [Fact]
    public void From_the_internet_nothing_leads_to_a_private_address() =>
        Scene
            .Open()
            .Calling(call => call with { Caller = Caller.Internet, UrlForm = UrlForm.Alias })
            .Expect(CheckName.NameResolves, CheckStatus.Passed)
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "cannot be reached from the internet")
            .Expect(CheckName.CallerEgress, CheckStatus.NotApplicable)
            .Expect(CallFailure.ConnectTimeout);

    [Fact]
    public void What_could_not_be_read_is_skipped_with_the_permission()
    {
        Peered()
            .Denied("Peering", "ec2:DescribeVpcPeeringConnections", s => s with { Peerings = [] })
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "pcx-1", "ec2:DescribeVpcPeeringConnections")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        Peered()
            .Denied("RouteTable", "ec2:DescribeRouteTables", s => s with { RouteTables = [] })
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "subnet-peer", "ec2:DescribeRouteTables");
        Scene
            .Open()
            .Denied("RouteTable", "ec2:DescribeRouteTables", s => s with { RouteTables = [] })
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "ec2:DescribeRouteTables");
        Peered()
            .With(s => s with { RouteTables = [s.RouteTables[1]] })
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "subnet-a", "in the account that owns it");

        // The caller's own table was read earlier, the endpoint's is denied: a more specific route back may lead elsewhere.
        Scene
            .Open()
            .Denied("RouteTable", "ec2:DescribeRouteTables", s => s with { RouteTables = [] })
            .WithTable("subnet-caller", Route("10.0.0.0/16", "local"))
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "the route table of subnet-a could not be read")
            .Expect(Verdict.Unknown);
    }

    private static Scene Both(params RouteFact[] routes) => Peered().WithTable("subnet-a", routes).WithTable("subnet-b", routes);
}
