using System.Net;
using Microsoft.Extensions.Time.Testing;
using PrivateApi.Lab;
using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.Hosting;
using PrivateApi.Text;

namespace PrivateApi.Tests.Lab.Ec2;

public sealed class Ec2StateTests
{
    [Fact]
    public void Functions_with_the_same_subnet_and_groups_share_an_interface_until_the_last_lets_go()
    {
        FakeTimeProvider clock = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = clock });
        Ec2State state = lab.Store.Get<Ec2State>("123456789012", "eu-west-1");
        LabSubnet subnet = state.Subnets.Values.First();
        string group = state.SecurityGroups.Keys.Single();
        LabNetworkInterface one = state.CreateFunctionInterface("sample", subnet.Id, [group], clock.GetUtcNow());
        Assert.Same(one, state.CreateFunctionInterface("sample", subnet.Id, [group], clock.GetUtcNow()));
        Assert.StartsWith("AWS Lambda VPC ENI-sample-", one.Description, StringComparison.Ordinal);
        Assert.True(one.RequesterManaged);
        Assert.Equal("lambda", one.InterfaceType);
        Assert.True(subnet.CidrBlock!.Value.Contains(one.PrivateIpAddress!));

        state.ReleaseFunctionInterface(one.Id, clock.GetUtcNow() + TimeSpan.FromMinutes(20));
        clock.Advance(TimeSpan.FromMinutes(30));
        state.Settle();
        Assert.Contains(one.Id, state.NetworkInterfaces.Keys);
        state.ReleaseFunctionInterface(one.Id, clock.GetUtcNow() + TimeSpan.FromMinutes(20));
        clock.Advance(TimeSpan.FromMinutes(19));
        state.Settle();
        Assert.Contains(one.Id, state.NetworkInterfaces.Keys);
        clock.Advance(TimeSpan.FromMinutes(1));
        state.Settle();
        Assert.DoesNotContain(one.Id, state.NetworkInterfaces.Keys);
    }

    // Transit Gateway guide, "Route evaluation order": the most specific route, a static one before a propagated one.
    [Theory]
    [InlineData("10.2.0.9", "tgw-attach-b", true)]
    [InlineData("10.2.1.9", null, false)]
    [InlineData("10.3.0.9", "tgw-attach-b", true)]
    [InlineData("10.4.0.9", "tgw-attach-gone", false)]
    [InlineData("192.168.0.9", "none", false)]
    public void A_transit_gateway_routes_by_the_most_specific_range_and_its_static_routes_first(
        string address,
        string? attachmentId,
        bool active
    )
    {
        using EmbeddedAws lab = new();
        Ec2State state = lab.Store.Get<Ec2State>("123456789012", "eu-west-1");
        DateTimeOffset now = lab.Store.Now;
        LabTransitGatewayRouteTable table = new("tgw-rtb-1", state.AccountId)
        {
            TransitGatewayId = "tgw-1",
            CreatedAt = now,
            AvailableAt = now,
        };
        foreach ((string id, string range) in new[] { ("tgw-attach-b", "10.2.0.0/16"), ("tgw-attach-c", "10.3.0.0/16") })
        {
            LabVpc vpc = VpcFactory.AddVpc(state, IPNetwork.Parse(range), "default");
            state.TransitGatewayAttachments.Add(
                id,
                new LabTransitGatewayAttachment(id, state.AccountId)
                {
                    TransitGatewayId = "tgw-1",
                    AttachedType = "vpc",
                    AttachedId = vpc.Id,
                    CreatedAt = now,
                    AvailableAt = now,
                }
            );
            table.PropagatingAttachmentIds.Add(id);
        }

        table.StaticRoutes.Add(new LabTransitGatewayRoute(IPNetwork.Parse("10.2.1.0/24"), null, IsStatic: true));
        table.StaticRoutes.Add(new LabTransitGatewayRoute(IPNetwork.Parse("10.3.0.0/16"), "tgw-attach-b", IsStatic: true));
        table.StaticRoutes.Add(new LabTransitGatewayRoute(IPNetwork.Parse("10.4.0.0/16"), "tgw-attach-gone", IsStatic: true));

        LabTransitGatewayRoute? route = TransitGatewayRoutes.To(state, table, address, now);
        Assert.Equal(attachmentId == "none", route is null);
        Assert.Equal(attachmentId == "none" ? null : attachmentId, route?.AttachmentId);
        Assert.Equal(active, route is not null && TransitGatewayRoutes.IsActive(state, route, now));
    }

    [Fact]
    public void A_function_in_a_subnet_that_is_not_there_is_refused()
    {
        using EmbeddedAws lab = new();
        Ec2State state = lab.Store.Get<Ec2State>("123456789012", "eu-west-1");
        AwsFault fault = Assert.Throws<AwsFault>(() =>
            state.CreateFunctionInterface("sample", "subnet-0123456789abcdef0", [], lab.Store.Now)
        );
        Assert.Equal("InvalidSubnetID.NotFound", fault.Code);
    }
}
