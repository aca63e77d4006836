using Amazon.EC2.Model;
using Amazon.Runtime;
using PrivateApi.Calls.Lambda;
using PrivateApi.Errors;
using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Resources;
using PrivateApi.Tests.Calls;

namespace PrivateApi.Tests.Provisioning;

public sealed class NetworkRemovalTests : IDisposable
{
    private readonly LabScene _scene = new();

    private static CancellationToken Stop => LabScene.Stop;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Removing_a_network_leaves_the_account_as_it_was()
    {
        string before = await _scene.InventoryAsync();
        Network network = await _scene.NewNetworkAsync();
        await _scene.RemoveNetworkAsync(network.VpcId);
        Assert.Equal(before, await _scene.InventoryAsync());
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() => _scene.RemoveNetworkAsync(network.VpcId));
        Assert.Equal("NetworkNotFound", e.ErrorId);
    }

    [Fact]
    public async Task A_VPC_that_others_made_is_left_alone()
    {
        string vpcId = (await _scene.Ec2.CreateVpcAsync(new CreateVpcRequest("10.9.0.0/16"), Stop)).Vpc.VpcId;
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() => _scene.RemoveNetworkAsync(vpcId));
        Assert.Equal("NotOurs", e.ErrorId);
        Assert.Empty(_scene.Handler.Changes);
    }

    [Fact]
    public async Task Whatever_holds_the_network_is_named_and_nothing_is_deleted()
    {
        Network network = await _scene.NewNetworkAsync();
        Endpoint endpoint = await _scene.NewEndpointAsync(new EndpointSpec { Name = "Demo", VpcId = network.VpcId });
        NetworkInterface item = (
            await _scene.Ec2.CreateNetworkInterfaceAsync(
                new CreateNetworkInterfaceRequest { SubnetId = network.SubnetId[0], Description = "a database" },
                Stop
            )
        ).NetworkInterface;
        Subnet subnet = (
            await _scene.Ec2.CreateSubnetAsync(
                new CreateSubnetRequest
                {
                    VpcId = (await _scene.Ec2.CreateVpcAsync(new CreateVpcRequest("10.9.0.0/16"), Stop)).Vpc.VpcId,
                    CidrBlock = "10.9.0.0/24",
                },
                Stop
            )
        ).Subnet;
        string groupId = (
            await _scene.Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest("theirs", "theirs") { VpcId = network.VpcId }, Stop)
        ).GroupId;
        int changes = _scene.Handler.Changes.Count;

        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() => _scene.RemoveNetworkAsync(network.VpcId));
        Assert.Equal("NetworkInUse", e.ErrorId);
        Assert.Contains(endpoint.VpcEndpointId, e.Message, StringComparison.Ordinal);
        Assert.Contains(item.NetworkInterfaceId, e.Message, StringComparison.Ordinal);
        Assert.Contains("'a database'", e.Message, StringComparison.Ordinal);
        Assert.Contains(groupId, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(subnet.SubnetId, e.Message, StringComparison.Ordinal);
        Assert.Contains("Remove-PrivateApiEndpoint", e.Message, StringComparison.Ordinal);
        Assert.Equal(changes, _scene.Handler.Changes.Count);
    }

    [Fact]
    public Task A_removal_goes_on_where_the_answer_to_any_of_its_steps_got_lost() =>
        AtEachStepAsync(CallFault.AnswerLost, butTheLast: false, (scene, vpcId) => scene.RemoveNetworkAsync(vpcId));

    [Fact]
    public Task A_removal_stopped_at_any_step_is_finished_by_the_next() =>
        AtEachStepAsync(
            CallFault.StoppedAfter,
            butTheLast: true,
            async (scene, vpcId) =>
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.RemoveNetworkAsync(vpcId, scene.Handler.Stop));
                scene.Handler.Fault = (_, _) => CallFault.None;
                await scene.RemoveNetworkAsync(vpcId);
            }
        );

    [Fact]
    public async Task A_network_that_a_stop_left_incomplete_can_be_removed()
    {
        string before = await _scene.InventoryAsync();
        _scene.Handler.Fault = (_, number) => number == 5 ? CallFault.StoppedAfter : CallFault.None;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _scene.NewNetworkAsync(stop: _scene.Handler.Stop));
        Network network = Assert.Single(await new Networks(_scene.Session).GetByNameAsync("Demo", Stop));
        Assert.Null(network.SecurityGroupId);
        await _scene.RemoveNetworkAsync(network.VpcId);
        Assert.Equal(before, await _scene.InventoryAsync());
    }

    [Fact]
    public async Task Deletion_is_tried_again_while_something_hangs_on_it()
    {
        Network network = await _scene.NewNetworkAsync();
        Ec2Calls calls = new(PlanTiming.For(_scene.Session));
        int tries = 0;
        await calls.DeleteAsync(
            network.SubnetId[0],
            _ =>
                ++tries < 4
                    ? throw new Amazon.EC2.AmazonEC2Exception(
                        "in use",
                        ErrorType.Sender,
                        "DependencyViolation",
                        "r",
                        System.Net.HttpStatusCode.BadRequest
                    )
                    : Task.CompletedTask,
            _scene.ProgressEvents,
            Stop
        );
        Assert.Equal(4, tries);
        Assert.Contains(
            _scene.ProgressEvents.All,
            notice => notice.Kind == ProgressEventKind.Progress && notice.Text.Contains("still in use", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_endpoint_and_a_probe_that_another_command_is_deleting_are_waited_for()
    {
        using CallScene scene = await CallScene.MakeAsync(
            new LabOptions { DeletingTime = TimeSpan.FromSeconds(1), FunctionInterfaceTime = TimeSpan.FromSeconds(1) }
        );
        await scene.CallAsync(
            scene.Inside with
            {
                SubnetIds = [scene.Network.SubnetId[0]],
                SecurityGroupIds = [scene.Network.SecurityGroupId!],
            }
        );
        string probe = Assert.Single((await scene.Lab.Witness.Lambda.ListFunctionsAsync(new(), Stop)).Functions).FunctionName;
        await scene.Lab.Witness.Lambda.DeleteFunctionAsync(new() { FunctionName = probe }, Stop);
        await scene.Lab.Ec2.DeleteVpcEndpointsAsync(
            new DeleteVpcEndpointsRequest { VpcEndpointIds = [scene.Endpoint.VpcEndpointId] },
            Stop
        );
        NetworkRemoval removal = new(scene.Lab.Session, ProbeRemovals.On(scene.Lab.Session));
        await removal.RemoveAsync(scene.Network.VpcId, scene.Lab.ProgressEvents, Stop).WaitAsync(TimeSpan.FromMinutes(1), Stop);
        Assert.Empty(await new Networks(scene.Lab.Witness).ListAsync(_ => true, Stop));
        Assert.Empty(
            (await scene.Lab.Ec2.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest(), Stop)).NetworkInterfaces ?? []
        );
    }

    [Fact]
    public async Task What_came_into_the_network_after_the_first_look_is_named_and_the_removal_ends()
    {
        Network network = await _scene.NewNetworkAsync();
        string? foreign = null;
        using TappedSession tapped = new(_scene.Lab);
        tapped.Tap.Before = async operation =>
        {
            if (operation == "DeleteSecurityGroup" && foreign is null)
            {
                foreign = "being made";
                CreateNetworkInterfaceRequest request = new() { SubnetId = network.SubnetId[0], Description = "a database" };
                foreign = (await _scene.Ec2.CreateNetworkInterfaceAsync(request, Stop)).NetworkInterface.NetworkInterfaceId;
            }
        };
        NetworkRemoval removal = new(tapped.Session, new NoProbes());
        PrivateApiException e = await Assert
            .ThrowsAsync<PrivateApiException>(() => removal.RemoveAsync(network.VpcId, _scene.ProgressEvents, Stop))
            .WaitAsync(TimeSpan.FromMinutes(1), Stop);
        Assert.Equal("NetworkInUse", e.ErrorId);
        Assert.Contains(foreign!, e.Message, StringComparison.Ordinal);
        Assert.Contains("'a database'", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing was deleted", e.Message, StringComparison.Ordinal);

        await _scene.Ec2.DeleteNetworkInterfaceAsync(new DeleteNetworkInterfaceRequest { NetworkInterfaceId = foreign }, Stop);
        await _scene.RemoveNetworkAsync(network.VpcId);
        Assert.DoesNotContain(
            network.VpcId,
            (await _scene.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest(), Stop)).Vpcs.Select(vpc => vpc.VpcId)
        );
    }

    [Fact]
    public async Task What_a_lost_answer_left_and_shows_late_is_found_and_deleted_too()
    {
        string before = await _scene.InventoryAsync();
        Network network = await _scene.NewNetworkAsync();
        using TappedSession tapped = new(_scene.Lab);
        bool isMade = false;
        tapped.Tap.Before = async operation =>
        {
            if (operation == "DeleteVpc" && !isMade)
            {
                isMade = true;
                List<TagSpecification> tags = Ec2Tags.AtBirth(
                    Amazon.EC2.ResourceType.Subnet,
                    "Demo",
                    "private-subnet-1",
                    RunMark.New(),
                    new Dictionary<string, string>()
                );
                await _scene.Ec2.CreateSubnetAsync(
                    new CreateSubnetRequest(network.VpcId, "10.0.0.0/18") { TagSpecifications = tags },
                    Stop
                );
            }
        };
        await new NetworkRemoval(tapped.Session, new NoProbes())
            .RemoveAsync(network.VpcId, _scene.ProgressEvents, Stop)
            .WaitAsync(TimeSpan.FromMinutes(1), Stop);
        Assert.True(isMade);
        Assert.Equal(before, await _scene.InventoryAsync());
        Assert.Contains(
            _scene.ProgressEvents.All,
            notice => notice.Kind == ProgressEventKind.Progress && notice.Text.Contains("still in use", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_removal_that_waits_in_vain_ends_with_what_holds_the_network()
    {
        Network network = await _scene.NewNetworkAsync();
        using TappedSession tapped = new(_scene.Lab);
        tapped.Tap.Answer = (operation, _) =>
            operation == "DeleteSubnet"
                ? new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest)
                {
                    Content = new StringContent(
                        "<Response><Errors><Error><Code>DependencyViolation</Code><Message>The subnet has dependencies and "
                            + "cannot be deleted.</Message></Error></Errors></Response>"
                    ),
                }
                : null;
        NetworkRemoval removal = new(tapped.Session, new NoProbes()) { Limit = TimeSpan.FromMilliseconds(400) };
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
            removal.RemoveAsync(network.VpcId, _scene.ProgressEvents, Stop)
        );
        Assert.Equal("TimedOut", e.ErrorId);
        Assert.Contains(network.VpcId, e.Message, StringComparison.Ordinal);
        Assert.Contains(network.SubnetId[0], e.Message, StringComparison.Ordinal);
    }

    /// <summary>A removal in a world of its own for each of its changes, of which that one goes wrong; nothing may be left.</summary>
    private async Task AtEachStepAsync(CallFault fault, bool butTheLast, Func<LabScene, string, Task> remove)
    {
        string before = await _scene.InventoryAsync();
        Network network = await _scene.NewNetworkAsync();
        int start = _scene.Handler.Changes.Count;
        await _scene.RemoveNetworkAsync(network.VpcId);
        int steps = _scene.Handler.Changes.Count - start - (butTheLast ? 1 : 0);
        for (int i = 0; i < steps; i++)
        {
            using LabScene scene = new();
            string vpcId = (await scene.NewNetworkAsync()).VpcId;
            int at = start + i;
            scene.Handler.Fault = (_, number) => number == at ? fault : CallFault.None;
            await remove(scene, vpcId);
            Assert.Equal((i, before), (i, await scene.InventoryAsync()));
        }
    }
}
