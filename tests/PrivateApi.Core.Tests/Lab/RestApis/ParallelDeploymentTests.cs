using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Provisioning;
using Stage = PrivateApi.Model.Stage;

namespace PrivateApi.Tests.Lab.RestApis;

/// <summary>Two commands that deploy to one stage: the later deployment is served, and both end.</summary>
public sealed class ParallelDeploymentTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => LabScene.Stop;

    [Fact]
    public async Task A_deployment_that_another_one_follows_at_once_ends_and_the_stage_proves_its_policy()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene first = new(scene);
        string? second = null;
        AfterDeployment(first, async () => second = (await PublishAsync(scene.Lab.Witness)).DeploymentId);

        Stage stage = await PublishAsync(first.Session).WaitAsync(Long, Stop);

        Assert.Equal(second, stage.DeploymentId);
        Assert.Equal(second, await new Publisher(scene.Lab.Witness).IsLiveAsync(scene.Api.RestApiId, "demo", Stop));
        Assert.Empty(first.ProgressEvents.Warnings);

        Task<Stage> PublishAsync(AwsSession session) =>
            new Publisher(session).PublishAsync(scene.Api.RestApiId, "demo", null, null, first.ProgressEvents, Stop);
    }

    [Fact]
    public async Task A_deployment_that_one_without_a_record_follows_says_how_to_get_the_record()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene first = new(scene);
        CreateDeploymentRequest theirs = new() { RestApiId = scene.Api.RestApiId, StageName = "demo" };
        AfterDeployment(first, () => scene.Lab.Witness.ApiGateway.CreateDeploymentAsync(theirs, Stop));

        await new Publisher(first.Session)
            .PublishAsync(scene.Api.RestApiId, "demo", null, null, first.ProgressEvents, Stop)
            .WaitAsync(Long, Stop);

        string warning = Assert.Single(first.ProgressEvents.Warnings);
        Assert.Contains($"Publish-PrivateApi -RestApiId {scene.Api.RestApiId} -StageName demo", warning, StringComparison.Ordinal);
        Assert.Null(await new Publisher(scene.Lab.Witness).IsLiveAsync(scene.Api.RestApiId, "demo", Stop));
    }

    private static void AfterDeployment(TappedScene run, Func<Task> then) =>
        run.Tap.After = async operation =>
        {
            if (operation.StartsWith("POST ", StringComparison.Ordinal) && operation.EndsWith("/deployments", StringComparison.Ordinal))
            {
                await then();
            }
        };
}
