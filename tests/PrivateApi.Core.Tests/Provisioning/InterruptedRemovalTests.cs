using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Calls.Lambda;
using PrivateApi.Model;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Resources;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Reliability;

namespace PrivateApi.Tests.Provisioning;

/// <summary>A removal that ends in the middle, after each of its changes in turn: the same removal finishes, and nothing is left.</summary>
public sealed class InterruptedRemovalTests
{
    private static CancellationToken Stop => LabScene.Stop;

    [Fact]
    public Task The_removal_of_a_probe_is_finished_by_the_next() =>
        AfterEachChangeAsync(
            atLeast: 5,
            async scene => await scene.CallAsync(scene.Inside),
            (scene, session, stop) => new ProbeRemoval(session).RemoveAsync(scene.Network.VpcId, scene.Lab.ProgressEvents, stop)
        );

    [Fact]
    public Task The_removal_of_a_probe_in_security_groups_of_others_is_finished_by_the_next() =>
        AfterEachChangeAsync(
            atLeast: 3,
            async scene =>
                await scene.CallAsync(
                    scene.Inside with
                    {
                        SubnetIds = [scene.Network.SubnetId[0]],
                        SecurityGroupIds = [scene.Network.SecurityGroupId!],
                    }
                ),
            (scene, session, stop) => new ProbeRemoval(session).RemoveAsync(scene.Network.VpcId, scene.Lab.ProgressEvents, stop)
        );

    [Fact]
    public Task The_removal_of_an_endpoint_with_its_group_and_probes_is_finished_by_the_next() =>
        AfterEachChangeAsync(
            atLeast: 7,
            async scene =>
            {
                await scene.CallAsync(scene.Inside);
                await scene.Lab.NewEndpointAsync(
                    new EndpointSpec
                    {
                        Name = "Second",
                        VpcId = scene.Network.VpcId,
                        PrivateDnsEnabled = false,
                    }
                );
            },
            (scene, session, stop) => RemoveEndpointAsync(scene, session, "Second", stop)
        );

    [Fact]
    public Task The_removal_of_an_API_is_finished_by_the_next() =>
        AfterEachChangeAsync(
            atLeast: 1,
            async scene =>
            {
                using ParallelRuns one = new(scene.Lab.Lab, 1);
                await one.NewApisAsync(scene.Endpoint.VpcEndpointId, "demo");
            },
            async (scene, session, stop) =>
            {
                foreach (RestApi api in await new Apis(session).ListRestApisAsync(api => api.Name == "pets", stop))
                {
                    await ApiRemoval.RemoveAsync(session, api.Id, scene.Lab.ProgressEvents, stop);
                }
            }
        );

    /// <summary>What Remove-PrivateApiEndpoint does for a name.</summary>
    private static async Task RemoveEndpointAsync(CallScene scene, AwsSession session, string name, CancellationToken stop)
    {
        EndpointRemoval removal = new(session, ProbeRemovals.On(session));
        foreach (Endpoint endpoint in await new Endpoints(session, ProbeRemovals.On(session)).ListAsync(null, other => other == name, stop))
        {
            await removal.RemoveAsync(endpoint, scene.Lab.ProgressEvents, stop);
        }

        foreach (string vpcId in await removal.FindInterruptedAsync(name, stop))
        {
            await removal.FinishAsync(name, vpcId, scene.Lab.ProgressEvents, stop);
        }
    }

    private static async Task AfterEachChangeAsync(
        int atLeast,
        Func<CallScene, Task> make,
        Func<CallScene, AwsSession, CancellationToken, Task> remove
    )
    {
        int changes = await RunAsync(int.MaxValue, make, remove);
        Assert.True(changes >= atLeast, $"only {changes} changes");
        for (int number = 1; number <= changes; number++)
        {
            await RunAsync(number, make, remove);
        }
    }

    /// <summary>One world; returns the number of the removal's changes.</summary>
    private static async Task<int> RunAsync(
        int killedAfter,
        Func<CallScene, Task> make,
        Func<CallScene, AwsSession, CancellationToken, Task> remove
    )
    {
        using CallScene scene = await CallScene.MakeAsync();
        using LabInventory state = new(scene.Lab.Lab);
        string before = await state.ReadAsync();
        await make(scene);
        Assert.NotEqual(before, await state.ReadAsync());

        using CancellationTokenSource killed = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using TappedScene run = new(scene);
        int changes = 0;
        run.Tap.After = async operation =>
        {
            if (IsChange(operation) && ++changes == killedAfter)
            {
                await killed.CancelAsync();
                throw new OperationCanceledException(killed.Token);
            }
        };
        Exception? end = await Record.ExceptionAsync(() => remove(scene, run.Session, killed.Token));
        Assert.True(killedAfter == int.MaxValue ? end is null : end is OperationCanceledException, $"{killedAfter}: {end}");
        await remove(scene, scene.Lab.Witness, Stop);
        await state.AssertComesToAsync(before, isShape: false, $"killed after change {killedAfter}");
        return changes;
    }

    private static bool IsChange(string operation) =>
        !operation.StartsWith("Describe", StringComparison.Ordinal)
        && !operation.StartsWith("Get", StringComparison.Ordinal)
        && !operation.StartsWith("List", StringComparison.Ordinal)
        && !operation.StartsWith("GET ", StringComparison.Ordinal);
}
