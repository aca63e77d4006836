using System.Text.Json;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Diagnosis;
using PrivateApi.Tests.Peers;
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
            Assert.DoesNotContain(
                verdict.Findings,
                item => item.Finding.Status == CheckStatus.Failed && item.Name != check && item.Name != CheckName.PolicyDeployed
            );
        }
    }

    private static async Task<PathVerdict> JudgeAsync(AwsSession session, JsonElement ids)
    {
        TestRequest request = new()
        {
            Apis = [(Text(ids, "api"), null)],
            StageName = "demo",
            Path = "/pets",
            Caller = new CallerRequest
            {
                SubnetIds = [Text(ids, "caller")],
                SecurityGroupIds = [Text(ids.GetProperty("groups"), "caller")],
            },
            DomainName = Name,
            LoadBalancerArn = Text(ids, "balancer"),
        };
        return await PeerDiagnosis.JudgeAsync(session, request);
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
