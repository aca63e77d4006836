using System.Text.Json;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// What people reported of public APIs behind private DNS, the scene made with boto3 (tests/peers/public_apis.py names the reports): the
/// cause is named by a check, the prediction is what the call gets, and nobody is told to make a public API private.
/// </summary>
public sealed class PublicApiReportTests
{
    [Fact]
    public async Task Every_report_of_a_public_API_behind_private_DNS_is_named_and_predicted()
    {
        using EmbeddedAws lab = new();
        JsonElement scene = await Peer.BotoAsync("public_apis.py", lab.Listen());
        string vpce = Text(scene, "vpce");
        foreach ((string kind, string stage) in new[] { ("rest", "prod"), ("http", "prod"), ("websocket", "prod") })
        {
            PathVerdict verdict = await JudgeAsync(lab, scene, kind, stage, null);
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
            (await JudgeAsync(lab, scene, "http", "prod", null))[CheckName.ApiIsPrivate].Message,
            StringComparison.Ordinal
        );

        // Nobody here can tell another account's public API from a private one, or from a mistake.
        PathVerdict elsewhere = await JudgeAsync(lab, scene, "elsewhere", "prod", null);
        Assert.Equal(Verdict.Unknown, elsewhere.Verdict);
        Assert.Contains("public API of another account", elsewhere[CheckName.ApiIsPrivate].Message, StringComparison.Ordinal);
        Assert.Equal(403, Live(scene, "captured", "elsewhere"));
    }

    [Fact]
    public async Task A_public_domain_name_is_captured_by_CNAME_and_free_by_alias()
    {
        using EmbeddedAws lab = new();
        JsonElement scene = await Peer.BotoAsync("public_apis.py", lab.Listen());
        PathVerdict cname = await JudgeAsync(lab, scene, "rest", "prod", "cname.example.com");
        Assert.Equal(Verdict.Blocked, cname.Verdict);
        Assert.Equal(
            [CheckName.PublicApiShadowed],
            cname.Findings.Where(item => item.Finding.Status == CheckStatus.Failed).Select(item => item.Name)
        );
        Assert.Contains("cname.example.com is a CNAME to d-", cname[CheckName.PublicApiShadowed].Message, StringComparison.Ordinal);
        Assert.Contains("Make its record an alias", cname[CheckName.PublicApiShadowed].Message, StringComparison.Ordinal);
        Assert.NotEqual(200, Live(scene, "captured", "CNAME"));

        PathVerdict alias = await JudgeAsync(lab, scene, "rest", "prod", "alias.example.com");
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

    private static int? Live(JsonElement scene, string when, string kind) =>
        scene.GetProperty(when).GetProperty(kind).GetProperty("status") is { ValueKind: JsonValueKind.Number } status
            ? status.GetInt32()
            : null;

    private static string Text(JsonElement scene, string name) => scene.GetProperty(name).GetString()!;

    private static async Task<PathVerdict> JudgeAsync(EmbeddedAws lab, JsonElement scene, string kind, string? stage, string? domain)
    {
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = lab.EndpointUrl,
                Region = "eu-west-1",
                IsLab = true,
                Pacer = new Pacer(TimeProvider.System),
            }
        );
        TestRequest request = new()
        {
            Apis = [(scene.GetProperty("ids").GetProperty(kind).GetString()!, null)],
            StageName = stage,
            Path = "/",
            DomainName = domain,
            Caller = new CallerRequest { SubnetIds = [Text(scene, "subnet")], SecurityGroupIds = [Text(scene, "group")] },
        };
        SnapshotCase taken = await new ApiTester(session).TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        return PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
    }
}
