using System.Text.Json;
using PrivateApi.Aws.Session;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Reachability;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;
using PrivateApi.Tests.Street;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// What people reported of public APIs behind private DNS, the scene made with boto3 (tests/peers/public_apis.py names the reports): the
/// cause is named by a check, the prediction is what the call gets, and nobody is told to make a public API private.
/// </summary>
public sealed class PublicApiReportTests
{
    [Fact]
    [Trait(ReportTests.Scene, "1")]
    [Trait(ReportTests.Scene, "2")]
    [Trait(ReportTests.Scene, "5")]
    [Trait(ReportTests.Scene, "6")]
    public async Task Every_report_of_a_public_API_behind_private_DNS_is_named_and_predicted()
    {
        using EmbeddedAws lab = new();
        JsonElement scene = await Peer.BotoAsync("public_apis.py", lab.Listen());
        string vpce = Text(scene, "vpce");
        foreach (string kind in new[] { "rest", "http", "websocket" })
        {
            PathVerdict verdict = await PeerDiagnosis.JudgeAsync(lab, scene, kind, "/", null);
            Assert.Equal(
                [CheckName.PublicApiShadowed],
                verdict.Findings.Where(item => item.Finding.Status == CheckStatus.Failed).Select(item => item.Name)
            );
            Assert.Contains(
                $"private DNS of {vpce} takes its name",
                verdict[CheckName.PublicApiShadowed].Message,
                StringComparison.Ordinal
            );
            Assert.Null(verdict[CheckName.ApiIsPrivate].Remedy);
            Assert.Equal((Verdict.Blocked, 403), (verdict.Verdict, verdict.Answer?.StatusCode));
            Assert.Equal(403, Live(scene, "captured", kind));
        }

        Assert.Contains(
            "only REST APIs can be private",
            (await PeerDiagnosis.JudgeAsync(lab, scene, "http", "/", null))[CheckName.ApiIsPrivate].Message,
            StringComparison.Ordinal
        );

        // Nobody here can tell another account's public API from a private one, or from a mistake.
        PathVerdict elsewhere = await PeerDiagnosis.JudgeAsync(lab, scene, "elsewhere", "/", null);
        Assert.Equal(Verdict.Unknown, elsewhere.Verdict);
        Assert.Contains("public API of another account", elsewhere[CheckName.ApiIsPrivate].Message, StringComparison.Ordinal);
        Assert.Equal(403, Live(scene, "captured", "elsewhere"));
    }

    [Fact]
    [Trait(ReportTests.Scene, "4")]
    public async Task A_public_domain_name_is_captured_by_CNAME_and_free_by_alias()
    {
        using EmbeddedAws lab = new();
        JsonElement scene = await Peer.BotoAsync("public_apis.py", lab.Listen());
        PathVerdict cname = await PeerDiagnosis.JudgeAsync(lab, scene, "rest", "/", "cname.example.com");
        Assert.Equal(Verdict.Blocked, cname.Verdict);
        Assert.Equal(
            [CheckName.PublicApiShadowed],
            cname.Findings.Where(item => item.Finding.Status == CheckStatus.Failed).Select(item => item.Name)
        );
        Assert.Contains("cname.example.com is a CNAME to d-", cname[CheckName.PublicApiShadowed].Message, StringComparison.Ordinal);
        Assert.Contains("Make its record an alias", cname[CheckName.PublicApiShadowed].Message, StringComparison.Ordinal);
        Assert.NotEqual(200, Live(scene, "captured", "CNAME"));

        PathVerdict alias = await PeerDiagnosis.JudgeAsync(lab, scene, "rest", "/", "alias.example.com");
        Assert.True(
            alias.Verdict == Verdict.Reachable,
            string.Join(
                "; ",
                alias
                    .Findings.Where(item => item.Finding.Status > CheckStatus.Passed)
                    .Select(item => $"{item.Name} {item.Finding.Status} {item.Finding.Message}")
            )
        );
        Assert.Equal(200, Live(scene, "captured", "A"));
        Assert.Equal(200, Live(scene, "free", "CNAME"));
    }

    [Fact]
    [Trait(ReportTests.Scene, "3")]
    public async Task What_private_DNS_cuts_off_is_listed_before_it_is_on()
    {
        using EmbeddedAws lab = new();
        JsonElement scene = await Peer.BotoAsync("public_apis.py", lab.Listen());
        using AwsSession session = Sessions.OnLab(lab);
        string? words = await PrivateDnsSurvey.WarnAsync(session, Text(scene, "vpc"), new Progress<ProgressEvent>(), LabScene.Stop);
        Assert.Contains($"cut {Text(scene, "vpc")} off from 3 public APIs in eu-west-1", words, StringComparison.Ordinal);
        foreach ((string name, string kind) in new[] { ("shop", "rest"), ("orders", "http"), ("chat", "websocket") })
        {
            Assert.Contains($"{name} ({scene.GetProperty("ids").GetProperty(kind).GetString()})", words, StringComparison.Ordinal);
            Assert.Equal(403, Live(scene, "captured", kind));
        }

        // What it says still works does, and what it says it cuts off worked.
        Assert.Equal((200, 200), (Live(scene, "free", "rest"), Live(scene, "captured", "A")));
        Assert.Contains("Custom domain names with alias records still work", words, StringComparison.Ordinal);
    }

    private static int? Live(JsonElement scene, string when, string kind) =>
        scene.GetProperty(when).GetProperty(kind).GetProperty("status") is { ValueKind: JsonValueKind.Number } status
            ? status.GetInt32()
            : null;

    private static string Text(JsonElement scene, string name) => scene.GetProperty(name).GetString()!;
}
