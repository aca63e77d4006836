using System.Text.Json;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;
using PrivateApi.Tests.Street;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// API and endpoint in two accounts of the lab, made with boto3 (tests/peers/two_accounts.py): either side alone says what it
/// sees and calls
/// nothing blocked, and both together predict what the call gets.
/// </summary>
public sealed class TwoAccountReportTests
{
    private const string Provider = "123456789012";
    private const string Consumer = "210987654321";

    [Fact]
    [Trait(ReportTests.Scene, "16")]
    public async Task Either_side_alone_does_not_know_and_both_together_predict_the_call()
    {
        using EmbeddedAws lab = new();
        JsonElement scene = await Peer.BotoAsync("two_accounts.py", lab.Listen());
        string vpce = scene.GetProperty("vpce").GetString()!;
        using AwsSession provider = LabScene.OpenAs(lab, Provider),
            consumer = LabScene.OpenAs(lab, Consumer);
        CallerRequest caller = new()
        {
            SubnetIds = [scene.GetProperty("subnet").GetString()!],
            SecurityGroupIds = [scene.GetProperty("group").GetString()!],
        };

        PathVerdict consumers = await JudgeAsync(new ApiTester(consumer), scene, "open", caller);
        Assert.Equal(Verdict.Unknown, consumers.Verdict);
        Assert.Equal(CheckStatus.Skipped, consumers[CheckName.ApiIsPrivate].Status);
        Assert.Contains(
            $"whoever owns it can look with Test-PrivateApi -RestApiId {Id(scene, "open")} -VpcEndpointId {vpce}",
            consumers[CheckName.ApiIsPrivate].Message,
            StringComparison.Ordinal
        );
        Assert.Equal(CheckStatus.Passed, consumers[CheckName.EndpointIngress].Status);

        PathVerdict providers = await JudgeAsync(new ApiTester(provider), scene, "open", new CallerRequest());
        Assert.Equal(Verdict.Unknown, providers.Verdict);
        Assert.Equal(CheckStatus.Skipped, providers[CheckName.EndpointExists].Status);
        Assert.Equal(CheckStatus.Passed, providers[CheckName.ResourcePolicy].Status);
        Assert.Equal(vpce, providers.Evaluation.EndpointId);

        PathVerdict open = await JudgeAsync(new ApiTester(provider, consumer), scene, "open", caller);
        Assert.Equal((Verdict.Reachable, true), (open.Verdict, open.Arrives));
        Assert.Equal((Provider, Consumer), (open.Evaluation.Snapshot.AccountId, open.Evaluation.Snapshot.CallerAccountId));
        Assert.Equal(200, Live(scene, "open"));

        PathVerdict closed = await JudgeAsync(new ApiTester(provider, consumer), scene, "closed", caller);
        Assert.Equal(
            [CheckName.ResourcePolicy],
            closed.Findings.Where(item => item.Finding.Status == CheckStatus.Failed).Select(item => item.Name)
        );
        Assert.Equal(403, closed.Answer?.StatusCode);
        Assert.Equal(403, Live(scene, "closed"));
        Assert.StartsWith(
            "{\"Message\":",
            scene.GetProperty("live").GetProperty("closed").GetProperty("text").GetString()!,
            StringComparison.Ordinal
        );
    }

    private static async Task<PathVerdict> JudgeAsync(ApiTester tester, JsonElement scene, string api, CallerRequest caller)
    {
        TestRequest request = new()
        {
            Apis = [(Id(scene, api), null)],
            StageName = "prod",
            Path = "/",
            Caller = caller,
        };
        SnapshotCase taken = await tester.TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        return PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
    }

    private static string Id(JsonElement scene, string api) => scene.GetProperty("ids").GetProperty(api).GetString()!;

    private static int Live(JsonElement scene, string api) => scene.GetProperty("live").GetProperty(api).GetProperty("status").GetInt32();
}
