using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Reachability;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>A result says where its call runs, and nothing that was not read.</summary>
public sealed class CallPlacesTests
{
    [Fact]
    public void The_caller_has_its_VPC_subnet_zone_groups_network_ACL_and_route()
    {
        CallTopology topology = Scene.Open().Shown.Topology!;
        NetworkPlace caller = topology.Caller!;
        Assert.Equal(("vpc-home", "subnet-caller", "eu-west-1a"), (caller.VpcId, caller.SubnetId, caller.AvailabilityZone));
        Assert.Equal(("10.0.9.10", "acl-main", "rtb-main"), (caller.IpAddress, caller.NetworkAclId, caller.RouteTableId));
        Assert.Equal(["sg-caller"], caller.SecurityGroupId);
        Assert.Equal(["10.0.0.0/16 local"], topology.Route);
    }

    [Fact]
    public void Each_interface_of_the_endpoint_says_where_it_is_and_whether_the_call_gets_there()
    {
        CallTopology topology = Scene.Open().WithAcl("subnet-b", Enter(90, isAllow: false), Leave(100, isAllow: true)).Shown.Topology!;
        Assert.Equal("vpc-home", topology.EndpointVpcId);
        Assert.Equal(["eni-a", "eni-b"], topology.Interface.Select(item => item.NetworkInterfaceId));
        Assert.Equal(["10.0.1.5", "10.0.2.5"], topology.Interface.Select(item => item.IpAddress));
        Assert.Equal(["acl-main", "acl-b"], topology.Interface.Select(item => item.NetworkAclId));
        Assert.Equal([true, false], topology.Interface.Select(item => item.IsReached));
    }

    [Fact]
    public void A_call_between_VPCs_has_the_route_to_the_peering_connection()
    {
        CallTopology topology = Peered().Shown.Topology!;
        Assert.Equal(["10.0.0.0/16 pcx-1"], topology.Route);
        Assert.Equal(("vpc-peer", "vpc-home"), (topology.Caller!.VpcId, topology.EndpointVpcId));
    }

    [Fact]
    public void Inside_a_subnet_no_network_ACL_is_passed()
    {
        CallTopology topology = Scene.Open().From(caller => caller with { SubnetId = "subnet-a" }).Shown.Topology!;
        Assert.Equal([null, "acl-main"], topology.Interface.Select(item => item.NetworkAclId));
    }

    [Fact]
    public void Without_a_caller_nobody_knows_whether_an_interface_is_reached()
    {
        CallTopology topology = Scene.Open().From(_ => Caller.Nobody).Shown.Topology!;
        Assert.Null(topology.Caller);
        Assert.Empty(topology.Route);
        Assert.Equal([null, null], topology.Interface.Select(item => item.IsReached));
    }

    [Fact]
    public void A_caller_on_premises_is_in_no_VPC() => Assert.Null(BehindGateway().Shown.Topology!.Caller);

    [Fact]
    public void What_was_not_read_is_left_out()
    {
        CallTopology topology = Scene
            .Open()
            .Denied("RouteTable", "ec2:DescribeRouteTables", s => s with { RouteTables = [] })
            .Denied("NetworkInterface", "ec2:DescribeNetworkInterfaces", s => s with { NetworkInterfaces = [] })
            .Shown.Topology!;
        Assert.Null(topology.Caller!.RouteTableId);
        Assert.Empty(topology.Interface);
    }
}
