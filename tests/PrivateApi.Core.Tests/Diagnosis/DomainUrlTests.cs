using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Templates;
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

    // API Gateway guide, "Use API mappings to connect API stages to a custom domain name": the longest base path takes a call; rules come
    // before base paths.
    [Theory]
    [InlineData("base path", "base path 'pets' of")]
    [InlineData("rule", "routing rule ")]
    public async Task A_call_by_a_name_that_would_get_to_another_API_is_not_made_and_the_test_says_where_it_leads(string by, string taker)
    {
        using CallScene scene = await CallScene.MakeAsync();
        string api = scene.Api.RestApiId;
        string orders = await OrdersAsync(scene);
        MappingSpec own = new(string.Empty, api, "demo");
        if (by == "rule")
        {
            await MakeAsync(scene, [own], [new RuleSpec(10, ["pets"], [], orders, "prod", false)]);
        }
        else
        {
            await MakeAsync(scene, own, new MappingSpec("pets", orders, "prod"));
        }

        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
            scene.PrepareAsync(scene.Inside with { UrlForm = UrlForm.CustomDomain })
        );
        Assert.Equal("PathLeadsElsewhere", refused.ErrorId);
        Assert.Contains(taker, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"{Name} takes /pets to {orders}/prod", refused.Message, StringComparison.Ordinal);

        PathVerdict verdict = await JudgeAsync(
            scene,
            new TestRequest
            {
                Apis = [(api, null)],
                StageName = "demo",
                Path = "/pets",
                DomainName = Name,
            }
        );
        Finding finding = verdict[CheckName.DomainAssociated];
        Assert.Equal((CheckStatus.Failed, $"https://{Name}/pets"), (finding.Status, verdict.Evaluation.Url));
        Assert.Contains($" takes /pets to {orders}/prod", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no base path", finding.Message, StringComparison.Ordinal);

        // A path that nothing else takes is called as before.
        PreparedCall call = await scene.PrepareAsync(scene.Inside with { Path = "/dogs", UrlForm = UrlForm.CustomDomain });
        Assert.Equal($"https://{Name}/dogs", (await call.RunAsync(scene.Lab.ProgressEvents, LabScene.Stop)).Url);
    }

    [Fact]
    public async Task What_contradicts_a_URL_is_refused_and_not_passed_over()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await MakeAsync(scene, new MappingSpec("shop", scene.Api.RestApiId, "demo"));
        string own = $"https://{scene.Api.RestApiId}.execute-api.eu-west-1.amazonaws.com/demo/pets";
        await RefusedAsync($"https://{Name}/shop/pets", "-Path", request => request with { Path = "/pets/1" });
        await RefusedAsync($"https://{Name}/elsewhere", "-Path", request => request with { Path = "/pets" }, scene.Api.RestApiId);
        await RefusedAsync($"https://{Name}/shop/pets", "-RestApiId", request => request, "zzz999zzz9");
        await RefusedAsync($"https://{Name}/shop/pets", "-StageName", request => request with { StageName = "prod" });
        await RefusedAsync($"https://{Name}/shop/pets", "-DomainName", request => request with { DomainName = "foo.example.com" });
        await RefusedAsync(own, "-DomainName", request => request with { DomainName = "foo.example.com" });

        // What says the same as the URL is no contradiction.
        TestRequest same = await ReadAsync(
            $"https://{Name}/shop/pets",
            new TestRequest
            {
                Apis = [],
                StageName = "demo",
                Path = "pets",
                DomainName = "Pets.Example.com",
            },
            null
        );
        Assert.Equal(("demo", "/pets", Name), (same.StageName, same.Path, same.DomainName));

        async Task RefusedAsync(string url, string parameter, Func<TestRequest, TestRequest> with, string? api = null)
        {
            PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
                ReadAsync(url, with(new TestRequest { Apis = [] }), api)
            );
            Assert.Equal("ParameterMismatch", refused.ErrorId);
            Assert.Contains($"but {parameter} is", refused.Message, StringComparison.Ordinal);
        }

        Task<TestRequest> ReadAsync(string url, TestRequest request, string? api) =>
            new TestUrl(scene.Lab.Session).ApplyAsync(request, api, new Uri(url), LabScene.Stop);
    }

    private static async Task<string> OrdersAsync(CallScene scene)
    {
        ApiSpec spec = ApiSpec.Create(
            "Orders",
            DefinitionReader.Read(PetStoreSample.For("eu-west-1", "amazonaws.com")),
            [scene.Endpoint.VpcEndpointId],
            new PolicyChoice(null, [scene.Endpoint.VpcEndpointId], []),
            null,
            "prod",
            new Dictionary<string, string>(),
            scene.Lab.ProgressEvents
        );
        Plan plan = await ApiPlan.MakeAsync(scene.Lab.Session, spec, scene.Lab.ProgressEvents, LabScene.Stop);
        await plan.ApplyAsync(scene.Lab.ProgressEvents, LabScene.Stop);
        return plan.Steps[0].RequiredId;
    }

    private static async Task<(TestRequest Request, PathVerdict Verdict)> TestAsync(CallScene scene, string url, string? restApiId)
    {
        TestRequest asked = new()
        {
            Apis = [],
            StageName = restApiId is null ? null : "demo",
            Caller = new CallerRequest { SubnetIds = [scene.Network.SubnetId[0]], SecurityGroupIds = [scene.Network.SecurityGroupId!] },
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
