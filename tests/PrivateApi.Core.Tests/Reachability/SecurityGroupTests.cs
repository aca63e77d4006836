using PrivateApi.Facts;
using PrivateApi.Model;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// Amazon VPC user guide, "Security group rules"; VPC peering guide, "Update your security groups to reference peer security
/// groups".
/// </summary>
public sealed class SecurityGroupTests
{
    [Theory]
    [InlineData("10.0.0.0/16", "tcp", 443, 443, true)]
    [InlineData("10.0.9.10/32", "tcp", 443, 443, true)]
    [InlineData("0.0.0.0/0", "-1", 0, 0, true)]
    [InlineData("10.0.9.0/24", "6", 443, 443, true)]
    [InlineData("10.0.9.0/24", "tcp", 0, 65535, true)]
    [InlineData("10.0.9.0/24", "tcp", -1, -1, true)]
    [InlineData("10.0.9.0/24", "tcp", 400, 443, true)]
    [InlineData("10.0.9.0/24", "tcp", 443, 500, true)]
    [InlineData("10.0.9.0/24", "tcp", 444, 500, false)]
    [InlineData("10.0.9.0/24", "tcp", 1, 442, false)]
    [InlineData("10.0.9.0/24", "udp", 443, 443, false)]
    [InlineData("10.0.9.0/24", "17", 443, 443, false)]
    [InlineData("10.0.8.0/24", "tcp", 443, 443, false)]
    [InlineData("10.0.9.11/32", "tcp", 443, 443, false)]
    [InlineData("::/0", "tcp", 443, 443, false)]
    public void The_endpoints_group_admits_what_a_rule_covers(string cidr, string protocol, int from, int to, bool isOpen)
    {
        Scene scene = Scene.Open().WithGroup("sg-endpoint", In(cidr, protocol, from, to));
        if (isOpen)
        {
            scene.Expect(CheckName.EndpointIngress, CheckStatus.Passed, "sg-endpoint rule sgr-in", cidr).Expect(Verdict.Reachable);
        }
        else
        {
            scene
                .Expect(
                    CheckName.EndpointIngress,
                    CheckStatus.Failed,
                    "no rule of sg-endpoint allows TCP 443 in from 10.0.9.10",
                    "Grant-EC2SecurityGroupIngress -GroupId sg-endpoint",
                    "UserIdGroupPairs = @(@{ GroupId = 'sg-caller' })"
                )
                .Expect(Verdict.Blocked)
                .Expect(CallFailure.ConnectTimeout);
        }
    }

    [Theory]
    [InlineData("0.0.0.0/0", "-1", 0, 0, true)]
    [InlineData("10.0.0.0/16", "tcp", 443, 443, true)]
    [InlineData("10.0.0.0/16", "tcp", 80, 80, false)]
    [InlineData("10.0.9.0/24", "tcp", 443, 443, false)]
    public void The_callers_group_lets_out_what_a_rule_covers(string cidr, string protocol, int from, int to, bool isOpen)
    {
        Scene scene = Scene.Open().WithGroup("sg-caller", Out(cidr, protocol, from, to));
        if (isOpen)
        {
            scene.Expect(CheckName.CallerEgress, CheckStatus.Passed, "sg-caller rule sgr-out", "eni-a", "eni-b").Expect(Verdict.Reachable);
        }
        else
        {
            scene
                .Expect(
                    CheckName.CallerEgress,
                    CheckStatus.Failed,
                    "no rule of sg-caller allows TCP 443 out to 10.0.1.5",
                    "Grant-EC2SecurityGroupEgress -GroupId sg-caller",
                    "UserIdGroupPairs = @(@{ GroupId = 'sg-endpoint' })"
                )
                .Expect(CallFailure.ConnectTimeout);
        }
    }

    [Fact]
    public void Rules_of_the_other_direction_do_not_count()
    {
        Scene.Open().WithGroup("sg-caller", In("0.0.0.0/0", "-1")).Expect(CheckName.CallerEgress, CheckStatus.Failed);
        Scene.Open().WithGroup("sg-endpoint", Out("0.0.0.0/0", "-1")).Expect(CheckName.EndpointIngress, CheckStatus.Failed);
    }

    [Fact]
    public void Groups_remember_connections_so_the_answer_needs_no_rule() =>
        Scene.Open().WithGroup("sg-caller", Out("10.0.0.0/16")).WithGroup("sg-endpoint", In("10.0.9.0/24")).Expect(Verdict.Reachable);

    [Fact]
    public void Rules_of_several_groups_add_up() =>
        Scene
            .Open()
            .With(s =>
                s with
                {
                    SecurityGroups =
                    [
                        .. s.SecurityGroups,
                        new SecurityGroupFact
                        {
                            Id = "sg-more",
                            VpcId = "vpc-home",
                            Rules = [In("10.0.9.0/24")],
                        },
                    ],
                }
            )
            .WithGroup("sg-endpoint")
            .With(s =>
                s with
                {
                    NetworkInterfaces =
                    [
                        .. s.NetworkInterfaces.Select(item => item with { SecurityGroupIds = ["sg-endpoint", "sg-more"] }),
                    ],
                }
            )
            .Expect(CheckName.EndpointIngress, CheckStatus.Passed, "sg-more");

    [Fact]
    public void A_rule_may_name_a_group_whose_members_are_let_through()
    {
        Scene
            .Open()
            .WithGroup("sg-endpoint", Rule(false) with { ReferencedGroupId = "sg-caller" })
            .Expect(CheckName.EndpointIngress, CheckStatus.Passed, "members of sg-caller");
        Scene
            .Open()
            .WithGroup("sg-endpoint", Rule(false) with { ReferencedGroupId = "sg-other" })
            .Expect(CheckName.EndpointIngress, CheckStatus.Failed);
        Scene
            .Open()
            .WithGroup("sg-endpoint", Rule(false, "tcp", 80, 80) with { ReferencedGroupId = "sg-caller" })
            .Expect(CheckName.EndpointIngress, CheckStatus.Failed);
        Scene
            .Open()
            .WithGroup("sg-caller", Rule(true) with { ReferencedGroupId = "sg-endpoint" })
            .Expect(CheckName.CallerEgress, CheckStatus.Passed, "members of sg-endpoint");
        Scene
            .Open()
            .WithGroup("sg-caller", Rule(true) with { ReferencedGroupId = "sg-caller" })
            .Expect(CheckName.CallerEgress, CheckStatus.Failed);
    }

    [Fact]
    public void A_group_of_a_peered_VPC_may_be_named_and_one_over_a_transit_gateway_not_by_default()
    {
        SecurityGroupRuleFact members = Rule(false) with { ReferencedGroupId = "sg-peer" };
        Peered()
            .WithGroup("sg-endpoint", members)
            .Expect(CheckName.EndpointIngress, CheckStatus.Passed, "members of sg-peer")
            .Expect(Verdict.Reachable);
        Peered()
            .WithGroup("sg-endpoint", members)
            .With(s => s with { Peerings = [s.Peerings[0] with { Status = "deleted" }] })
            .Expect(CheckName.EndpointIngress, CheckStatus.Failed);
        OverTransitGateway()
            .WithGroup("sg-endpoint", members)
            .Expect(CheckName.EndpointIngress, CheckStatus.Failed)
            .Expect(Verdict.Blocked);
        OverTransitGateway()
            .WithGroup("sg-endpoint", members)
            .With(s =>
                s with
                {
                    Peerings =
                    [
                        .. ((string[])["vpc-home", "vpc-peer", "vpc-third"]).Select(vpc => new PeeringFact
                        {
                            Id = $"pcx-{vpc}",
                            VpcIds = [vpc, "vpc-other"],
                            Status = "active",
                        }),
                    ],
                }
            )
            .Expect(CheckName.EndpointIngress, CheckStatus.Failed);
        Peered()
            .WithGroup("sg-peer", Rule(true) with { ReferencedGroupId = "sg-endpoint" })
            .Expect(CheckName.CallerEgress, CheckStatus.Passed);
    }

    [Fact]
    public void A_group_reference_never_covers_a_caller_on_premises() =>
        BehindGateway()
            .WithGroup("sg-endpoint", Rule(false) with { ReferencedGroupId = "sg-caller" })
            .Expect(CheckName.EndpointIngress, CheckStatus.Failed);

    [Fact]
    public void A_rule_may_name_a_prefix_list()
    {
        Scene scene = Scene.Open().WithGroup("sg-endpoint", Rule(false) with { PrefixListId = "pl-1" });
        scene
            .With(s => s with { PrefixLists = [new PrefixListFact { Id = "pl-1", CidrBlocks = ["172.16.0.0/12", "10.0.9.0/24"] }] })
            .Expect(CheckName.EndpointIngress, CheckStatus.Passed, "10.0.9.0/24 of pl-1");
        scene
            .With(s => s with { PrefixLists = [new PrefixListFact { Id = "pl-1", CidrBlocks = ["172.16.0.0/12"] }] })
            .Expect(CheckName.EndpointIngress, CheckStatus.Failed);
    }

    [Fact]
    public void A_prefix_list_that_could_not_be_read_leaves_it_open() =>
        Scene
            .Open()
            .WithGroup("sg-endpoint", Rule(false) with { PrefixListId = "pl-1" })
            .Denied("PrefixList", "ec2:GetManagedPrefixListEntries", s => s)
            .Expect(CheckName.EndpointIngress, CheckStatus.Skipped, "pl-1", "ec2:GetManagedPrefixListEntries")
            .Expect(Verdict.Unknown);

    [Fact]
    public void Members_only_is_not_judged_while_the_callers_groups_are_not_known()
    {
        Scene unknown = Scene.Open().From(caller => caller with { SecurityGroupIds = null });
        unknown.Expect(CheckName.CallerEgress, CheckStatus.NotApplicable, "-SecurityGroupId").Expect(Verdict.Reachable);
        unknown
            .WithGroup("sg-endpoint", Rule(false) with { ReferencedGroupId = "sg-caller" })
            .Expect(CheckName.EndpointIngress, CheckStatus.Skipped, "-SecurityGroupId")
            .Expect(Verdict.Unknown);
        unknown.WithGroup("sg-endpoint").Expect(CheckName.EndpointIngress, CheckStatus.Failed);
    }

    [Fact]
    public void No_group_at_all_lets_nothing_through() =>
        Scene
            .Open()
            .From(caller => caller with { SecurityGroupIds = [] })
            .Expect(CheckName.CallerEgress, CheckStatus.Failed, "no security group");

    [Fact]
    public void A_group_that_could_not_be_read_is_skipped_with_the_permission_unless_another_opens()
    {
        Scene scene = Scene
            .Open()
            .Denied(
                "SecurityGroup",
                "ec2:DescribeSecurityGroups",
                s => s with { SecurityGroups = [.. s.SecurityGroups.Where(group => group.Id != "sg-caller")] }
            );
        scene
            .Expect(CheckName.CallerEgress, CheckStatus.Skipped, "sg-caller could not be read: ec2:DescribeSecurityGroups is denied")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        Scene
            .Open()
            .From(caller => caller with { SecurityGroupIds = ["sg-caller", "sg-foreign"] })
            .Expect(CheckName.CallerEgress, CheckStatus.Passed);
        Scene
            .Open()
            .From(caller => caller with { SecurityGroupIds = ["sg-foreign"] })
            .Expect(CheckName.CallerEgress, CheckStatus.Skipped, "in the account that owns it");
    }

    [Theory]
    [InlineData("2001:db8:0:9::/64", true)]
    [InlineData("::/0", true)]
    [InlineData("2001:db8:0:8::/64", false)]
    [InlineData("0.0.0.0/0", false)]
    public void Rules_of_IPv6_ranges_judge_calls_over_IPv6(string cidr, bool isOpen)
    {
        Scene scene = OverIpv6().WithGroup("sg-endpoint", In(cidr));
        if (isOpen)
        {
            scene.Expect(CheckName.EndpointIngress, CheckStatus.Passed, cidr).Expect(Verdict.Reachable);
        }
        else
        {
            scene.Expect(CheckName.EndpointIngress, CheckStatus.Failed, "2001:db8:0:9::10", "GroupId = 'sg-caller'");
        }
    }

    [Fact]
    public void A_call_takes_the_address_family_that_gets_through()
    {
        Scene both = OverIpv6()
            .From(caller => caller with { Address = "10.0.9.10" })
            .With(s =>
                s with
                {
                    NetworkInterfaces =
                    [
                        .. s.NetworkInterfaces.Select((item, i) => item with { Address = i == 0 ? "10.0.1.5" : "10.0.2.5" }),
                    ],
                }
            );
        both.WithGroup("sg-endpoint", In("::/0"))
            .Expect(CheckName.EndpointIngress, CheckStatus.Passed, "2001:db8:0:1::5")
            .Expect(Verdict.Reachable);
        both.WithGroup("sg-endpoint", In("0.0.0.0/0"))
            .Expect(CheckName.EndpointIngress, CheckStatus.Passed, "10.0.1.5")
            .Expect(Verdict.Reachable);
        both.WithGroup("sg-endpoint").Expect(CheckName.EndpointIngress, CheckStatus.Failed);
    }

    [Fact]
    public void Without_a_common_address_family_there_is_no_way()
    {
        Scene v4 = Scene
            .Open()
            .From(caller => caller with { Address = null, Ipv6Address = "2001:db8:0:9::10" })
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "10.0.1.5", "has only IPv4 addresses")
            .Expect(CallFailure.ConnectFailed);
        Assert.Null(v4[CheckName.CallerRoute].Remedy);
        Scene v6 = OverIpv6()
            .From(caller => caller with { Address = "10.0.9.10", Ipv6Address = null })
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "has only IPv6 addresses")
            .Expect(CheckName.EndpointIngress, CheckStatus.NotApplicable, "no address family in common");

        // AWS makes an endpoint with IPv6 alone in IPv6-only subnets, where it refuses dualstack (PrivateLink guide, "IP address types").
        Assert.Null(v6[CheckName.CallerRoute].Remedy);
    }

    /// <summary>Caller and endpoint have IPv6 addresses only.</summary>
    private static Scene OverIpv6() =>
        Scene
            .Open()
            .With(s =>
                s with
                {
                    RouteTables = [s.RouteTables[0] with { Routes = [.. s.RouteTables[0].Routes, Route("2001:db8::/56", "local")] }],
                    NetworkInterfaces =
                    [
                        .. s.NetworkInterfaces.Select((item, i) => item with { Address = null, Ipv6Address = [$"2001:db8:0:{i + 1}::5"] }),
                    ],
                }
            )
            .WithGroup("sg-caller", Out("::/0", "-1"), Out("0.0.0.0/0", "-1"))
            .WithGroup("sg-endpoint", In("::/0"))
            .From(caller => caller with { Address = null, Ipv6Address = "2001:db8:0:9::10" });
}
