using PrivateApi.Facts;
using PrivateApi.Model;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability.Names;

/// <summary>
/// Route 53 guide, "Values that you specify when you create or edit inbound endpoints": "Inbound rules must allow TCP and UDP access on
/// port 53". Report: re:Post, "Private API over Direct Connect".
/// </summary>
public sealed class InboundDoorTests
{
    [Fact]
    public void An_inbound_endpoint_that_its_group_closes_on_53_answers_nothing_on_premises() =>
        OnPremisesWith(In("0.0.0.0/0"))
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Failed,
                "does not resolve: forwarded to rslvr-in-home in vpc-home, which does not let the query in",
                "no rule of sg-resolver allows UDP 53 in from 192.168.1.10",
                "Grant-EC2SecurityGroupIngress -GroupId sg-resolver",
                "IpProtocol = 'udp'; FromPort = 53; ToPort = 53",
                "IpProtocol = 'tcp'; FromPort = 53; ToPort = 53",
                "192.168.1.10/32"
            )
            .Expect(Verdict.Blocked)
            .Expect(CallFailure.NameNotResolved);

    [Theory]
    [InlineData("192.168.0.0/16", "udp", 53)]
    [InlineData("192.168.1.10/32", "17", 53)]
    [InlineData("0.0.0.0/0", "-1", -1)]
    public void One_that_lets_queries_in_from_the_caller_answers(string range, string protocol, int port) =>
        OnPremisesWith(In(range, protocol, port, port)).Expect(CheckName.NameResolves, CheckStatus.Passed).Expect(Verdict.Reachable);

    [Fact]
    public void The_VPCs_own_range_is_not_that_of_the_network_on_premises() =>
        OnPremisesWith(In("10.0.0.0/16", "udp", 53, 53)).Expect(CheckName.NameResolves, CheckStatus.Failed, "sg-resolver");

    [Fact]
    public void Name_servers_on_premises_may_have_other_addresses_than_the_caller() =>
        OnPremisesWith(In("192.168.7.53/32", "udp", 53, 53))
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "lets UDP 53 in from 192.168.7.53/32, not from 192.168.1.10")
            .Expect(Verdict.Unknown);

    [Fact]
    public void TCP_alone_is_not_enough() =>
        OnPremisesWith(In("0.0.0.0/0", "tcp", 53, 53)).Expect(CheckName.NameResolves, CheckStatus.Failed, "UDP 53");

    [Fact]
    public void A_group_that_was_not_read_leaves_the_name_open()
    {
        OnPremisesWith()
            .With(s => s with { SecurityGroups = [.. s.SecurityGroups.Where(group => group.Id != "sg-resolver")] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "sg-resolver", "ec2:DescribeSecurityGroups")
            .Expect(Verdict.Unknown);
        OnPremisesWith()
            .With(s => s with { InboundResolvers = [s.InboundResolvers[0] with { SecurityGroupIds = null }] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "the security groups of rslvr-in-home");
    }

    [Fact]
    public void Of_two_inbound_endpoints_the_open_one_is_used() =>
        OnPremisesWith()
            .With(s =>
                s with
                {
                    InboundResolvers =
                    [
                        .. s.InboundResolvers,
                        s.InboundResolvers[0] with
                        {
                            Id = "rslvr-in-open",
                            SecurityGroupIds = ["sg-open"],
                        },
                    ],
                    SecurityGroups =
                    [
                        .. s.SecurityGroups,
                        new SecurityGroupFact
                        {
                            Id = "sg-open",
                            VpcId = "vpc-home",
                            Rules = [In("192.168.0.0/16", "udp", 53, 53)],
                        },
                    ],
                }
            )
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "rslvr-in-open");

    [Fact]
    public void A_VPC_whose_DHCP_options_name_the_endpoint_has_to_be_let_in_too()
    {
        Scene named = Scene
            .Open()
            .WithVpc(vpc => vpc with { DnsServers = ["10.0.1.53"] })
            .With(s => s with { InboundResolvers = [Inbound("rslvr-in-home", "vpc-home", "10.0.1.53")] });
        named
            .WithGroup("sg-resolver", In("10.0.0.0/16", "udp", 53, 53))
            .Expect(CheckName.NameResolves, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
        named
            .WithGroup("sg-resolver", In("192.168.0.0/16", "udp", 53, 53))
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "rslvr-in-home", "in from 10.0.9.10", "GroupId = 'sg-caller'")
            .Expect(CallFailure.NameNotResolved);
        named
            .WithGroup("sg-resolver", Rule(isEgress: false, "udp", 53, 53) with { ReferencedGroupId = "sg-caller" })
            .Expect(CheckName.NameResolves, CheckStatus.Passed);
    }

    [Fact]
    public void A_rule_that_forwards_to_an_endpoint_which_lets_nobody_in_gets_no_answer() =>
        Peered()
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .With(s =>
                s with
                {
                    InboundResolvers = [Inbound("rslvr-in-home", "vpc-home", "10.0.1.53")],
                    ResolverRules =
                    [
                        new ResolverRuleFact
                        {
                            Id = "rslvr-rr-1",
                            Domain = "execute-api.eu-west-1.amazonaws.com",
                            IsForward = true,
                            VpcIds = ["vpc-peer"],
                            Targets = ["10.0.1.53"],
                        },
                    ],
                }
            )
            .With(s =>
                s with
                {
                    SecurityGroups =
                    [
                        .. s.SecurityGroups,
                        new SecurityGroupFact
                        {
                            Id = "sg-resolver",
                            VpcId = "vpc-home",
                            Rules = [In("0.0.0.0/0")],
                        },
                    ],
                }
            )
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "rslvr-rr-1", "no rule of sg-resolver allows UDP 53 in");

    private static Scene OnPremisesWith(params SecurityGroupRuleFact[] rules) =>
        BehindGateway().Calling(call => call with { UrlForm = UrlForm.PrivateDns }).WithGroup("sg-resolver", rules);
}
