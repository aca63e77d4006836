using System.Text.Json;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Errors;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;
using PrivateApi.Tests.Street;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// A caller in another Region than the API (serverless-patterns issue 2478), in the lab (tests/peers/two_regions.py). It is found in the
/// Region of the user's profile, and nothing is said of the way between the Regions.
/// </summary>
public sealed class CallerRegionTests
{
    [Fact]
    [Trait(ReportTests.Scene, "42")]
    public async Task A_caller_in_the_Region_of_the_profile_is_named_as_being_there_and_is_not_called_blocked()
    {
        using EmbeddedAws lab = new();
        JsonElement scene = await Peer.BotoAsync("two_regions.py", lab.Listen());
        using AwsSession session = Open(lab, "eu-west-1"),
            home = Open(lab, "us-east-1");

        PathVerdict named = await JudgeAsync(session, () => home, scene, "default");
        Assert.Equal(Verdict.Unknown, named.Verdict);
        Assert.Equal(CheckStatus.Skipped, named[CheckName.NameResolves].Status);
        Assert.Contains(
            "the caller is in us-east-1 and the API in eu-west-1",
            named[CheckName.NameResolves].Message,
            StringComparison.Ordinal
        );
        Assert.Contains("The alias", named[CheckName.NameResolves].Message, StringComparison.Ordinal);
        Assert.Equal("NameNotResolved", scene.GetProperty("live").GetProperty("default").GetString());

        // The alias resolves everywhere, and whether anything leads there is not known.
        PathVerdict alias = await JudgeAsync(session, () => home, scene, "alias");
        Assert.Equal(Verdict.Unknown, alias.Verdict);
        Assert.Equal(CheckStatus.Passed, alias[CheckName.NameResolves].Status);
        Assert.Equal(CheckStatus.Skipped, alias[CheckName.CallerRoute].Status);
        Assert.Equal(CheckStatus.Passed, alias[CheckName.EndpointIngress].Status);
        Assert.Equal("ConnectTimeout", scene.GetProperty("live").GetProperty("alias").GetString());
        Assert.All([named, alias], verdict => Assert.DoesNotContain(verdict.Findings, item => item.Finding.Status == CheckStatus.Failed));
    }

    [Fact]
    public async Task A_caller_that_is_in_neither_Region_is_not_found()
    {
        using EmbeddedAws lab = new();
        JsonElement scene = await Peer.BotoAsync("two_regions.py", lab.Listen());
        using AwsSession session = Open(lab, "eu-west-1"),
            third = Open(lab, "ap-south-1");
        foreach (Func<AwsSession?>? home in (Func<AwsSession?>?[])[null, () => null, () => third, () => session])
        {
            PrivateApiException missing = await Assert.ThrowsAsync<PrivateApiException>(() => JudgeAsync(session, home, scene, "default"));
            Assert.Equal("CallerNotFound", missing.ErrorId);
            Assert.Contains("in eu-west-1", missing.Message, StringComparison.Ordinal);
        }
    }

    private static async Task<PathVerdict> JudgeAsync(AwsSession session, Func<AwsSession?>? home, JsonElement scene, string name)
    {
        TestRequest request = await new TestUrl(session).ApplyAsync(
            new TestRequest
            {
                Apis = [],
                Caller = new CallerRequest
                {
                    SubnetIds = [scene.GetProperty("subnet").GetString()!],
                    SecurityGroupIds = [scene.GetProperty("group").GetString()!],
                },
            },
            null,
            new Uri($"https://{scene.GetProperty("hosts").GetProperty(name).GetString()}/prod/"),
            LabScene.Stop
        );
        SnapshotCase taken = await new ApiTester(session, null, home).TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        return PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
    }

    private static AwsSession Open(EmbeddedAws lab, string region) =>
        AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = lab.EndpointUrl,
                Region = region,
                AccessKey = "123456789012",
                SecretKey = "x",
                Pacer = new Pacer(TimeProvider.System),
            }
        );
}
