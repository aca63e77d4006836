using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.Iam;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Calls;
using PrivateApi.Calls.Lambda;
using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Calls;

/// <summary>Making and removing probes where roles, functions and network interfaces take their time.</summary>
public sealed class LabPlacementTests
{
    private static CancellationToken Stop => LabScene.Stop;

    [Fact]
    public async Task Slow_roles_functions_and_interfaces_are_waited_for_and_nothing_is_left()
    {
        LabOptions slow = new()
        {
            Clock = new WaitedClock(),
            RoleTime = TimeSpan.FromMilliseconds(700),
            PendingTime = TimeSpan.FromMilliseconds(400),
            FunctionInterfaceTime = TimeSpan.FromMilliseconds(900),
        };
        using CallScene scene = await CallScene.MakeAsync(slow);
        PreparedCall call = await scene.PrepareAsync(scene.Inside);
        Assert.Contains("Create the function", call.Description, StringComparison.Ordinal);
        Assert.Equal(200, (await call.RunAsync(scene.Lab.ProgressEvents, Stop)).StatusCode);
        Assert.Contains(
            scene.Lab.ProgressEvents.All,
            notice => notice.Kind == ProgressEventKind.Progress && notice.Text.Contains("new to Lambda", StringComparison.Ordinal)
        );
        Assert.Contains(
            scene.Lab.ProgressEvents.All,
            notice =>
                notice.Kind == ProgressEventKind.Progress
                && notice.Text.Contains("network interface is being created", StringComparison.Ordinal)
        );

        await call.CleanUpAsync(scene.Lab.ProgressEvents, Stop);
        Assert.Contains(
            scene.Lab.ProgressEvents.All,
            notice => notice.Kind == ProgressEventKind.Progress && notice.Text.Contains("45 minutes", StringComparison.Ordinal)
        );
        Assert.Equal("no function, no group, no role, no interface", await LeftAsync(scene));
        Assert.Empty(scene.Lab.ProgressEvents.Warnings);
    }

    [Fact]
    public async Task The_second_call_finds_the_probe_and_makes_nothing()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await scene.CallAsync(scene.Inside);
        int changes = scene.Lab.Handler.Changes.Count;
        PreparedCall again = await scene.PrepareAsync(scene.Inside);
        Assert.DoesNotContain("Create", again.Description, StringComparison.Ordinal);
        Assert.Equal(200, (await again.RunAsync(scene.Lab.ProgressEvents, Stop)).StatusCode);
        Assert.Equal(changes, scene.Lab.Handler.Changes.Count);
        ProbeFunction shown = Assert.Single(await new ProbeRemoval(scene.Lab.Session).ListAsync(scene.Network.VpcId, Stop));
        Assert.Equal((scene.Network.VpcId, "Active", "arn:aws:iam::123456789012:user/lab"), (shown.VpcId, shown.State, shown.Owner));
    }

    [Fact]
    public async Task Removing_one_of_two_probes_leaves_the_other_working_and_the_last_takes_the_role()
    {
        using CallScene scene = await CallScene.MakeAsync();
        CallRequest given = scene.Inside with
        {
            SubnetIds = [scene.Network.SubnetId[0]],
            SecurityGroupIds = [scene.Network.SecurityGroupId!],
        };
        PreparedCall first = await scene.PrepareAsync(scene.Inside);
        await first.RunAsync(scene.Lab.ProgressEvents, Stop);
        PreparedCall second = await scene.PrepareAsync(given);
        await second.RunAsync(scene.Lab.ProgressEvents, Stop);
        await first.CleanUpAsync(scene.Lab.ProgressEvents, Stop);
        Assert.Equal("1 function, no group, role, 1 interface", await LeftAsync(scene));
        Assert.Equal(200, (await second.RunAsync(scene.Lab.ProgressEvents, Stop)).StatusCode);
        await new ProbeRemoval(scene.Lab.Session).RemoveAsync(scene.Network.VpcId, scene.Lab.ProgressEvents, Stop);
        Assert.Equal("no function, no group, no role, no interface", await LeftAsync(scene));
    }

    [Theory]
    [InlineData("PutRolePolicy")]
    [InlineData("CreateSecurityGroup")]
    [InlineData("AuthorizeSecurityGroupEgress")]
    [InlineData("RevokeSecurityGroupEgress")]
    public async Task A_failure_on_the_way_takes_back_what_was_made(string action)
    {
        using CallScene scene = await CallScene.MakeAsync();
        scene.Lab.Handler.Fault = (name, _) => name == action ? CallFault.Refused : CallFault.None;
        await Assert.ThrowsAnyAsync<Exception>(() => scene.CallAsync(scene.Inside));
        Assert.Equal("no function, no group, no role, no interface", await LeftAsync(scene));
    }

    [Fact]
    public async Task Lost_answers_make_nothing_twice()
    {
        using CallScene scene = await CallScene.MakeAsync();
        HashSet<string> lost = [];
        scene.Lab.Handler.Fault = (name, _) => lost.Add(name) ? CallFault.AnswerLost : CallFault.None;
        Assert.Equal(200, (await scene.CallAsync(scene.Inside)).StatusCode);
        Assert.Contains("CreateRole", lost);
        Assert.Contains("CreateSecurityGroup", lost);
        DescribeSecurityGroupsRequest own = new() { Filters = [new Filter("group-name", ["privateapi-probe-*"])] };
        Assert.Single((await scene.Lab.Ec2.DescribeSecurityGroupsAsync(own, Stop)).SecurityGroups);
    }

    [Fact]
    public async Task After_a_stop_the_same_call_goes_on_and_removal_takes_all_of_it_away()
    {
        using CallScene scene = await CallScene.MakeAsync();
        scene.Lab.Handler.Fault = (name, _) => name == "CreateSecurityGroup" ? CallFault.StoppedAfter : CallFault.None;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.CallAsync(scene.Inside, scene.Lab.Handler.Stop));
        Assert.Equal("no function, 1 group, role, no interface", await LeftAsync(scene));
        scene.Lab.Handler.Fault = (_, _) => CallFault.None;
        Assert.Equal(200, (await scene.CallAsync(scene.Inside)).StatusCode);
        await new ProbeRemoval(scene.Lab.Session).RemoveAsync(scene.Network.VpcId, scene.Lab.ProgressEvents, Stop);
        Assert.Equal("no function, no group, no role, no interface", await LeftAsync(scene));
    }

    private static async Task<string> LeftAsync(CallScene scene)
    {
        int functions = (await scene.Lab.Witness.Lambda.ListFunctionsAsync(new ListFunctionsRequest(), Stop)).Functions.Count;
        DescribeSecurityGroupsRequest own = new() { Filters = [new Filter("group-name", ["privateapi-probe-*"])] };
        int groups = (await scene.Lab.Ec2.DescribeSecurityGroupsAsync(own, Stop)).SecurityGroups?.Count ?? 0;
        bool role =
            await ProbeErrors.NullIfAbsentAsync(
                scene.Lab.Witness.Iam.GetRoleAsync(new GetRoleRequest { RoleName = "privateapi-probe-eu-west-1" }, Stop)
            )
            is not null;
        DescribeNetworkInterfacesRequest lambda = new() { Filters = [new Filter("interface-type", ["lambda"])] };
        int interfaces = (await scene.Lab.Ec2.DescribeNetworkInterfacesAsync(lambda, Stop)).NetworkInterfaces?.Count ?? 0;
        return $"{Count(functions, "function")}, {Count(groups, "group")}, {(role ? "role" : "no role")}, {Count(interfaces, "interface")}";
    }

    private static string Count(int number, string what) => number == 0 ? $"no {what}" : $"{number} {what}";
}
