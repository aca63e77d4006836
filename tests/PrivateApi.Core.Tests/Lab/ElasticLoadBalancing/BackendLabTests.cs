using System.Text.Json;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Diagnosis;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Street;

namespace PrivateApi.Tests.Lab.ElasticLoadBalancing;

/// <summary>
/// Load balancers behind VPC links of both generations, built and broken with boto3: what the diagnosis reads and predicts is what the
/// lab's call gets. That API Gateway answers 500 is from AWS's Knowledge Center (api-gateway-500-error-vpc) and apprunner-roadmap issue 193; 503
/// is an Application Load Balancer's own.
/// </summary>
public sealed class BackendLabTests
{
    private static readonly (string Step, CheckStatus Network, int Status, CheckStatus Application, int Own, string Health)[] Steps =
    [
        ("open", CheckStatus.Passed, 200, CheckStatus.Passed, 200, "healthy"),
        ("listener", CheckStatus.Failed, 500, CheckStatus.Failed, 500, "healthy"),
        ("empty", CheckStatus.Failed, 500, CheckStatus.Failed, 503, ""),
        ("dead", CheckStatus.Failed, 500, CheckStatus.Warning, 500, "Target.FailedHealthChecks"),
        ("groups", CheckStatus.Failed, 500, CheckStatus.Failed, 500, "healthy"),
        ("off", CheckStatus.Passed, 200, CheckStatus.Passed, 200, "healthy"),
    ];

    [Fact]
    [Trait(ReportTests.Scene, "32")]
    public async Task What_is_wrong_behind_a_VPC_link_is_named_and_the_call_ends_as_predicted()
    {
        using EmbeddedAws lab = new();
        JsonElement ids = await Peer.BotoAsync("backend.py", lab.Listen(), "build");
        foreach ((string step, CheckStatus network, int status, CheckStatus application, int own, string health) in Steps)
        {
            JsonElement live = await Peer.BotoAsync("backend.py", lab.Listen(), step, ids.GetRawText());
            Assert.Equal(
                (step, health),
                (
                    step,
                    string.Join(", ", live.GetProperty("network").GetProperty("health").EnumerateArray().Select(item => item.GetString()))
                )
            );
            await CompareAsync(lab, ids, live, step, "network", network, status);
            await CompareAsync(lab, ids, live, step, "application", application, own);
        }
    }

    private static async Task CompareAsync(
        EmbeddedAws lab,
        JsonElement ids,
        JsonElement live,
        string step,
        string kind,
        CheckStatus expected,
        int status
    )
    {
        PathVerdict verdict = await PeerDiagnosis.JudgeAsync(lab, ids, "api", "/" + kind, null);
        string said =
            $"{step} {kind}: {verdict[CheckName.Integration].Status} {verdict[CheckName.Integration].Message}; live {live.GetRawText()}";
        Assert.True(verdict[CheckName.Integration].Status == expected, said);
        Assert.True(live.GetProperty(kind).GetProperty("status").GetInt32() == status, said);
        Assert.DoesNotContain(verdict.Findings, item => item.Finding.Status == CheckStatus.Failed && item.Name != CheckName.Integration);
        if (expected == CheckStatus.Failed && status == 500)
        {
            Assert.Equal((step, 500), (step, verdict.Answer?.StatusCode));
            Assert.Equal(verdict.Answer?.Body, live.GetProperty(kind).GetProperty("text").GetString());
        }

        Assert.Equal((step, kind, expected != CheckStatus.Failed), (step, kind, verdict.Arrives));
    }
}
