using System.Net;
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
        AfterDeployment(first, async () => second = (await PublishAsync(scene, scene.Lab.Witness, first.ProgressEvents)).DeploymentId);

        Stage stage = await PublishAsync(scene, first.Session, first.ProgressEvents).WaitAsync(Long, Stop);

        Assert.Equal(second, stage.DeploymentId);
        Assert.Equal(second, await new StageRecords(scene.Lab.Witness).IsLiveAsync(scene.Api.RestApiId, "demo", Stop));
        Assert.Empty(first.ProgressEvents.Warnings);
    }

    [Fact]
    public async Task A_deployment_that_one_without_a_record_follows_says_how_to_get_the_record()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene first = new(scene);
        CreateDeploymentRequest theirs = new() { RestApiId = scene.Api.RestApiId, StageName = "demo" };
        AfterDeployment(first, () => scene.Lab.Witness.ApiGateway.CreateDeploymentAsync(theirs, Stop));

        await PublishAsync(scene, first.Session, first.ProgressEvents).WaitAsync(Long, Stop);

        string warning = Assert.Single(first.ProgressEvents.Warnings);
        Assert.Contains($"Publish-PrivateApi -RestApiId {scene.Api.RestApiId} -StageName demo", warning, StringComparison.Ordinal);
        Assert.Null(await new StageRecords(scene.Lab.Witness).IsLiveAsync(scene.Api.RestApiId, "demo", Stop));
    }

    [Fact]
    public async Task A_record_that_replaces_a_later_deployments_record_is_mended()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene first = new(scene);
        string? second = null;
        BeforeRecord(first, async () => second ??= (await PublishAsync(scene, scene.Lab.Witness, first.ProgressEvents)).DeploymentId);

        Stage stage = await PublishAsync(scene, first.Session, first.ProgressEvents).WaitAsync(Long, Stop);

        Assert.Equal(second, stage.DeploymentId);
        Assert.Equal(second, await new StageRecords(scene.Lab.Witness).IsLiveAsync(scene.Api.RestApiId, "demo", Stop));
        Assert.Empty(first.ProgressEvents.Warnings);
    }

    [Fact]
    public async Task A_deployment_whose_command_could_not_write_its_record_gets_it_from_the_one_that_it_followed()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene first = new(scene);
        using TappedScene second = new(scene);
        RefuseRecord(second);
        AfterDeployment(first, () => PublishAsync(scene, second.Session, second.ProgressEvents));

        Stage stage = await PublishAsync(scene, first.Session, first.ProgressEvents).WaitAsync(Long, Stop);

        Assert.StartsWith($"{stage.DeploymentId}/", stage.Tag["privateapi:policy"], StringComparison.Ordinal);
        Assert.Equal(stage.DeploymentId, await new StageRecords(scene.Lab.Witness).IsLiveAsync(scene.Api.RestApiId, "demo", Stop));
        Assert.Empty(first.ProgressEvents.Warnings);
    }

    [Fact]
    public async Task Whoever_may_not_read_deployments_waits_for_the_other_commands_record()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene first = new(scene);
        using TappedScene second = new(scene);
        TaskCompletionSource asked = new();
        first.Tap.Answer = (operation, _) =>
        {
            if (!operation.StartsWith($"GET /restapis/{scene.Api.RestApiId}/deployments/", StringComparison.Ordinal))
            {
                return null;
            }

            asked.TrySetResult();
            return WireTap.Error(HttpStatusCode.Forbidden, "AccessDeniedException");
        };
        BeforeRecord(second, () => asked.Task);
        TaskCompletionSource deployed = new();
        AfterDeployment(
            second,
            () =>
            {
                deployed.TrySetResult();
                return Task.CompletedTask;
            }
        );
        Task<Stage>? later = null;
        AfterDeployment(
            first,
            () =>
            {
                later ??= PublishAsync(scene, second.Session, first.ProgressEvents);
                return deployed.Task;
            }
        );

        Stage stage = await PublishAsync(scene, first.Session, first.ProgressEvents).WaitAsync(Long, Stop);

        Assert.Equal((await later!).DeploymentId, stage.DeploymentId);
        Assert.Equal(stage.DeploymentId, await new StageRecords(scene.Lab.Witness).IsLiveAsync(scene.Api.RestApiId, "demo", Stop));
        Assert.Empty(first.ProgressEvents.Warnings);
    }

    [Fact]
    public async Task A_record_that_may_not_be_written_is_told_once()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene first = new(scene);
        using TappedScene second = new(scene);
        RefuseRecord(second);
        RefuseRecord(first);
        AfterDeployment(first, () => PublishAsync(scene, second.Session, second.ProgressEvents));

        await PublishAsync(scene, first.Session, first.ProgressEvents).WaitAsync(Long, Stop);

        Assert.Contains("could not be written", Assert.Single(first.ProgressEvents.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restored_deployment_whose_record_replaces_a_later_ones_leaves_that_record()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene restoring = new(scene);
        string earlier = (await PublishAsync(scene, scene.Lab.Witness, restoring.ProgressEvents)).DeploymentId;
        await PublishAsync(scene, scene.Lab.Witness, restoring.ProgressEvents);
        string? later = null;
        BeforeRecord(
            restoring,
            async () => later ??= (await PublishAsync(scene, scene.Lab.Witness, restoring.ProgressEvents)).DeploymentId
        );
        StageRestore restore = new(restoring.Session);

        await restore
            .ApplyAsync(await restore.PlanAsync(scene.Api.RestApiId, "demo", earlier, false, Stop), restoring.ProgressEvents, Stop)
            .WaitAsync(Long, Stop);

        Assert.NotNull(later);
        Assert.Equal(later, await new StageRecords(scene.Lab.Witness).IsLiveAsync(scene.Api.RestApiId, "demo", Stop));
        Assert.Empty(restoring.ProgressEvents.Warnings);
    }

    private static Task<Stage> PublishAsync(CallScene scene, AwsSession session, RecordedNotices notices) =>
        new Publisher(session).PublishAsync(scene.Api.RestApiId, "demo", null, null, notices, Stop);

    private static void BeforeRecord(TappedScene run, Func<Task> then) =>
        run.Tap.Before = operation => operation.StartsWith("PUT /tags/", StringComparison.Ordinal) ? then() : Task.CompletedTask;

    private static void RefuseRecord(TappedScene run) =>
        run.Tap.Answer = (operation, _) =>
            operation.StartsWith("PUT /tags/", StringComparison.Ordinal)
                ? WireTap.Error(HttpStatusCode.Forbidden, "AccessDeniedException")
                : null;

    private static void AfterDeployment(TappedScene run, Func<Task> then) =>
        run.Tap.After = async operation =>
        {
            if (operation.StartsWith("POST ", StringComparison.Ordinal) && operation.EndsWith("/deployments", StringComparison.Ordinal))
            {
                await then();
            }
        };
}
