using PrivateApi.Lab;
using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.ControlPlane.Ec2;

namespace PrivateApi.Tests.Ec2;

public sealed class Ec2StateTests
{
    [Fact]
    public void Functions_with_the_same_subnet_and_groups_share_an_interface_until_the_last_lets_go()
    {
        ManualClock clock = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = clock });
        Ec2State state = lab.Store.Get<Ec2State>("123456789012", "eu-west-1");
        LabSubnet subnet = state.Subnets.Values.First();
        string group = state.SecurityGroups.Keys.Single();
        LabNetworkInterface one = state.CreateFunctionInterface(subnet.Id, [group], clock.GetUtcNow());
        Assert.Same(one, state.CreateFunctionInterface(subnet.Id, [group], clock.GetUtcNow()));
        Assert.StartsWith("AWS Lambda VPC ENI-", one.Description, StringComparison.Ordinal);
        Assert.True(one.RequesterManaged);
        Assert.Equal("lambda", one.InterfaceType);
        Assert.True(subnet.CidrBlock.Contains(one.PrivateIpAddress));

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

    [Fact]
    public void A_function_in_a_subnet_that_is_not_there_is_refused()
    {
        using EmbeddedAws lab = new();
        Ec2State state = lab.Store.Get<Ec2State>("123456789012", "eu-west-1");
        AwsFault fault = Assert.Throws<AwsFault>(() => state.CreateFunctionInterface("subnet-0123456789abcdef0", [], lab.Store.Now));
        Assert.Equal("InvalidSubnetID.NotFound", fault.Code);
    }
}
