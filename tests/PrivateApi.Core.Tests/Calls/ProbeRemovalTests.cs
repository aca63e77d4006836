using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.Iam;
using PrivateApi.Calls.Lambda;
using PrivateApi.Errors;
using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Calls;

/// <summary>Removals of probes beside other commands that remove or place them, and after removals that were killed.</summary>
public sealed class ProbeRemovalTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => LabScene.Stop;

    [Fact]
    public async Task A_removal_goes_on_where_another_deletes_the_function_that_it_was_moving()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await scene.CallAsync(scene.Inside);
        using TappedScene run = new(scene);
        run.Tap.After = async operation =>
        {
            if (operation == "UpdateFunctionConfiguration")
            {
                await DeleteFunctionAsync(scene);
            }
        };
        await new ProbeRemoval(run.Session).RemoveAsync(scene.Network.VpcId, run.ProgressEvents, Stop).WaitAsync(Long, Stop);
        Assert.Equal(1, run.Tap.Count("UpdateFunctionConfiguration"));
        Assert.Equal((false, 0), await LeftAsync(scene));
    }

    [Fact]
    public async Task A_call_whose_probe_another_removes_while_it_is_made_is_told_so_and_leaves_nothing()
    {
        using CallScene scene = await CallScene.MakeAsync(
            new LabOptions
            {
                PendingTime = TimeSpan.FromMilliseconds(300),
                RoleTime = TimeSpan.Zero,
                FunctionInterfaceTime = TimeSpan.Zero,
            }
        );
        using TappedScene run = new(scene);
        run.Tap.After = async operation =>
        {
            if (operation == "CreateFunction")
            {
                await DeleteFunctionAsync(scene);
            }
        };
        PrivateApiException told = await run.RefusedAsync(scene.Inside).WaitAsync(Long, Stop);
        Assert.Equal("ProbeFailed", told.ErrorId);
        Assert.Contains(
            "was removed by another command before the call was made. Run the command again.",
            told.Message,
            StringComparison.Ordinal
        );
        Assert.Equal((false, 0), await LeftAsync(scene));
    }

    [Fact]
    public async Task A_probe_that_is_placed_while_a_removal_waits_for_the_old_ones_interface_stays_whole()
    {
        using CallScene scene = await CallScene.MakeAsync(new LabOptions { FunctionInterfaceTime = TimeSpan.FromSeconds(1) });
        await scene.CallAsync(scene.Inside);
        using TappedScene run = new(scene);
        run.Tap.After = async operation =>
        {
            if (operation == "DeleteFunction")
            {
                await scene.CallAsync(scene.Inside);
            }
        };
        await new ProbeRemoval(run.Session).RemoveAsync(scene.Network.VpcId, run.ProgressEvents, Stop).WaitAsync(Long, Stop);
        Assert.Equal(0, run.Tap.Count("DeleteSecurityGroup"));
        Assert.Equal(0, run.Tap.Count("DeleteRole"));
        Assert.Equal(200, (await scene.CallAsync(scene.Inside)).StatusCode);
        await new ProbeRemoval(scene.Lab.Witness).RemoveAsync(scene.Network.VpcId, scene.Lab.ProgressEvents, Stop).WaitAsync(Long, Stop);
        Assert.Equal((false, 0), await LeftAsync(scene));
    }

    /// <summary>
    /// "Lambda uses your function's permissions to create and manage network interfaces" (Lambda developer guide, VPC access).
    /// </summary>
    [Fact]
    public async Task The_role_outlives_the_interface_of_a_probe_in_given_groups_whose_removal_was_killed()
    {
        WaitedClock clock = new();
        using CallScene scene = await CallScene.MakeAsync(
            new LabOptions { FunctionInterfaceTime = TimeSpan.FromSeconds(2), Clock = clock }
        );
        Network elsewhere = await scene.Lab.NewNetworkAsync("Elsewhere", "10.1.0.0/16");
        await scene.CallAsync(
            scene.Inside with
            {
                SubnetIds = [scene.Network.SubnetId[0]],
                SecurityGroupIds = [scene.Network.SecurityGroupId!],
            }
        );
        using TappedScene killed = new(scene);
        using CancellationTokenSource kill = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        killed.Tap.After = async operation =>
        {
            if (operation == "DeleteFunction")
            {
                await kill.CancelAsync();
                throw new OperationCanceledException(kill.Token);
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new ProbeRemoval(killed.Session).RemoveAsync(scene.Network.VpcId, killed.ProgressEvents, kill.Token)
        );
        Assert.Equal((true, 1), await LeftAsync(scene));

        // A removal in another VPC has nothing to wait for, and leaves the role to the one that has.
        await new ProbeRemoval(scene.Lab.Witness).RemoveAsync(elsewhere.VpcId, scene.Lab.ProgressEvents, Stop);
        Assert.Equal((true, 1), await LeftAsync(scene));

        using TappedScene next = new(scene, clock);
        List<(bool Role, int Interfaces)> atDeletion = [];
        next.Tap.Before = async operation =>
        {
            if (operation == "DeleteRole")
            {
                atDeletion.Add(await LeftAsync(scene));
            }
        };
        await new ProbeRemoval(next.Session).RemoveAsync(scene.Network.VpcId, next.ProgressEvents, Stop).WaitAsync(Long, Stop);
        Assert.Equal([(true, 0)], atDeletion);
        Assert.Equal((false, 0), await LeftAsync(scene));
    }

    private static async Task DeleteFunctionAsync(CallScene scene)
    {
        string name = Assert.Single((await scene.Lab.Witness.Lambda.ListFunctionsAsync(new(), Stop)).Functions).FunctionName;
        await scene.Lab.Witness.Lambda.DeleteFunctionAsync(new() { FunctionName = name }, Stop);
    }

    /// <summary>Whether the role is left, and how many interfaces of Lambda.</summary>
    private static async Task<(bool Role, int Interfaces)> LeftAsync(CallScene scene)
    {
        DescribeNetworkInterfacesRequest lambda = new() { Filters = [new Filter("interface-type", ["lambda"])] };
        int interfaces = (await scene.Lab.Ec2.DescribeNetworkInterfacesAsync(lambda, Stop)).NetworkInterfaces?.Count ?? 0;
        GetRoleRequest role = new() { RoleName = "privateapi-probe-eu-west-1" };
        return (await ProbeErrors.NullIfAbsentAsync(scene.Lab.Witness.Iam.GetRoleAsync(role, Stop)) is not null, interfaces);
    }
}
