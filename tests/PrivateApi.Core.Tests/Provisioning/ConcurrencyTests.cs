using System.Globalization;
using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Calls.Lambda;
using PrivateApi.Errors;
using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Resources;

namespace PrivateApi.Tests.Provisioning;

/// <summary>Equal commands at the same time, from runs that share nothing: all succeed, and there is one of each.</summary>
public sealed class ConcurrencyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>
    /// Milliseconds by which reads lag where they do. PRIVATEAPI_READ_LAG=2000 takes longer and is as real as a lag on AWS.
    /// </summary>
    public static int Lag =>
        int.Parse(
            Environment.GetEnvironmentVariable("PRIVATEAPI_READ_LAG") is { Length: > 0 } text ? text : "300",
            CultureInfo.InvariantCulture
        );

    public static TheoryData<int, int> RunsAndLag =>
        new()
        {
            { 2, 0 },
            { 20, 0 },
            { 2, Lag },
            { 20, Lag },
        };

    public static TheoryData<int, int, bool> RunsLagAndPrivateDns =>
        new()
        {
            { 2, 0, true },
            { 20, 0, true },
            { 20, 0, false },
            { 20, Lag, true },
            { 20, Lag, false },
        };

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
        Assert.Empty(parallel.ProgressEvents.Warnings);

        Network again = await scene.NewNetworkAsync();
        Assert.Equal(made[0].VpcId, again.VpcId);
        await scene.RemoveNetworkAsync(again.VpcId);
        Assert.Equal(before, await scene.InventoryAsync());
    }

    [Theory]
    [MemberData(nameof(RunsLagAndPrivateDns))]
    public async Task Endpoints_of_one_name_become_one_endpoint(int runs, int lag, bool privateDns)
    {
        using LabScene scene = new(Options(lag));
        Network network = await scene.NewNetworkAsync();
        using ParallelRuns parallel = new(scene.Lab, runs);
        Endpoint[] made = await parallel.NewEndpointsAsync(
            new EndpointSpec
            {
                Name = "Demo",
                VpcId = network.VpcId,
                PrivateDnsEnabled = privateDns,
            }
        );
        Assert.Single(made.Select(endpoint => endpoint.VpcEndpointId).Distinct());
        Assert.All(made, endpoint => Assert.Equal(("available", 2), (endpoint.State, endpoint.NetworkInterface.Count)));
        await LagAsync(scene, lag);
        Endpoint only = Assert.Single(await new Endpoints(scene.Witness, new NoProbes()).ListAsync(network.VpcId, _ => true, Stop));
        Assert.Equal(made[0].VpcEndpointId, only.VpcEndpointId);
        Assert.Equal(made[0].SecurityGroupId, only.SecurityGroupId);
        Assert.Empty(parallel.ProgressEvents.Warnings);
    }

    [Theory]
    [MemberData(nameof(RunsAndLag))]
    public async Task APIs_of_one_name_become_one_API_with_one_stage_that_is_live(int runs, int lag)
    {
        using LabScene scene = new(Options(lag));
        Network network = await scene.NewNetworkAsync();
        Endpoint endpoint = await scene.NewEndpointAsync(new EndpointSpec { Name = "Demo", VpcId = network.VpcId });
        using ParallelRuns parallel = new(scene.Lab, runs);
        string[] made = await parallel.NewApisAsync(endpoint.VpcEndpointId, "demo");
        string id = Assert.Single(made.Distinct());
        Assert.Equal(id, Assert.Single(await new Apis(scene.Witness).ListRestApisAsync(_ => true, Stop)).Id);
        Assert.Equal("demo", Assert.Single(await new Apis(scene.Witness).StagesAsync(id, Stop)).StageName);
        Assert.NotNull(await new StageRecords(scene.Witness).IsLiveAsync(id, "demo", Stop));
        Assert.Equal(6, (await ApiMethods.ReadAsync(scene.Witness, id, Stop)).Count);
        Assert.Empty(parallel.ProgressEvents.Warnings);
    }

    [Fact]
    public async Task Different_networks_endpoints_and_removals_do_not_disturb_each_other()
    {
        using LabScene scene = new();
        string before = await scene.InventoryAsync();
        using ParallelRuns parallel = new(scene.Lab, 20);
        await parallel.EachAsync(
            async (session, number) =>
            {
                // Five names, each four times, made, used and removed by whoever comes first.
                Networks networks = new(session);
                NetworkSpec spec = new($"Net{number % 5}", $"10.{number % 5}.0.0/16", new Dictionary<string, string>());
                Network network = await networks.ApplyAsync(
                    await networks.PlanAsync(spec, parallel.ProgressEvents, Stop),
                    parallel.ProgressEvents,
                    Stop
                );
                Endpoints endpoints = new(session, new NoProbes());
                EndpointSpec wanted = new()
                {
                    Name = $"End{number}",
                    VpcId = network.VpcId,
                    PrivateDnsEnabled = false,
                };
                Endpoint endpoint = await endpoints.ApplyAsync(
                    await endpoints.PlanAsync(wanted, parallel.ProgressEvents, Stop),
                    parallel.ProgressEvents,
                    Stop
                );
                EndpointRemoval removal = new(session, new NoProbes());
                await removal.RemoveAsync(
                    await removal.CheckAsync(endpoint.VpcEndpointId, force: false, Stop),
                    parallel.ProgressEvents,
                    Stop
                );
                return network.VpcId;
            }
        );
        IReadOnlyList<Network> left = await new Networks(scene.Witness).ListAsync(_ => true, Stop);
        Assert.Equal(["Net0", "Net1", "Net2", "Net3", "Net4"], left.Select(network => network.Name));
        foreach (Network network in left)
        {
            await scene.RemoveNetworkAsync(network.VpcId);
        }

        Assert.Equal(before, await scene.InventoryAsync());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public async Task Removals_of_one_endpoint_with_its_probes_and_of_one_network_all_succeed_and_leave_nothing(int runs)
    {
        using LabScene scene = new();
        string before = await scene.InventoryAsync();
        using ParallelRuns parallel = new(scene.Lab, runs);
        await JobAsync(parallel, scene.Session);
        Network network = Assert.Single(await new Networks(scene.Witness).ListAsync(_ => true, Stop));

        // All have looked before any of them deletes something.
        Endpoint[] seen = await parallel.EachAsync(
            async (session, _) => Assert.Single(await new Endpoints(session, ProbeRemovals.On(session)).ListAsync(null, _ => true, Stop))
        );
        await parallel
            .EachAsync(
                async (session, number) =>
                {
                    await new EndpointRemoval(session, ProbeRemovals.On(session)).RemoveAsync(seen[number], parallel.ProgressEvents, Stop);
                    return true;
                }
            )
            .WaitAsync(TimeSpan.FromMinutes(5), Stop);
        Assert.Empty(await new Endpoints(scene.Witness, new NoProbes()).ListAsync(null, _ => true, Stop));
        Assert.Empty((await scene.Witness.Lambda.ListFunctionsAsync(new(), Stop)).Functions);

        // One that has not begun when the VPC is gone says so.
        await parallel
            .EachAsync(
                async (session, _) =>
                {
                    Exception? failure = await Record.ExceptionAsync(() =>
                        new NetworkRemoval(session, ProbeRemovals.On(session)).RemoveAsync(network.VpcId, parallel.ProgressEvents, Stop)
                    );
                    Assert.True(failure is null or PrivateApiException { ErrorId: "NetworkNotFound" }, failure?.ToString());
                    return true;
                }
            )
            .WaitAsync(TimeSpan.FromMinutes(5), Stop);
        Assert.Equal(before, await scene.InventoryAsync());
        Assert.Empty(parallel.ProgressEvents.Warnings);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(20)]
    public async Task Equal_jobs_from_network_to_call_become_one_of_each_and_all_calls_are_answered(int runs)
    {
        using LabScene scene = new();
        using ParallelRuns parallel = new(scene.Lab, runs);
        int[] answers = await parallel.EachAsync((session, _) => JobAsync(parallel, session));
        Assert.All(answers, answer => Assert.Equal(200, answer));
        Network only = Assert.Single(await new Networks(scene.Witness).ListAsync(_ => true, Stop));
        Assert.Single(await new Endpoints(scene.Witness, new NoProbes()).ListAsync(only.VpcId, _ => true, Stop));
        Assert.Single(await new Apis(scene.Witness).ListRestApisAsync(_ => true, Stop));
        Assert.Single((await scene.Witness.Lambda.ListFunctionsAsync(new(), Stop)).Functions);
        Assert.Empty(parallel.ProgressEvents.Warnings);
    }

    [Fact]
    public async Task A_third_run_that_comes_in_between_goes_on_with_the_one_that_stays()
    {
        using LabScene scene = new();
        using ParallelRuns parallel = new(scene.Lab, 2);
        Network older = await scene.NewNetworkAsync();

        // A second VPC of the name, whose run is about to give way.
        await scene.Ec2.CreateVpcAsync(
            new Amazon.EC2.Model.CreateVpcRequest("10.0.0.0/16")
            {
                TagSpecifications = Ec2Tags.AtBirth(
                    Amazon.EC2.ResourceType.Vpc,
                    "Demo",
                    NetworkSteps.Vpc,
                    RunMark.New(),
                    new Dictionary<string, string>()
                ),
            },
            Stop
        );
        Assert.All(await parallel.NewNetworksAsync(), network => Assert.Equal(older.VpcId, network.VpcId));
    }

    [Fact]
    public async Task A_VPC_that_was_long_in_the_making_does_not_take_the_place_of_one_that_was_answered()
    {
        using LabScene scene = new();
        using LateRun late = new(scene.Lab, "CreateVpc");
        Task<Network> second = late.RunAsync(async session =>
        {
            Networks networks = new(session);
            NetworkSpec spec = new("Demo", "10.0.0.0/16", new Dictionary<string, string>());
            return await networks.ApplyAsync(await networks.PlanAsync(spec, late.ProgressEvents, Stop), late.ProgressEvents, Stop);
        });
        await late.IsUnderWay;
        Network first = await scene.NewNetworkAsync();
        late.Release();
        Assert.Equal(first.VpcId, (await second).VpcId);
        Assert.Equal(first.VpcId, Assert.Single(await new Networks(scene.Witness).ListAsync(_ => true, Stop)).VpcId);
    }

    [Fact]
    public async Task An_API_that_was_long_in_the_making_does_not_take_the_place_of_one_that_was_answered()
    {
        using LabScene scene = new();
        Network network = await scene.NewNetworkAsync();
        Endpoint endpoint = await scene.NewEndpointAsync(new EndpointSpec { Name = "Demo", VpcId = network.VpcId });
        using LateRun late = new(scene.Lab, "POST /restapis");
        using ParallelRuns runs = new(scene.Lab, 1);
        Task<string> second = late.RunAsync(session => runs.NewApiAsync(session, endpoint.VpcEndpointId, "demo"));
        await late.IsUnderWay;
        string first = Assert.Single(await runs.NewApisAsync(endpoint.VpcEndpointId, "demo"));
        late.Release();
        Assert.Equal(first, await second);
        Assert.Equal(first, Assert.Single(await new Apis(scene.Witness).ListRestApisAsync(_ => true, Stop)).Id);
        Assert.NotNull(await new StageRecords(scene.Witness).IsLiveAsync(first, "demo", Stop));
    }

    [Fact]
    public async Task An_endpoint_whose_run_gave_way_after_another_had_found_it_is_made_again()
    {
        using LabScene scene = new();
        Network network = await scene.NewNetworkAsync();
        EndpointSpec spec = new() { Name = "Demo", VpcId = network.VpcId };
        Endpoint given = await scene.NewEndpointAsync(spec with { Wait = false });
        Endpoints endpoints = new(scene.Session, new NoProbes());
        Plan plan = await endpoints.PlanAsync(spec, scene.ProgressEvents, Stop);
        await scene.RemoveEndpointAsync(given.VpcEndpointId);
        Endpoint made = await endpoints.ApplyAsync(plan, scene.ProgressEvents, Stop);
        Assert.NotEqual(given.VpcEndpointId, made.VpcEndpointId);
        Assert.Equal("available", made.State);
    }

    /// <summary>What a deployment job does: a network, an endpoint, an API with its stage, and a call from inside.</summary>
    private static async Task<int> JobAsync(ParallelRuns parallel, AwsSession session)
    {
        Networks networks = new(session);
        NetworkSpec spec = new("Demo", "10.0.0.0/16", new Dictionary<string, string>());
        Network network = await networks.ApplyAsync(
            await networks.PlanAsync(spec, parallel.ProgressEvents, Stop),
            parallel.ProgressEvents,
            Stop
        );
        Endpoints endpoints = new(session, ProbeRemovals.On(session));
        EndpointSpec wanted = new()
        {
            Name = "Demo",
            VpcId = network.VpcId,
            SubnetIds = network.SubnetId,
            SecurityGroupIds = [network.SecurityGroupId!],
        };
        Endpoint endpoint = await endpoints.ApplyAsync(
            await endpoints.PlanAsync(wanted, parallel.ProgressEvents, Stop),
            parallel.ProgressEvents,
            Stop
        );
        string id = await parallel.NewApiAsync(session, endpoint.VpcEndpointId, "demo");
        Api api = await new Apis(session).GetAsync(id, parallel.ProgressEvents, Stop);
        CallRequest request = new()
        {
            Api = api,
            RestApiId = id,
            Path = "/pets",
            Via = CallVia.Lambda,
        };
        PreparedCall call = await new CallPreparation(session).PrepareAsync(request, parallel.ProgressEvents, Stop);
        return (await call.RunAsync(parallel.ProgressEvents, Stop)).StatusCode ?? 0;
    }

    private static LabOptions Options(int lag) => new() { Faults = new LabFaults { ReadLag = TimeSpan.FromMilliseconds(lag) } };

    /// <summary>Until the last change shows.</summary>
    private static async Task LagAsync(LabScene scene, int lag)
    {
        // A delay may end a little early by the lab's clock: .NET's timers go by a coarser one.
        DateTimeOffset shown = TimeProvider.System.GetUtcNow() + TimeSpan.FromMilliseconds(lag);
        while (TimeProvider.System.GetUtcNow() < shown)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(lag), Stop);
        }

        await scene.InventoryAsync();
    }
}
