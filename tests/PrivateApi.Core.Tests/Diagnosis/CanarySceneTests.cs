using System.Text.Json;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Reachability;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// Canaries that boto3 makes and our commands end, and the other way round: what is live is recorded, what the lab answers is what the
/// diagnosis says. The promotion is the one of the API Gateway guide, "Promote a canary release".
/// </summary>
public sealed class CanarySceneTests : IAsyncLifetime
{
    private CallScene _scene = null!;
    private string _api = string.Empty;

    private AwsSession Session => _scene.Lab.Session;

    public async ValueTask InitializeAsync()
    {
        _scene = await CallScene.MakeAsync();
        _api = (await BotoAsync("make", _scene.Endpoint.VpcEndpointId)).GetString()!;
    }

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_canary_of_boto3_is_promoted_with_its_variables_and_goes()
    {
        JsonElement before = await BotoAsync("canary", _api, "20");
        string canary = before.GetProperty("stage").GetProperty("canarySettings").GetProperty("deploymentId").GetString()!;

        Stage promoted = await EndAsync(promotes: true);

        Assert.Equal((canary, null), (promoted.DeploymentId, promoted.Canary));
        JsonElement stage = (await BotoAsync("see", _api)).GetProperty("stage");
        Assert.Equal(canary, stage.GetProperty("deploymentId").GetString());
        Assert.False(stage.TryGetProperty("canarySettings", out _));
        Assert.Equal(("green", "big"), Variables(stage));

        // Nobody wrote down which policy boto3's deployment took along.
        Assert.False(stage.TryGetProperty("tags", out _));
        Assert.Contains(_scene.Lab.ProgressEvents.Warnings, text => text.Contains("has no record of the policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_canary_of_boto3_that_is_abandoned_leaves_the_stage_as_it_was()
    {
        JsonElement before = (await BotoAsync("see", _api)).GetProperty("stage");
        await BotoAsync("canary", _api, "20");

        Stage stage = await EndAsync(promotes: false);

        Assert.Equal((before.GetProperty("deploymentId").GetString(), null), (stage.DeploymentId, stage.Canary));
        Assert.Equal(before.GetRawText(), (await BotoAsync("see", _api)).GetProperty("stage").GetRawText());
    }

    [Fact]
    public async Task What_is_deployed_as_a_canary_is_what_boto3_sees_and_its_policy_stays_known_when_it_is_promoted()
    {
        await BotoAsync("deny", _api);
        Stage made = await PublishAsync(new CanarySpec(12.5, new Dictionary<string, string> { ["colour"] = "green" }));

        JsonElement seen = await BotoAsync("see", _api);
        JsonElement canary = seen.GetProperty("stage").GetProperty("canarySettings");
        Assert.Equal(made.Canary!.DeploymentId, canary.GetProperty("deploymentId").GetString());
        Assert.Equal(12.5, canary.GetProperty("percentTraffic").GetDouble());
        Assert.Equal("green", canary.GetProperty("stageVariableOverrides").GetProperty("colour").GetString());
        Assert.NotEqual(made.DeploymentId, made.Canary.DeploymentId);

        Stage promoted = await EndAsync(promotes: true);
        Assert.StartsWith($"{made.Canary.DeploymentId}/", promoted.Tag["privateapi:policy"], StringComparison.Ordinal);
        ApiPolicy policy = await new ApiPolicies(Session).DeployedAsync(_api, "prod", _scene.Lab.ProgressEvents, LabScene.Stop);
        Assert.Equal("Record", policy.Evidence);
        Assert.Contains("Deny", policy.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lab_answers_a_share_of_calls_by_the_canary_with_its_policy_and_variables()
    {
        await PublishAsync(new CanarySpec(20, new Dictionary<string, string> { ["colour"] = "green" }));
        string[] answers = await CallAsync(50);
        Assert.Equal(["200 false blue", "200 true green"], answers.Distinct().Order());
        Assert.InRange(answers.Count(answer => answer == "200 true green"), 9, 11);

        await BotoAsync("deny", _api);
        await PublishAsync(new CanarySpec(20, null));
        answers = await CallAsync(50);
        Assert.Equal(
            ["200 false blue", "403"],
            answers.Select(answer => answer.StartsWith("403", StringComparison.Ordinal) ? "403" : answer).Distinct().Order()
        );
        Assert.InRange(answers.Count(answer => answer.StartsWith("403", StringComparison.Ordinal)), 9, 11);
    }

    [Fact]
    public async Task The_diagnosis_says_what_the_lab_does_to_the_canarys_share()
    {
        PathVerdict alone = await LabCalls.PredictAsync(_scene.Lab, Order());
        Assert.Equal((Verdict.Reachable, null), (alone.Verdict, alone.Other));

        await BotoAsync("deny", _api);
        await PublishAsync(new CanarySpec(20, null));
        PathVerdict shared = await LabCalls.PredictAsync(_scene.Lab, Order());
        Assert.Equal((Verdict.Reachable, CheckStatus.Warning), (shared.Verdict, shared[CheckName.ResourcePolicy].Status));
        Assert.Contains("20 % of calls", shared[CheckName.ResourcePolicy].Message, StringComparison.Ordinal);
        Assert.Equal((true, 403), (shared.Arrives, shared.Other!.Answer!.StatusCode));

        await EndAsync(promotes: true);
        PathVerdict after = await LabCalls.PredictAsync(_scene.Lab, Order());
        Assert.Equal((Verdict.Blocked, CheckStatus.Passed), (after.Verdict, after[CheckName.PolicyDeployed].Status));
    }

    [Fact]
    public async Task A_canary_that_boto3_made_has_a_policy_that_is_not_known()
    {
        await BotoAsync("canary", _api, "20");
        PathVerdict shared = await LabCalls.PredictAsync(_scene.Lab, Order());
        Assert.Equal((Verdict.Reachable, CheckStatus.Warning), (shared.Verdict, shared[CheckName.ResourcePolicy].Status));
        Assert.Contains("20 % of calls", shared[CheckName.ResourcePolicy].Message, StringComparison.Ordinal);
    }

    private Task<JsonElement> BotoAsync(params string[] arguments) => Peer.BotoAsync("stages.py", _scene.Lab.Lab.Listen(), arguments);

    private Task<Stage> PublishAsync(CanarySpec canary) =>
        new Publisher(Session).PublishAsync(_api, "prod", null, null, canary, _scene.Lab.ProgressEvents, LabScene.Stop);

    private async Task<Stage> EndAsync(bool promotes)
    {
        CanaryRelease release = new(Session);
        return await release.ApplyAsync(
            await release.FindAsync(_api, "prod", promotes, LabScene.Stop),
            _scene.Lab.ProgressEvents,
            LabScene.Stop
        );
    }

    private TestRequest Order() =>
        new()
        {
            Apis = [(_api, null)],
            StageName = "prod",
            Path = "/pets",
            Caller = new CallerRequest { SubnetIds = [_scene.Network.SubnetId[0]], SecurityGroupIds = [_scene.Network.SecurityGroupId!] },
        };

    private async Task<string[]> CallAsync(int times)
    {
        PathVerdict predicted = await LabCalls.PredictAsync(_scene.Lab, Order());
        List<string> answers = [];
        for (int i = 0; i < times; i++)
        {
            (int status, string body) = await LabCalls.MakeAsync(_scene.Lab, Order(), predicted, Inside());
            answers.Add($"{status} {body}");
        }

        return [.. answers];
    }

    private PrivateApi.Calls.LabCaller Inside() =>
        PrivateApi.Calls.LabCaller.Subnet(_scene.Network.SubnetId[0], [_scene.Network.SecurityGroupId!]);

    private static (string?, string?) Variables(JsonElement stage) =>
        (stage.GetProperty("variables").GetProperty("colour").GetString(), stage.GetProperty("variables").GetProperty("size").GetString());
}
