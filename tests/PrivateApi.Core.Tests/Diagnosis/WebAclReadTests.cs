using System.Text.Json;
using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;
using PrivateApi.Tests.Street;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// Web ACLs that boto3 puts on a stage: what is predicted is what the call gets, and both are what AWS's pages say (script waf_scene.py).
/// Report 40 is amplify-education/serverless-domain-manager issue 321: a 403 Forbidden that comes from a web ACL.
/// </summary>
public sealed class WebAclReadTests
{
    public static TheoryData<string> Scenes =>
        [
            "blocked address",
            "other address blocked",
            "only this address",
            "only another address",
            "allowed before it is blocked",
            "counted only",
            "path of the stage",
            "path below the stage",
            "agent",
            "everybody but",
            "everybody",
            "and",
            "or",
            "core rules",
            "core rules that count",
            "core rules elsewhere",
            "country",
            "only a country",
            "rate",
            "secret header",
            "own answer",
            "captcha",
        ];

    [Theory]
    [Trait(ReportTests.Scene, "40")]
    [MemberData(nameof(Scenes))]
    public async Task A_call_gets_what_the_web_ACL_says_and_the_check_says_so_before(string name)
    {
        using CallScene scene = await CallScene.MakeAsync();
        (JsonElement made, TestRequest request) = await MakeAsync(scene, name);
        PathVerdict predicted = await LabCalls.PredictAsync(scene.Lab, request);
        Finding found = predicted[CheckName.WebAcl];
        Assert.Equal(made.GetProperty("check").GetString(), found.Status.ToString());
        (int status, string body) = await LabCalls.MakeAsync(
            scene.Lab,
            request,
            predicted,
            LabCaller.Subnet(scene.Network.SubnetId[0], [scene.Network.SecurityGroupId!], made.GetProperty("address").GetString())
        );
        Assert.Equal(made.GetProperty("status").GetInt32(), status);
        Assert.DoesNotContain("TOPSECRET", found.Message, StringComparison.Ordinal);
        if (found.Status == CheckStatus.Skipped)
        {
            Assert.Equal((Verdict.Unknown, null), (predicted.Verdict, predicted.Answer));
        }
        else
        {
            Assert.Equal(status, predicted.Answer?.StatusCode ?? 200);
            Assert.Equal(status >= 400 ? Verdict.Blocked : Verdict.Reachable, predicted.Verdict);
        }

        if (status == 403)
        {
            Assert.Equal("""{"message":"Forbidden"}""", body);
        }
        else if (predicted.Answer is { } answer)
        {
            Assert.Equal(body, answer.Body);
        }
    }

    [Fact]
    public async Task Every_scene_of_the_script_is_tried()
    {
        using CallScene scene = await CallScene.MakeAsync();
        (JsonElement made, _) = await MakeAsync(scene, "rate");
        Assert.Equal(made.GetProperty("scenes").EnumerateArray().Select(item => item.GetString()), Scenes.Select(row => row.Data));
    }

    [Fact]
    public async Task A_secret_that_a_rule_compares_with_stays_out_of_a_snapshot()
    {
        using CallScene scene = await CallScene.MakeAsync();
        (_, TestRequest request) = await MakeAsync(scene, "secret header");
        string file = Path.GetTempFileName();
        try
        {
            await LabCalls.PredictAsync(scene.Lab, request, file);
            string text = await File.ReadAllTextAsync(file, LabScene.Stop);
            Assert.Contains("singleHeader x-origin", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("TOPSECRET", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String("TOPSECRET"u8), text, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("GetWebACL", "wafv2:GetWebACL is denied")]
    [InlineData("GetIPSet", "wafv2:GetIPSet is denied")]
    public async Task A_web_ACL_that_may_not_be_read_leaves_the_answer_open(string operation, string says)
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        (_, TestRequest request) = await MakeAsync(scene.Calls, "blocked address");
        (PathVerdict verdict, _) = await scene.TestAsync(request, operation);
        Assert.Equal((CheckStatus.Skipped, Verdict.Unknown), (verdict[CheckName.WebAcl].Status, verdict.Verdict));
        Assert.Contains(says, verdict[CheckName.WebAcl].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_ACL_costs_a_call_and_each_IP_set_one()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        (_, TestRequest request) = await MakeAsync(scene.Calls, "blocked address");
        (_, ReadHandler reads) = await scene.TestAsync(request);
        Assert.Equal((1, 1), (reads.Count["GetWebACL"], reads.Count["GetIPSet"]));
    }

    private static async Task<(JsonElement Made, TestRequest Request)> MakeAsync(CallScene scene, string name)
    {
        JsonElement made = await Peer.BotoAsync(
            "waf_scene.py",
            scene.Lab.Lab.Listen(),
            scene.Api.RestApiId,
            "demo",
            scene.Network.SubnetId[0],
            name
        );
        return (
            made,
            new TestRequest
            {
                Apis = [(scene.Api.RestApiId, null)],
                StageName = "demo",
                Path = "/pets",
                Headers = new Dictionary<string, string> { ["User-Agent"] = "curl/8.5.0" },
                Caller = new CallerRequest
                {
                    VpcId = scene.Network.VpcId,
                    SourceIp = made.GetProperty("address").GetString(),
                    SecurityGroupIds = [scene.Network.SecurityGroupId!],
                },
            }
        );
    }
}
