using System.Text.Json;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Errors;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Diagnosis;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;
using PrivateApi.Tests.Street;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Lab.ElasticLoadBalancing;

/// <summary>
/// A load balancer before the endpoint, built and broken with boto3: what the diagnosis reads and predicts is what the lab's call gets. The
/// answers are those of AWS's guides ("Troubleshoot your Application Load Balancers") and of the reports that the script names.
/// </summary>
public sealed class LoadBalancerLabTests
{
    private const string Name = "api.example.com";

    private static readonly (string Step, CheckName Check, CheckStatus Status, CallFailure Failure, int? Code, string Health)[] Steps =
    [
        ("open", CheckName.LoadBalancer, CheckStatus.Passed, CallFailure.None, 200, "healthy"),
        ("certificate", CheckName.LoadBalancer, CheckStatus.Failed, CallFailure.TlsFailed, null, "healthy"),
        ("listener", CheckName.LoadBalancer, CheckStatus.Failed, CallFailure.ConnectTimeout, null, "healthy"),
        ("fixed", CheckName.LoadBalancer, CheckStatus.Failed, CallFailure.None, 404, "Target.NotInUse"),
        ("host", CheckName.LoadBalancer, CheckStatus.Failed, CallFailure.None, 403, "healthy"),
        ("stale", CheckName.LoadBalancer, CheckStatus.Failed, CallFailure.None, 504, "Target.Timeout"),
        ("empty", CheckName.LoadBalancer, CheckStatus.Failed, CallFailure.None, 503, ""),
        ("health", CheckName.LoadBalancer, CheckStatus.Warning, CallFailure.None, 200, "Target.ResponseCodeMismatch"),
        ("front", CheckName.LoadBalancer, CheckStatus.Failed, CallFailure.ConnectTimeout, null, "healthy"),
        ("endpoint", CheckName.EndpointIngress, CheckStatus.Failed, CallFailure.None, 504, "Target.Timeout"),
    ];

    [Fact]
    [Trait(ReportTests.Scene, "24")]
    [Trait(ReportTests.Scene, "25")]
    public async Task What_is_wrong_with_a_load_balancer_before_the_endpoint_is_named_and_the_call_ends_as_predicted()
    {
        using EmbeddedAws lab = new();
        JsonElement ids = await Peer.BotoAsync("load_balancer.py", lab.Listen(), "build");
        using AwsSession session = Sessions.OnLab(lab);
        foreach ((string step, CheckName check, CheckStatus status, CallFailure failure, int? code, string health) in Steps)
        {
            JsonElement live = await Peer.BotoAsync("load_balancer.py", lab.Listen(), step, ids.GetRawText());
            PathVerdict verdict = await JudgeAsync(session, ids);
            TestResult result = TestResults.Create(verdict);
            string said = $"{step}: {verdict[check].Status} {verdict[check].Message}; live {live.GetRawText()}";
            Assert.True(verdict[check].Status == status, said);
            Assert.Equal((step, failure), (step, result.PredictedFailure));
            Assert.Equal((step, code), (step, result.PredictedStatusCode));

            Assert.Equal((step, failure.ToString()), (step, live.GetProperty("failure").GetString()));
            Assert.Equal(
                (step, code),
                (step, live.GetProperty("status").ValueKind == JsonValueKind.Null ? null : live.GetProperty("status").GetInt32())
            );
            Assert.Equal(
                (step, health),
                (step, string.Join(", ", live.GetProperty("health").EnumerateArray().Select(item => item.GetString())))
            );
            if (step == "certificate")
            {
                // The certificate that the account has for the name, which no listener shows.
                Assert.Contains($"'{Text(ids, "right")}'", verdict[check].Remedy?.ToString(), StringComparison.Ordinal);
            }

            Assert.DoesNotContain(
                verdict.Findings,
                item => item.Finding.Status == CheckStatus.Failed && item.Name != check && item.Name != CheckName.PolicyDeployed
            );
        }
    }

    /// <summary>A URL is enough: the load balancer behind its name says which API is meant, by the Host that it forwards.</summary>
    [Fact]
    public async Task The_API_of_a_URL_that_leads_to_a_load_balancer_is_the_one_whose_Host_it_forwards()
    {
        using EmbeddedAws lab = new();
        JsonElement ids = await Peer.BotoAsync("load_balancer.py", lab.Listen(), "build");
        using AwsSession session = Sessions.OnLab(lab);
        string api = Text(ids, "api"),
            own = $"https://{Text(ids, "dns")}";

        // By the load balancer's own name, with the Host of the custom domain.
        await Peer.BotoAsync("load_balancer.py", lab.Listen(), "open", ids.GetRawText());
        TestRequest custom = await OfAsync(session, ids, own + "/pets", ("Host", Name));
        Assert.Equal((api, "demo", "/pets"), (custom.Apis.Single().RestApiId, custom.StageName, custom.Path));
        PathVerdict judged = await PeerDiagnosis.JudgeAsync(session, custom);
        Assert.Equal("front", judged.Evaluation.Way?.LoadBalancer.Name);

        // The certificate is for the custom domain, and TLS asks for the name of the URL.
        Assert.Equal(CallFailure.TlsFailed, judged.Failure);
        TestRequest byId = await OfAsync(session, ids, own + "/demo/pets", ("x-apigw-api-id", api));
        Assert.Equal((api, "demo", "/pets"), (byId.Apis.Single().RestApiId, byId.StageName, byId.Path));
        Assert.Equal("front", (await PeerDiagnosis.JudgeAsync(session, byId)).Evaluation.Way?.LoadBalancer.Name);
        Assert.Contains("It is the name of load balancer front", await AskedAsync(session, ids, own + "/pets"), StringComparison.Ordinal);

        // A record leads to it, and a rule names the API.
        JsonElement live = await Peer.BotoAsync("load_balancer.py", lab.Listen(), "rewrite", ids.GetRawText());
        TestRequest rewritten = await OfAsync(session, ids, $"https://{Name}/demo/pets");
        Assert.Equal((api, "demo", "/pets"), (rewritten.Apis.Single().RestApiId, rewritten.StageName, rewritten.Path));
        PathVerdict predicted = await PeerDiagnosis.JudgeAsync(session, rewritten);
        Assert.Equal((Verdict.Reachable, 200), (predicted.Verdict, live.GetProperty("status").GetInt32()));
        Assert.Equal(CheckStatus.Passed, predicted[CheckName.LoadBalancer].Status);

        // Without the rule the Host that it forwards names no API.
        Assert.Contains(
            $"front, which forwards the Host {Name}",
            await AskedAsync(session, ids, $"https://{Name}/pets"),
            StringComparison.Ordinal
        );
    }

    /// <summary>What Invoke-PrivateApi calls for a result: another address of the API would lead past the load balancer.</summary>
    [Fact]
    public async Task A_result_through_a_named_load_balancer_is_called_by_the_URL_that_was_judged()
    {
        using EmbeddedAws lab = new();
        JsonElement ids = await Peer.BotoAsync("load_balancer.py", lab.Listen(), "build");
        using AwsSession session = Sessions.OnLab(lab);
        await Peer.BotoAsync("load_balancer.py", lab.Listen(), "open", ids.GetRawText());
        foreach (
            (TestRequest asked, string url) in new[]
            {
                (Named(ids), $"https://{Name}/pets"),
                (Named(ids) with { DomainName = null }, $"https://{Text(ids, "dns")}/demo/pets"),
            }
        )
        {
            PathVerdict verdict = await PeerDiagnosis.JudgeAsync(session, asked);
            TestResult result = TestResults.Create(verdict) with { Input = TestAgain.Input(asked, verdict.Evaluation) };
            Assert.Equal(url, TestAgain.NamedUrl(result)?.AbsoluteUri);
        }
    }

    private static async Task<string> AskedAsync(AwsSession session, JsonElement ids, string url)
    {
        PrivateApiException asked = await Assert.ThrowsAsync<PrivateApiException>(() => OfAsync(session, ids, url));
        Assert.Equal("UriNotUnderstood", asked.ErrorId);
        Assert.Contains("-RestApiId", asked.Message, StringComparison.Ordinal);
        return asked.Message;
    }

    private static async Task<TestRequest> OfAsync(AwsSession session, JsonElement ids, string url, params (string, string)[] headers) =>
        await new TestUrl(session).ApplyAsync(
            new TestRequest
            {
                Apis = [],
                Caller = Caller(ids),
                Headers = headers.ToDictionary(item => item.Item1, item => item.Item2, StringComparer.OrdinalIgnoreCase),
            },
            null,
            new Uri(url),
            LabScene.Stop
        );

    private static CallerRequest Caller(JsonElement ids) =>
        new() { SubnetIds = [Text(ids, "caller")], SecurityGroupIds = [Text(ids.GetProperty("groups"), "caller")] };

    private static Task<PathVerdict> JudgeAsync(AwsSession session, JsonElement ids) => PeerDiagnosis.JudgeAsync(session, Named(ids));

    private static TestRequest Named(JsonElement ids) =>
        new()
        {
            Apis = [(Text(ids, "api"), null)],
            StageName = "demo",
            Path = "/pets",
            Caller = Caller(ids),
            DomainName = Name,
            LoadBalancerArn = Text(ids, "balancer"),
        };

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
