using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Reachability;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// Calls by private custom domain names whose base paths and rules lead elsewhere: what is tested and called is the URL that was given, or
/// one that leads to the API, and otherwise an error says where it leads.
/// </summary>
public sealed class DomainUrlTests
{
    private const string Name = "pets.example.com";

    [Theory]
    [InlineData("/pets", true)]
    [InlineData("/demo/pets", false)]
    public async Task A_URL_that_no_base_path_takes_is_tested_as_it_is_given(string path, bool needsStage)
    {
        using CallScene scene = await CallScene.MakeAsync();
        await MakeAsync(scene, new MappingSpec("p1", scene.Api.RestApiId, "demo"));
        string url = $"https://{Name}{path}";
        (TestRequest request, PathVerdict verdict) = await TestAsync(scene, url, scene.Api.RestApiId);
        Finding finding = verdict[CheckName.DomainAssociated];
        Assert.Equal((Verdict.Blocked, url, CheckStatus.Failed), (verdict.Verdict, verdict.Evaluation.Url, finding.Status));
        Assert.Equal($"no base path of {Name} takes {path}", finding.Message);
        Assert.Equal(needsStage, finding.Remedy!.ToString().Contains("-Stage demo", StringComparison.Ordinal));

        // The live call is of the same URL.
        PreparedCall? live = await new LiveTest(scene.Lab.Session).PrepareAsync(
            request with
            {
                Via = CallVia.Lambda,
            },
            verdict,
            scene.Lab.ProgressEvents,
            LabScene.Stop
        );
        CallResult called = await live!.RunAsync(scene.Lab.ProgressEvents, LabScene.Stop);
        Assert.Equal((url, 403), (called.Url, called.StatusCode));
    }

    [Fact]
    public async Task A_URL_with_one_of_several_base_paths_to_a_stage_is_tested_by_that_one()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string api = scene.Api.RestApiId;
        await MakeAsync(scene, new MappingSpec(string.Empty, api, "demo"), new MappingSpec("shop", api, "demo"));
        string url = $"https://{Name}/shop/pets";
        (_, PathVerdict verdict) = await TestAsync(scene, url, null);
        Assert.Equal((Verdict.Reachable, url), (verdict.Verdict, verdict.Evaluation.Url));
        Assert.Contains("base path 'shop' leads to", verdict[CheckName.DomainAssociated].Message, StringComparison.Ordinal);
    }

    private static async Task<(TestRequest Request, PathVerdict Verdict)> TestAsync(CallScene scene, string url, string? restApiId)
    {
        TestRequest asked = new()
        {
            Apis = [],
            StageName = restApiId is null ? null : "demo",
            Caller = new CallerRequest
            {
                SubnetIds = [scene.Network.SubnetId[0]],
                SecurityGroupIds = [scene.Network.SecurityGroupId!],
            },
        };
        AwsSession session = scene.Lab.Session;
        TestRequest request = await new TestUrl(session).ApplyAsync(asked, restApiId, new Uri(url), LabScene.Stop);
        return (request, await JudgeAsync(scene, request));
    }

    private static async Task<PathVerdict> JudgeAsync(CallScene scene, TestRequest request)
    {
        SnapshotCase taken = await new ApiTester(scene.Lab.Session).TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        return PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
    }

    private static Task MakeAsync(CallScene scene, params MappingSpec[] mappings) => MakeAsync(scene, mappings, []);

    private static async Task MakeAsync(CallScene scene, MappingSpec[] mappings, RuleSpec[] rules)
    {
        await DomainPlanTests.RequestAsync(scene, Name);
        DomainSpec spec = new()
        {
            Name = Name,
            Mappings = mappings,
            Rules = rules,
            VpcEndpointIds = [scene.Endpoint.VpcEndpointId],
        };
        Plan plan = await DomainPlan.MakeAsync(scene.Lab.Session, spec, scene.Lab.ProgressEvents, LabScene.Stop);
        await plan.ApplyAsync(scene.Lab.ProgressEvents, LabScene.Stop);
    }
}
