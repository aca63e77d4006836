using PrivateApi.Aws.ApiGateway;
using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.Provisioning;

namespace PrivateApi.Tests.Provisioning;

/// <summary>Equal commands at the same time, from runs that share nothing: all succeed, and there is one of each.</summary>
public sealed class ConcurrencyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<int, int> RunsAndLag => new() { { 2, 0 }, { 20, 0 }, { 2, 300 }, { 20, 300 } };

    [Theory]
    [MemberData(nameof(RunsAndLag))]
    public async Task Networks_of_one_name_become_one_network(int runs, int lag)
    {
        using LabScene calm = new();
        string before = await calm.InventoryAsync();
        await calm.NewNetworkAsync();
        string whole = await calm.InventoryAsync();

        using LabScene scene = new(Options(lag));
        using ParallelRuns parallel = new(scene.Lab, runs);
        Network[] made = await parallel.NewNetworksAsync();
        await LagAsync(scene, lag);
        Assert.Single(made.Select(network => network.VpcId).Distinct());
        Assert.All(made, network => Assert.Equal((2, 2), (network.SubnetId.Count, network.PublicSubnetId.Count)));
        Assert.Equal(whole, await scene.InventoryAsync());
        Assert.Empty(parallel.Notices.Warnings);

        Network again = await scene.NewNetworkAsync();
        Assert.Equal(made[0].VpcId, again.VpcId);
        await scene.RemoveNetworkAsync(again.VpcId);
        Assert.Equal(before, await scene.InventoryAsync());
    }

    [Theory]
    [InlineData(2, 0, true)]
    [InlineData(20, 0, true)]
    [InlineData(20, 0, false)]
    [InlineData(20, 300, true)]
    [InlineData(20, 300, false)]
    public async Task Endpoints_of_one_name_become_one_endpoint(int runs, int lag, bool privateDns)
    {
        using LabScene scene = new(Options(lag));
        Network network = await scene.NewNetworkAsync();
        using ParallelRuns parallel = new(scene.Lab, runs);
        Endpoint[] made = await parallel.NewEndpointsAsync(new EndpointSpec { Name = "Demo", VpcId = network.VpcId, PrivateDnsEnabled = privateDns });
        Assert.Single(made.Select(endpoint => endpoint.VpcEndpointId).Distinct());
        Assert.All(made, endpoint => Assert.Equal(("available", 2), (endpoint.State, endpoint.NetworkInterface.Count)));
        await LagAsync(scene, lag);
        Endpoint only = Assert.Single(await new Endpoints(scene.Witness, new NoProbes()).ListAsync(network.VpcId, _ => true, Stop));
        Assert.Equal(made[0].VpcEndpointId, only.VpcEndpointId);
        Assert.Equal(made[0].SecurityGroupId, only.SecurityGroupId);
        Assert.Empty(parallel.Notices.Warnings);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public async Task APIs_of_one_name_become_one_API_with_one_stage_that_is_live(int runs)
    {
        using LabScene scene = new();
        Network network = await scene.NewNetworkAsync();
        Endpoint endpoint = await scene.NewEndpointAsync(new EndpointSpec { Name = "Demo", VpcId = network.VpcId });
        using ParallelRuns parallel = new(scene.Lab, runs);
        string[] made = await parallel.NewApisAsync(endpoint.VpcEndpointId, "demo");
        string id = Assert.Single(made.Distinct());
        Assert.Equal(id, Assert.Single(await new Apis(scene.Witness).ListRestApisAsync(_ => true, Stop)).Id);
        Assert.Equal("demo", Assert.Single(await new Apis(scene.Witness).StagesAsync(id, Stop)).StageName);
        Assert.NotNull(await new Publisher(scene.Witness).IsLiveAsync(id, "demo", Stop));
        Assert.Equal(6, (await ApiMethods.ReadAsync(scene.Witness, id, Stop)).Count);
        Assert.Empty(parallel.Notices.Warnings);
    }

    [Fact]
    public async Task Different_networks_endpoints_and_removals_do_not_disturb_each_other()
    {
        using LabScene scene = new();
        string before = await scene.InventoryAsync();
        using ParallelRuns parallel = new(scene.Lab, 20);
        await parallel.EachAsync(async (session, number) =>
        {
            // Five names, each four times, made, used and removed by whoever comes first.
            Networks networks = new(session);
            NetworkSpec spec = new($"Net{number % 5}", $"10.{number % 5}.0.0/16", new Dictionary<string, string>());
            Network network = await networks.ApplyAsync(await networks.PlanAsync(spec, parallel.Notices, Stop), parallel.Notices, Stop);
            Endpoints endpoints = new(session, new NoProbes());
            EndpointSpec wanted = new() { Name = $"End{number}", VpcId = network.VpcId, PrivateDnsEnabled = false };
            Endpoint endpoint = await endpoints.ApplyAsync(await endpoints.PlanAsync(wanted, parallel.Notices, Stop), parallel.Notices, Stop);
            EndpointRemoval removal = new(session, new NoProbes());
            await removal.RemoveAsync(await removal.CheckAsync(endpoint.VpcEndpointId, force: false, Stop), parallel.Notices, Stop);
            return network.VpcId;
        });
        IReadOnlyList<Network> left = await new Networks(scene.Witness).ListAsync(_ => true, Stop);
        Assert.Equal(["Net0", "Net1", "Net2", "Net3", "Net4"], left.Select(network => network.Name));
        foreach (Network network in left)
        {
            await scene.RemoveNetworkAsync(network.VpcId);
        }

        Assert.Equal(before, await scene.InventoryAsync());
    }

    [Fact]
    public async Task A_third_run_that_comes_in_between_goes_on_with_the_one_that_stays()
    {
        using LabScene scene = new();
        using ParallelRuns parallel = new(scene.Lab, 2);
        Network older = await scene.NewNetworkAsync();

        // A second VPC of the name, whose run is about to give way.
        await scene.Ec2.CreateVpcAsync(
            new Amazon.EC2.Model.CreateVpcRequest("10.0.0.0/16") { TagSpecifications = Ec2Tags.AtBirth(Amazon.EC2.ResourceType.Vpc, "Demo", NetworkSteps.Vpc, RunMark.New(), new Dictionary<string, string>()) }, Stop);
        Assert.All(await parallel.NewNetworksAsync(), network => Assert.Equal(older.VpcId, network.VpcId));
    }

    private static LabOptions Options(int lag) => new() { Faults = new LabFaults { ReadLag = TimeSpan.FromMilliseconds(lag) } };

    /// <summary>Until the last change shows.</summary>
    private static async Task LagAsync(LabScene scene, int lag)
    {
        if (lag > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(lag), Stop);
        }

        await scene.InventoryAsync();
    }
}
