using PrivateApi.Paths;

namespace PrivateApi.Tests.Paths;

/// <summary>Expected answers: Amazon VPC user guide, "Security group rules" and "Network ACL rules".</summary>
public sealed class ReachRulesTests
{
    private static readonly NetworkAclFact Open = new("acl-open", [new(100, true, "-1", true, "0.0.0.0/0"), new(100, false, "-1", true, "0.0.0.0/0")]);
    private static readonly SecurityGroupRuleFact AllOut = Rule(true, "-1", -1, -1, "0.0.0.0/0");

    [Fact]
    public void Open_gates_let_a_caller_through() =>
        Assert.Equal(ReachStep.Reached, ReachRules.FirstObstacle(Caller([AllOut]), Endpoint([Rule(false, "tcp", 443, 443, "10.0.0.0/16")])));

    [Theory]
    [InlineData("tcp", 443, 443, "10.0.9.0/24", true)]
    [InlineData("6", 400, 500, "10.0.9.7/32", true)]
    [InlineData("-1", -1, -1, "10.0.0.0/8", true)]
    [InlineData("tcp", 80, 80, "10.0.0.0/8", false)]
    [InlineData("udp", 443, 443, "10.0.0.0/8", false)]
    [InlineData("tcp", 443, 443, "10.0.8.0/24", false)]
    [InlineData("tcp", 443, 443, "fd00::/8", false)]
    public void The_endpoints_group_admits_by_protocol_port_and_range(string protocol, int from, int to, string cidr, bool isReached) =>
        Assert.Equal(isReached ? ReachStep.Reached : ReachStep.EndpointIngress, ReachRules.FirstObstacle(Caller([AllOut]), Endpoint([Rule(false, protocol, from, to, cidr)])));

    [Fact]
    public void A_group_reference_admits_members_of_that_group_alone()
    {
        SecurityGroupRuleFact rule = new() { Id = "sgr-1", IsEgress = false, Protocol = "tcp", FromPort = 443, ToPort = 443, ReferencedGroupId = "sg-caller" };
        Assert.Equal(ReachStep.Reached, ReachRules.FirstObstacle(Caller([AllOut]), Endpoint([rule])));
        Assert.Equal(ReachStep.EndpointIngress, ReachRules.FirstObstacle(Caller([AllOut]), Endpoint([rule with { ReferencedGroupId = "sg-other" }])));
    }

    [Fact]
    public void A_group_without_egress_rules_keeps_the_caller_in() =>
        Assert.Equal(ReachStep.CallerEgress, ReachRules.FirstObstacle(Caller([]), Endpoint([Rule(false, "-1", -1, -1, "0.0.0.0/0")])));

    [Fact]
    public void Another_VPC_has_no_route() =>
        Assert.Equal(ReachStep.Route, ReachRules.FirstObstacle(Caller([AllOut]) with { VpcId = "vpc-2" }, Endpoint([Rule(false, "-1", -1, -1, "0.0.0.0/0")])));

    [Fact]
    public void An_ACL_needs_a_rule_for_each_direction_and_the_answer_goes_to_an_ephemeral_port()
    {
        InterfaceFact endpoint = Endpoint([Rule(false, "-1", -1, -1, "0.0.0.0/0")]);
        NetworkAclFact oneWay = new("acl-1", [new(100, false, "6", true, "10.0.0.0/16", 443, 443), new(100, true, "6", true, "10.0.0.0/16", 443, 443)]);
        NetworkAclFact bothWays = new("acl-2", [new(100, false, "6", true, "10.0.0.0/16", 443, 443), new(100, true, "6", true, "10.0.0.0/16", 1024, 65535)]);
        Assert.Equal(ReachStep.EndpointNetworkAcl, ReachRules.FirstObstacle(Caller([AllOut]), endpoint with { NetworkAcl = oneWay }));
        Assert.Equal(ReachStep.Reached, ReachRules.FirstObstacle(Caller([AllOut]), endpoint with { NetworkAcl = bothWays }));
        Assert.Equal(ReachStep.CallerNetworkAcl, ReachRules.FirstObstacle(Caller([AllOut]) with { NetworkAcl = bothWays }, endpoint));
    }

    [Fact]
    public void The_lowest_numbered_rule_of_an_ACL_decides()
    {
        NetworkAclFact acl = new("acl-1", [new(200, true, "-1", true, "0.0.0.0/0"), new(50, true, "6", false, "10.0.0.0/16", 443, 443), new(100, true, "-1", true, "0.0.0.0/0")]);
        Assert.Equal(50, NetworkAclRules.Deciding(acl, isEgress: true, "10.0.0.5", 443)!.RuleNumber);
        Assert.Equal(100, NetworkAclRules.Deciding(acl, isEgress: true, "10.0.0.5", 80)!.RuleNumber);
        Assert.Null(NetworkAclRules.Deciding(acl, isEgress: false, "10.0.0.5", 443));
    }

    [Fact]
    public void Neighbours_in_one_subnet_never_meet_its_ACL()
    {
        NetworkAclFact closed = new("acl-1", []);
        InterfaceFact endpoint = Endpoint([Rule(false, "-1", -1, -1, "0.0.0.0/0")]) with { NetworkAcl = closed };
        Assert.Equal(ReachStep.Reached, ReachRules.FirstObstacle(Caller([AllOut]) with { SubnetId = endpoint.SubnetId, NetworkAcl = closed }, endpoint));
    }

    private static SecurityGroupRuleFact Rule(bool isEgress, string protocol, int from, int to, string cidr) =>
        new() { Id = "sgr-1", IsEgress = isEgress, Protocol = protocol, FromPort = from, ToPort = to, CidrBlocks = [cidr] };

    private static InterfaceFact Caller(IReadOnlyList<SecurityGroupRuleFact> rules) =>
        new("caller", "vpc-1", "subnet-9", "eu-west-1a", "10.0.9.7", [new SecurityGroupFact("sg-caller", rules)], Open);

    private static InterfaceFact Endpoint(IReadOnlyList<SecurityGroupRuleFact> rules) =>
        new("eni-1", "vpc-1", "subnet-1", "eu-west-1a", "10.0.0.5", [new SecurityGroupFact("sg-endpoint", rules)], Open);
}
