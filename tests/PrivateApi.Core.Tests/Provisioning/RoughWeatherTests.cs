using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.EndpointPlans;

namespace PrivateApi.Tests.Provisioning;

/// <summary>The lab misbehaves by itself, as AWS does on a bad day.</summary>
public sealed class RoughWeatherTests
{
    [Fact]
    public async Task What_was_just_made_is_waited_for_while_reads_lag()
    {
        using LabScene scene = new(new LabOptions { Faults = new LabFaults { ReadLag = TimeSpan.FromMilliseconds(300) } });
        string before = await scene.InventoryAsync();
        Network network = await scene.NewNetworkAsync();
        Assert.Equal((2, 2), (network.SubnetId.Count, network.PublicSubnetId.Count));
        Endpoint endpoint = await scene.NewEndpointAsync(
            new EndpointSpec
            {
                Name = "Demo",
                VpcId = network.VpcId,
                Wait = false,
            }
        );
        await scene.NewEndpointAsync(new EndpointSpec { Name = "Demo", VpcId = network.VpcId });
        await scene.RemoveEndpointAsync(endpoint.VpcEndpointId);
        await scene.RemoveNetworkAsync(network.VpcId);
        Assert.Equal(before, await scene.InventoryAsync());
    }

    [Fact]
    public async Task A_failure_while_reads_lag_still_takes_everything_back()
    {
        using LabScene scene = new(new LabOptions { Faults = new LabFaults { ReadLag = TimeSpan.FromMilliseconds(300) } });
        string before = await scene.InventoryAsync();
        scene.Handler.Fault = (action, _) => action == "CreateSecurityGroup" ? CallFault.Refused : CallFault.None;
        await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(() => scene.NewNetworkAsync());
        Assert.Equal(before, await scene.InventoryAsync());
    }

    /// <summary>Seconds. What a loopback address got no time for hung at 2 and always failed at 5.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task With_reads_seconds_behind_a_set_up_a_failure_and_a_removal_come_to_their_ends_and_show_what_they_wait_for(int lag)
    {
        using LabScene scene = new(new LabOptions { Faults = new LabFaults { ReadLag = TimeSpan.FromSeconds(lag) } });
        string before = await scene.InventoryAsync();
        scene.Handler.Fault = (action, _) => action == "CreateRouteTable" ? CallFault.Refused : CallFault.None;
        await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(() => scene.NewNetworkAsync());
        Assert.Equal(before, await scene.InventoryAsync());
        Assert.Contains(
            scene.ProgressEvents.All,
            notice => notice.Kind == ProgressEventKind.Progress && notice.Text.StartsWith("Undo: ", StringComparison.Ordinal)
        );

        // The answer gets lost: it is looked for until it would have to show, and made once.
        bool isLost = false;
        scene.Handler.Fault = (action, _) => action == "CreateSubnet" && !isLost && (isLost = true) ? CallFault.AnswerLost : CallFault.None;
        Network network = await scene.NewNetworkAsync();
        Assert.Equal((2, 2), (network.SubnetId.Count, network.PublicSubnetId.Count));
        Assert.Contains(
            scene.ProgressEvents.All,
            notice =>
                notice.Kind == ProgressEventKind.Progress
                && notice.Text.Contains("Waiting to see whether another run creates the same", StringComparison.Ordinal)
        );
        Endpoint endpoint = await scene.NewEndpointAsync(new EndpointSpec { Name = "Demo", VpcId = network.VpcId });
        await scene.RemoveEndpointAsync(endpoint.VpcEndpointId);
        await scene.RemoveNetworkAsync(network.VpcId);
        Assert.Equal(before, await scene.InventoryAsync());
        Assert.Empty(scene.ProgressEvents.Warnings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Errors_and_lost_answers_all_along_leave_one_of_each_and_then_nothing(int seed)
    {
        LabFaults faults = new()
        {
            ErrorRate = 0.03,
            DropRate = 0.03,
            LostAnswerRate = 0.2,
        };
        using LabScene calm = new();
        string before = await calm.InventoryAsync();
        Network expected = await calm.NewNetworkAsync();
        await calm.NewEndpointAsync(new EndpointSpec { Name = "Demo", VpcId = expected.VpcId });

        using LabScene rough = new(new LabOptions { Seed = seed, Faults = faults });
        Network network = await rough.NewNetworkAsync();
        Endpoint endpoint = await rough.NewEndpointAsync(new EndpointSpec { Name = "Demo", VpcId = network.VpcId });
        Assert.Equal(await calm.InventoryAsync(), await rough.InventoryAsync());
        await rough.RemoveEndpointAsync(endpoint.VpcEndpointId);
        await rough.RemoveNetworkAsync(network.VpcId);
        Assert.Equal(before, await rough.InventoryAsync());
    }
}
