using System.Text.Json;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Errors;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Reachability;
using PrivateApi.Resources;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// A consumer's endpoint and a provider's API, one of them made here and the other by boto3, which looks (tests/peers/accounts.py).
/// </summary>
public sealed class AccountsTests
{
    private const string Provider = "123456789012";
    private const string Consumer = "210987654321";

    private static CancellationToken Stop => LabScene.Stop;

    [Fact]
    public async Task An_API_is_associated_with_an_endpoint_that_boto3_made_in_another_account_and_answers_by_its_name()
    {
        using EmbeddedAws lab = new();
        Uri url = lab.Listen();
        JsonElement theirs = await Peer.BotoAsync("accounts.py", url, "consumer");
        using AwsSession provider = LabScene.OpenAs(lab, Provider);
        RecordedNotices told = new();
        string vpce = Text(theirs, "vpce");
        NamedEndpoints named = await NamedEndpoints.ReadAsync(provider, [Arn(vpce)], Stop);
        Assert.Equal((vpce, Consumer), (Assert.Single(named.Ids), Assert.Single(named.Foreign).Value));

        ApiSpec spec = ApiSpec.Create(
            "Shared",
            DefinitionReader.Read(PetStoreSample.For("eu-west-1", "amazonaws.com")),
            named.Ids,
            new PolicyChoice(null, [], []),
            null,
            "demo",
            new Dictionary<string, string>(),
            told
        ) with
        {
            ForeignEndpoints = named.Foreign,
        };
        Plan plan = await ApiPlan.MakeAsync(provider, spec, told, Stop);
        await plan.ApplyAsync(told, Stop);
        string api = plan.Steps[0].RequiredId;
        string ids = JsonSerializer.Serialize(
            new
            {
                api,
                vpce,
                subnet = Text(theirs, "subnet"),
                group = Text(theirs, "group"),
            }
        );
        await IsOpenAsync("look");

        // Without the association there is no such name (API Gateway guide, "Create a private API").
        JsonElement dropped = await Peer.BotoAsync("accounts.py", url, "drop", ids);
        Assert.Empty(dropped.GetProperty("associated").EnumerateArray());
        Assert.Equal("NameNotResolved", Text(dropped.GetProperty("live"), "failure"));

        ApiUpdate update = new(provider);
        ApiSettingChanges again = new() { AddVpcEndpointIds = named.Ids, ForeignEndpoints = named.Foreign };
        ApiRevision revision = await update.PlanAsync(api, null, true, null, null, "demo", told, Stop, again);
        Assert.Contains($"+ {vpce} of account {Consumer}", revision.Describe(), StringComparison.Ordinal);
        await update.ApplyAsync(revision, told, Stop);
        await IsOpenAsync("look");

        async Task IsOpenAsync(string step)
        {
            JsonElement seen = await Peer.BotoAsync("accounts.py", url, step, ids);
            Assert.Equal([vpce], seen.GetProperty("associated").EnumerateArray().Select(item => item.GetString()!));
            Assert.Contains(vpce, Text(seen, "policy"), StringComparison.Ordinal);
            Assert.Equal(200, seen.GetProperty("live").GetProperty("status").GetInt32());
        }
    }

    [Fact]
    public async Task An_endpoint_of_another_Region_is_refused_and_one_of_ones_own_is_looked_up()
    {
        using EmbeddedAws lab = new();
        lab.Listen();
        using AwsSession provider = LabScene.OpenAs(lab, Provider);
        PrivateApiException away = await Assert.ThrowsAsync<PrivateApiException>(() =>
            NamedEndpoints.ReadAsync(provider, [Arn("vpce-0123").Replace("eu-west-1", "us-east-1", StringComparison.Ordinal)], Stop)
        );
        Assert.Equal("ConnectionMismatch", away.ErrorId);
        NamedEndpoints own = await NamedEndpoints.ReadAsync(
            provider,
            [Arn("vpce-0123").Replace(Consumer, Provider, StringComparison.Ordinal), "vpce-0456"],
            Stop
        );
        Assert.Equal(["vpce-0123", "vpce-0456"], own.Ids);
        Assert.Empty(own.Foreign);
    }

    /// <summary>
    /// API Gateway guide, "How API Gateway resource policies affect authorization workflow", Table B: across accounts both the identity
    /// policy and the resource policy have to allow.
    /// </summary>
    [Fact]
    public async Task A_signer_of_the_callers_account_is_judged_by_Table_B_as_the_call_is()
    {
        using EmbeddedAws lab = new();
        JsonElement scene = await Peer.BotoAsync("accounts.py", lab.Listen(), "signers", "{}");
        using AwsSession provider = LabScene.OpenAs(lab, Provider),
            consumer = LabScene.OpenAs(lab, Consumer);
        JsonElement[] calls = [.. scene.GetProperty("calls").EnumerateArray()];
        Assert.Equal(9, calls.Length);
        foreach (JsonElement call in calls)
        {
            string what = $"{Text(call, "name")} calls {Text(call, "path")}";
            bool passes = Text(call, "name") == "allowed" && Text(call, "path") == "allowed";
            Assert.True(call.GetProperty("status").GetInt32() == (passes ? 200 : 403), what);

            PathVerdict both = await JudgeAsync(new ApiTester(provider, consumer), scene, call);
            Assert.True(both.Verdict == (passes ? Verdict.Reachable : Verdict.Blocked), $"{what}: {both.Verdict}");
            Assert.True(passes ? both.Arrives : both.Answer?.StatusCode == 403, what);
        }

        // The provider alone does not see what the consumer's user may do.
        PathVerdict alone = await JudgeAsync(new ApiTester(provider), scene, calls[0], isSeen: false);
        Assert.Equal(CheckStatus.Skipped, alone[CheckName.MethodAuthorization].Status);
        Assert.Contains(
            $"are in account {Consumer}, which was not read",
            alone[CheckName.MethodAuthorization].Message,
            StringComparison.Ordinal
        );
    }

    private static async Task<PathVerdict> JudgeAsync(ApiTester tester, JsonElement scene, JsonElement call, bool isSeen = true)
    {
        TestRequest request = new()
        {
            Apis = [(Text(scene, "api"), null)],
            StageName = "demo",
            Path = "/" + Text(call, "path"),
            Principal = Text(call, "arn"),
            VpcEndpointId = Text(scene, "vpce"),
            Caller = isSeen
                ? new CallerRequest { SubnetIds = [Text(scene, "subnet")], SecurityGroupIds = [Text(scene, "group")] }
                : new CallerRequest(),
            IsCallerElsewhere = isSeen,
        };
        SnapshotCase taken = await tester.TakeAsync(request, null, Stop).FirstAsync(Stop);
        return PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
    }

    private static string Arn(string vpce) => $"arn:aws:ec2:eu-west-1:{Consumer}:vpc-endpoint/{vpce}";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
