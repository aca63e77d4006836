using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Reachability;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// API Gateway guide, "Invoke a private API": at an endpoint's own name the Host names the API or a private custom domain, or
/// x-apigw-api-id names the API. What counts where the URL names one thing and a header another, the guide does not say.
/// </summary>
public sealed class HostHeaderTests
{
    private const string Name = "api.example.com";
    private const string Other = "other.example.com";

    /// <summary>Each call is tested and made; what the guide does not say is not known.</summary>
    [Theory]
    [InlineData("endpoint/demo/pets", "api", null, Verdict.Reachable, 200)]
    [InlineData("endpoint/demo/pets", "alias", null, Verdict.Reachable, 200)]
    [InlineData("endpoint/demo/pets", null, "api", Verdict.Reachable, 200)]
    [InlineData("endpoint/demo/pets", "endpoint", null, Verdict.Blocked, 403)]
    [InlineData("endpoint/demo/pets", null, null, Verdict.Blocked, 403)]
    [InlineData("endpoint/shop/pets", Name, null, Verdict.Reachable, 200)]
    [InlineData("endpoint/shop/pets", $"{Name}:443", null, Verdict.Reachable, 200)]
    [InlineData("endpoint/demo/pets", Name, null, Verdict.Blocked, 403)]
    [InlineData("endpoint/shop/pets", "nobody.example.com", null, Verdict.Blocked, 403)]
    [InlineData("endpoint/demo/pets", Name, "api", Verdict.Unknown, 200)]
    [InlineData("endpoint/shop/pets", Name, "api", Verdict.Unknown, 403)]
    [InlineData("api/demo/pets", "api", null, Verdict.Reachable, 200)]
    [InlineData("api/demo/pets", "alias", null, Verdict.Reachable, 200)]
    [InlineData("api/demo/pets", null, "api", Verdict.Reachable, 200)]
    [InlineData("api/demo/pets", "endpoint", null, Verdict.Unknown, 403)]
    [InlineData("api/demo/pets", Name, null, Verdict.Unknown, 403)]
    [InlineData("api/shop/pets", Name, null, Verdict.Unknown, 200)]
    [InlineData("alias/demo/pets", "api", null, Verdict.Reachable, 200)]
    [InlineData("alias/shop/pets", Name, null, Verdict.Unknown, 200)]
    [InlineData($"{Name}/shop/pets", Name, null, Verdict.Reachable, 200)]
    [InlineData($"{Name}/shop/pets", "api", null, Verdict.Unknown, 403)]
    [InlineData($"{Name}/demo/pets", "api", null, Verdict.Unknown, 200)]
    [InlineData($"{Name}/demo/pets", "alias", null, Verdict.Unknown, 200)]
    [InlineData($"{Name}/demo/pets", null, "api", Verdict.Unknown, 200)]
    [InlineData($"{Name}/shop/pets", null, "api", Verdict.Unknown, 403)]
    [InlineData($"{Name}/shop/pets", "endpoint", null, Verdict.Unknown, 403)]
    [InlineData($"{Name}/shop/pets", Other, null, Verdict.Unknown, 403)]
    public async Task A_call_whose_headers_name_something_is_judged_as_it_is_answered(
        string to,
        string? host,
        string? id,
        Verdict expected,
        int status
    )
    {
        using CallScene scene = await MakeAsync();
        string url = $"https://{Named(scene, to.Split('/')[0])}/{to.Split('/', 2)[1]}";
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        if (host is not null)
        {
            headers["Host"] = Named(scene, host);
        }

        if (id is not null)
        {
            headers["x-apigw-api-id"] = scene.Api.RestApiId;
        }

        string? needed = to.StartsWith("endpoint", StringComparison.Ordinal) && id is null ? scene.Api.RestApiId : null;
        (TestRequest request, PathVerdict verdict) = await TestAsync(scene, url, headers, needed);
        Finding named = verdict[CheckName.RequestHost];
        Assert.True(expected == verdict.Verdict, $"{verdict.Verdict}: {Problems(verdict)}");
        Assert.Equal(url, verdict.Evaluation.Url);
        if (expected == Verdict.Unknown)
        {
            Assert.Equal(CheckStatus.Skipped, named.Status);
            Assert.Contains("the guide does not say which of them counts", named.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(verdict.Findings, item => item.Finding.Message.Contains("base path", StringComparison.Ordinal));
        }

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
        Assert.Equal((url, status), (called.Url, called.StatusCode));
    }

    [Fact]
    public async Task A_custom_domain_that_the_Host_names_decides_at_an_endpoints_own_name()
    {
        using CallScene scene = await MakeAsync();
        string url = $"https://{Named(scene, "endpoint")}/shop/pets";

        // The API and the stage are those of the name's base path, and need not be given.
        (TestRequest request, PathVerdict verdict) = await TestAsync(scene, url, new() { ["Host"] = Name }, null);
        Assert.Equal(
            (scene.Api.RestApiId, "demo", "/pets", Name),
            (request.Apis[0].RestApiId, request.StageName, request.Path, request.DomainName)
        );
        Assert.Equal("the Host is the custom domain api.example.com", verdict[CheckName.RequestHost].Message);
        Assert.Contains("base path 'shop' leads to", verdict[CheckName.DomainAssociated].Message, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Passed, verdict[CheckName.DomainPolicy].Status);
        Assert.Contains(scene.Endpoint.VpcEndpointId, verdict[CheckName.NameResolves].Message, StringComparison.Ordinal);

        // The same test again is the same.
        PathVerdict again = await JudgeAsync(
            scene,
            TestAgain.Request(TestResults.Create(verdict) with { Input = TestAgain.Input(request, verdict.Evaluation) }, null)
        );
        Assert.Equal((Verdict.Reachable, url), (again.Verdict, again.Evaluation.Url));

        // -DomainName may say the same.
        (_, verdict) = await TestAsync(scene, url, new() { ["Host"] = Name }, null, Name);
        Assert.Equal(Verdict.Reachable, verdict.Verdict);
    }

    [Fact]
    public async Task Beside_an_API_the_Host_names_a_custom_domain_too()
    {
        using CallScene scene = await MakeAsync();
        TestRequest request = new()
        {
            Apis = [(scene.Api.RestApiId, null)],
            StageName = "demo",
            Path = "/pets",
            UrlForm = UrlForm.EndpointDns,
            Headers = new Dictionary<string, string> { ["Host"] = Name },
            Caller = Inside(scene),
        };
        PathVerdict verdict = await JudgeAsync(scene, request);
        string url = $"https://{Named(scene, "endpoint")}/demo/pets";
        Assert.Equal((Verdict.Blocked, url), (verdict.Verdict, verdict.Evaluation.Url));
        Assert.Equal($"no base path of {Name} takes /demo/pets", verdict[CheckName.DomainAssociated].Message);
        CallResult called = await scene.CallAsync(scene.Inside with { UrlForm = UrlForm.EndpointDns, Headers = request.Headers });
        Assert.Equal((url, 403), (called.Url, called.StatusCode));
        Assert.Equal(Verdict.Unknown, (await JudgeAsync(scene, request with { UrlForm = UrlForm.PrivateDns })).Verdict);
    }

    [Fact]
    public async Task A_Host_that_is_nobodys_says_so_where_no_API_is_given()
    {
        using CallScene scene = await MakeAsync();
        Dictionary<string, string> headers = new() { ["Host"] = "nobody.example.com" };
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
            TestAsync(scene, $"https://{Named(scene, "endpoint")}/shop/pets", headers, null)
        );
        Assert.Equal("UriNotUnderstood", refused.ErrorId);
        Assert.Contains("The Host nobody.example.com does not say which API is called", refused.Message, StringComparison.Ordinal);

        // A URL that names an API is judged as far as that can be.
        (_, PathVerdict verdict) = await TestAsync(scene, $"https://{Named(scene, "api")}/demo/pets", headers, null);
        Assert.Equal(Verdict.Unknown, verdict.Verdict);
        Assert.Contains(
            $"send it to the endpoint's own name {Named(scene, "endpoint")}, where it decides",
            verdict[CheckName.RequestHost].Message,
            StringComparison.Ordinal
        );
    }

    private static string Named(CallScene scene, string word) =>
        word switch
        {
            "endpoint" => scene.Endpoint.DnsName[0],
            "api" => $"{scene.Api.RestApiId}.execute-api.eu-west-1.amazonaws.com",
            "alias" => $"{scene.Api.RestApiId}-{scene.Endpoint.VpcEndpointId}.execute-api.eu-west-1.amazonaws.com",
            _ => word,
        };

    private static string Problems(PathVerdict verdict) =>
        string.Join(
            "; ",
            verdict
                .Findings.Where(item => item.Finding.Status is CheckStatus.Failed or CheckStatus.Skipped)
                .Select(item => $"{item.Name} {item.Finding.Status}: {item.Finding.Message}")
        );

    private static CallerRequest Inside(CallScene scene) =>
        new() { SubnetIds = [scene.Network.SubnetId[0]], SecurityGroupIds = [scene.Network.SecurityGroupId!] };

    private static async Task<(TestRequest Request, PathVerdict Verdict)> TestAsync(
        CallScene scene,
        string url,
        Dictionary<string, string> headers,
        string? restApiId,
        string? domainName = null
    )
    {
        TestRequest asked = new()
        {
            Apis = [],
            Headers = headers,
            DomainName = domainName,
            Caller = Inside(scene),
        };
        TestRequest request = await new TestUrl(scene.Lab.Session).ApplyAsync(asked, restApiId, new Uri(url), LabScene.Stop);
        return (request, await JudgeAsync(scene, request));
    }

    private static async Task<PathVerdict> JudgeAsync(CallScene scene, TestRequest request)
    {
        SnapshotCase taken = await new ApiTester(scene.Lab.Session).TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        return PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
    }

    private static async Task<CallScene> MakeAsync()
    {
        CallScene scene = await CallScene.MakeAsync();
        foreach ((string name, string basePath) in new[] { (Name, "shop"), (Other, "none") })
        {
            await DomainPlanTests.RequestAsync(scene, name);
            DomainSpec spec = new()
            {
                Name = name,
                Mappings = [new MappingSpec(basePath, scene.Api.RestApiId, "demo")],
                VpcEndpointIds = [scene.Endpoint.VpcEndpointId],
            };
            Plan plan = await DomainPlan.MakeAsync(scene.Lab.Session, spec, scene.Lab.ProgressEvents, LabScene.Stop);
            await plan.ApplyAsync(scene.Lab.ProgressEvents, LabScene.Stop);
        }

        return scene;
    }
}
