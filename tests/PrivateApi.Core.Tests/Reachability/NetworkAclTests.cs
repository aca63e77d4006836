using PrivateApi.Facts;
using PrivateApi.Model;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>Amazon VPC user guide, "Network ACL rules", "Default network ACL" and "Ephemeral ports".</summary>
public sealed class NetworkAclTests
{
    [Fact]
    public void The_ACL_of_all_subnets_without_their_own_is_the_default_one() =>
        Scene
            .Open()
            .Expect(
                CheckName.CallerNetworkAcl,
                CheckStatus.Passed,
                "acl-main rule 100 allows TCP 443 out to 10.0.1.5",
                "rule 100 allows the answer in from 10.0.1.5"
            )
            .Expect(
                CheckName.EndpointNetworkAcl,
                CheckStatus.Passed,
                "acl-main rule 100 allows TCP 443 in from 10.0.9.10",
                "rule 100 allows the answer out to 10.0.9.10"
            );

    [Fact]
    public void An_ACL_without_entries_denies_by_its_closing_rule()
    {
        Scene
            .Open()
            .WithAcl("subnet-caller")
            .Expect(
                CheckName.CallerNetworkAcl,
                CheckStatus.Failed,
                "acl-caller rule * denies TCP 443 out to 10.0.1.5",
                "New-EC2NetworkAclEntry -NetworkAclId acl-caller -RuleNumber 100 -Egress $true",
                "-PortRange_From 443 -PortRange_To 443 -CidrBlock 10.0.1.5/32 -RuleAction allow"
            )
            .Expect(CallFailure.ConnectTimeout)
            .Expect(Verdict.Blocked);
        Scene
            .Open()
            .WithAcl("subnet-caller", Enter(32767, false, protocol: "-1"), Leave(32767, false, protocol: "-1"))
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Failed, "rule * denies");
    }

    [Fact]
    public void On_the_callers_subnet_the_request_leaves_by_443_and_the_answer_enters_by_an_ephemeral_port()
    {
        Scene
            .Open()
            .WithAcl("subnet-caller", Leave(100, true, "10.0.0.0/16", "6", 443, 443), Enter(100, true, "10.0.0.0/16", "6", 1024, 65535))
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
        Scene
            .Open()
            .WithAcl("subnet-caller", Leave(100, true, "10.0.0.0/16", "6", 443, 443), Enter(100, true, "10.0.0.0/16", "6", 443, 443))
            .Expect(
                CheckName.CallerNetworkAcl,
                CheckStatus.Failed,
                "rule 100 allows TCP 443 out",
                "but rule * denies the answer in from 10.0.1.5",
                "-Egress $false",
                "-PortRange_From 1024 -PortRange_To 65535"
            );
        Scene
            .Open()
            .WithAcl("subnet-caller", Leave(100, true, "10.0.0.0/16", "6", 1024, 65535), Enter(100, true, "10.0.0.0/16", "6", 1024, 65535))
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Failed, "TCP 443 out to");
    }

    [Fact]
    public void On_the_endpoints_subnets_the_request_enters_by_443_and_the_answer_leaves_by_an_ephemeral_port()
    {
        NetworkAclEntryFact request = Enter(100, true, "10.0.0.0/16", "6", 443, 443);
        Both(request, Leave(100, true, "10.0.9.0/24", "6", 1024, 65535))
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
        Both(request)
            .Expect(
                CheckName.EndpointNetworkAcl,
                CheckStatus.Failed,
                "acl-a rule 100 allows TCP 443 in from 10.0.9.10, but rule * denies the answer out to 10.0.9.10",
                "acl-b",
                "-Egress $true"
            )
            .Expect(CallFailure.ConnectTimeout);
        Both(Enter(100, true, "10.0.8.0/24", "6", 443, 443), Leave(100, true, protocol: "-1"))
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Failed, "rule * denies TCP 443 in from 10.0.9.10");
        Scene
            .Open()
            .WithAcl("subnet-a", request)
            .WithAcl("subnet-b", request, Leave(100, true, protocol: "-1"))
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Warning, "1 of 2", "acl-a");
    }

    [Fact]
    public void The_lowest_number_that_matches_decides_whatever_the_order_they_are_listed_in()
    {
        NetworkAclEntryFact all = Enter(100, true, protocol: "-1"),
            deny = Leave(90, false, "10.0.1.0/24", "6", 443, 443),
            allow = Leave(100, true, protocol: "-1");
        Scene
            .Open()
            .WithAcl("subnet-caller", all, allow, deny)
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Warning, "acl-caller rule 90 denies TCP 443 out to 10.0.1.5", "-RuleNumber 89");
        Scene
            .Open()
            .WithAcl("subnet-caller", all, deny with { CidrBlock = "10.0.0.0/16" }, allow)
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Failed, "rule 90 denies");
        Scene
            .Open()
            .WithAcl("subnet-caller", all, allow, deny with { RuleNumber = 110, CidrBlock = "10.0.0.0/16" })
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Passed, "rule 100");
    }

    [Theory]
    [InlineData("6", 443, 443, true)]
    [InlineData("-1", null, null, true)]
    [InlineData("6", null, null, true)]
    [InlineData("6", 0, 65535, true)]
    [InlineData("6", 443, 444, true)]
    [InlineData("6", 442, 443, true)]
    [InlineData("6", 444, 450, false)]
    [InlineData("6", 1, 442, false)]
    [InlineData("17", null, null, false)]
    [InlineData("1", null, null, false)]
    public void An_entry_matches_by_protocol_number_and_ports(string protocol, int? from, int? to, bool isOpen) =>
        Scene
            .Open()
            .WithAcl("subnet-caller", Leave(100, true, "10.0.0.0/16", protocol, from, to), Enter(100, true, protocol: "-1"))
            .Expect(CheckName.CallerNetworkAcl, isOpen ? CheckStatus.Passed : CheckStatus.Failed);

    [Theory]
    [InlineData(1024, 65535, CheckStatus.Passed)]
    [InlineData(32768, 61000, CheckStatus.Passed)] // Linux
    [InlineData(49152, 65535, CheckStatus.Warning)] // Windows' range: a Linux caller gets answers now and then
    [InlineData(1024, 40000, CheckStatus.Warning)]
    [InlineData(1025, 5000, CheckStatus.Failed)] // old Windows'
    [InlineData(61001, 65535, CheckStatus.Failed)]
    [InlineData(61000, 61000, CheckStatus.Warning)]
    [InlineData(32768, 32768, CheckStatus.Warning)]
    [InlineData(1024, 32767, CheckStatus.Failed)]
    public void Answers_go_to_the_ephemeral_ports_that_Linux_takes(int from, int to, CheckStatus status) =>
        Scene
            .Open()
            .WithAcl("subnet-caller", Leave(100, true, protocol: "-1"), Enter(100, true, "10.0.0.0/16", "6", from, to))
            .Expect(CheckName.CallerNetworkAcl, status);

    [Fact]
    public void Ports_that_a_deny_takes_out_of_the_ephemeral_range_make_calls_fail_now_and_then()
    {
        Scene hole = Scene
            .Open()
            .WithAcl(
                "subnet-caller",
                Leave(100, true, protocol: "-1"),
                Enter(50, false, "0.0.0.0/0", "6", 33000, 33999),
                Enter(100, true, protocol: "-1")
            );
        hole.Expect(
                CheckName.CallerNetworkAcl,
                CheckStatus.Warning,
                "27233 of the 28233 ports 32768-61000",
                "some calls will fail",
                "-RuleNumber 49 -Egress $false"
            )
            .Expect(Verdict.Reachable);
        Scene
            .Open()
            .WithAcl(
                "subnet-caller",
                Leave(100, true, protocol: "-1"),
                Enter(50, false, "0.0.0.0/0", "6", 3389, 3389),
                Enter(100, true, protocol: "-1")
            )
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Passed);
    }

    [Fact]
    public void A_remedy_takes_a_number_that_is_free_and_comes_before_the_deny()
    {
        Scene
            .Open()
            .WithAcl(
                "subnet-caller",
                Leave(100, true, "172.16.0.0/12", "6", 443, 443),
                Leave(99, true, "172.31.0.0/16", "6", 443, 443),
                Enter(98, true, protocol: "-1")
            )
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Failed, "-RuleNumber 98 ");
        Scene
            .Open()
            .WithAcl("subnet-caller", Leave(300, false, protocol: "-1"), Enter(98, true, protocol: "-1"))
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Failed, "-RuleNumber 100 ");
    }

    [Fact]
    public void Inside_one_subnet_no_ACL_stands_between_neighbours()
    {
        Scene inside = Scene
            .Open()
            .From(caller => caller with { SubnetId = "subnet-a", Address = "10.0.1.10" })
            .WithEndpoint(item => item with { InterfaceIds = ["eni-a"], SubnetIds = ["subnet-a"] })
            .WithAcl("subnet-a");
        inside
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.NotApplicable, "both sides are in subnet-a")
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.NotApplicable)
            .Expect(Verdict.Reachable);
        Scene
            .Open()
            .From(caller => caller with { SubnetId = "subnet-a", Address = "10.0.1.10" })
            .WithAcl("subnet-a")
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Warning, "acl-a")
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Passed);
    }

    [Fact]
    public void IPv6_traffic_meets_IPv6_entries_alone()
    {
        Scene v6 = Scene
            .Open()
            .From(caller => caller with { Address = null, Ipv6Address = "2001:db8:0:9::10" })
            .With(s =>
                s with
                {
                    RouteTables = [s.RouteTables[0] with { Routes = [Route("2001:db8::/56", "local")] }],
                    NetworkInterfaces =
                    [
                        .. s.NetworkInterfaces.Select((item, i) => item with { Address = null, Ipv6Address = [$"2001:db8:0:{i + 1}::5"] }),
                    ],
                }
            )
            .WithGroup("sg-caller", Out("::/0"))
            .WithGroup("sg-endpoint", In("::/0"));
        v6.Expect(CheckName.CallerNetworkAcl, CheckStatus.Passed, "rule 101").Expect(Verdict.Reachable);
        v6.WithAcl("subnet-caller", Leave(100, true, protocol: "-1"), Enter(100, true, protocol: "-1"))
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Failed, "-Ipv6CidrBlock 2001:db8:0:1::5/128");
    }

    [Fact]
    public void Over_peering_both_subnets_ACLs_count()
    {
        Peered().WithAcl("subnet-peer").Expect(CheckName.CallerNetworkAcl, CheckStatus.Failed, "acl-peer");
        Peered()
            .WithAcl("subnet-a", Everything)
            .WithAcl("subnet-b", [.. Everything, Leave(10, false, "10.1.0.0/16", "-1")])
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Warning, "acl-b", "rule 10 denies the answer");
    }

    [Fact]
    public void From_on_premises_only_the_endpoints_ACL_counts()
    {
        BehindGateway()
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.NotApplicable, "outside AWS")
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Passed);
        BehindGateway().WithAcl("subnet-a").WithAcl("subnet-b").Expect(CheckName.EndpointNetworkAcl, CheckStatus.Failed);
    }

    [Fact]
    public void A_caller_without_a_known_subnet_has_no_ACL_to_judge() =>
        Scene
            .Open()
            .From(caller => caller with { SubnetId = null })
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.NotApplicable, "-SubnetId");

    [Fact]
    public void An_ACL_that_could_not_be_read_is_skipped_with_the_permission() =>
        Scene
            .Open()
            .Denied("NetworkAcl", "ec2:DescribeNetworkAcls", s => s with { NetworkAcls = [] })
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Skipped, "subnet-caller", "ec2:DescribeNetworkAcls is denied")
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Skipped, "subnet-a")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();

    private static Scene Both(params NetworkAclEntryFact[] entries) =>
        Scene.Open().WithAcl("subnet-a", entries).WithAcl("subnet-b", entries);
}
