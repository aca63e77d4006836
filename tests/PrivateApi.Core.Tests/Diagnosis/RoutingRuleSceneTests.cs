using System.Text.Json;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Errors;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// Routing rules made with boto3 (tests/peers/routing_rules.py): the lab routes by them, and the diagnosis says the same.
/// </summary>
public sealed class RoutingRuleSceneTests
{
    [Fact]
    public async Task Rules_come_before_base_paths_in_the_call_and_in_the_diagnosis()
    {
        using EmbeddedAws lab = new();
        JsonElement scene = await Peer.BotoAsync("routing_rules.py", lab.Listen());
        Assert.Equal(
            ["mapping 200 old", "header 200 new", "other header 200 old", "base path 200 new", "none 403"],
            scene.GetProperty("answers").EnumerateObject().Select(Describe)
        );

        PathVerdict beta = await PeerDiagnosis.JudgeAsync(lab, scene, "new", "/pets", "api.example.com");
        Assert.Equal(("https://api.example.com/beta/pets", Verdict.Reachable), (beta.Evaluation.Url, beta.Verdict));
        PathVerdict old = await PeerDiagnosis.JudgeAsync(lab, scene, "old", "/pets", "api.example.com");
        Assert.Equal(("https://api.example.com/shop/pets", Verdict.Reachable), (old.Evaluation.Url, old.Verdict));
        Assert.Contains("unless the call carries x-version: v2*", old[CheckName.DomainAssociated].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_URL_of_a_custom_domain_says_which_API_stage_and_path_it_calls()
    {
        using EmbeddedAws lab = new();
        JsonElement scene = await Peer.BotoAsync("routing_rules.py", lab.Listen());
        string Api(string name) => scene.GetProperty("ids").GetProperty(name).GetString()!;
        using AwsSession session = Sessions.OnLab(lab);
        TestUrl urls = new(session);
        async Task<(string Api, string? Stage, string? Path, string? Domain)> ReadAsync(string path, params (string, string)[] headers)
        {
            TestRequest asked = new()
            {
                Apis = [],
                Headers = headers.ToDictionary(item => item.Item1, item => item.Item2, StringComparer.OrdinalIgnoreCase),
            };
            TestRequest read = await urls.ApplyAsync(asked, null, new Uri("https://api.example.com" + path), LabScene.Stop);
            return (read.Apis[0].RestApiId, read.StageName, read.Path, read.DomainName);
        }

        // As the lab's calls above are answered.
        Assert.Equal((Api("old"), "prod", "/pets?type=dog", "api.example.com"), await ReadAsync("/shop/pets?type=dog"));
        Assert.Equal((Api("new"), "prod", "/pets", "api.example.com"), await ReadAsync("/shop/pets", ("x-version", "v2.1")));
        Assert.Equal((Api("old"), "prod", "/pets", "api.example.com"), await ReadAsync("/shop/pets", ("x-version", "v1")));
        Assert.Equal((Api("new"), "prod", "/pets", "api.example.com"), await ReadAsync("/beta/pets"));
        PrivateApiException none = await Assert.ThrowsAsync<PrivateApiException>(() => ReadAsync("/elsewhere"));
        Assert.Equal("UriNotUnderstood", none.ErrorId);
        Assert.Contains("none of its base paths takes /elsewhere: it has 'shop'", none.Message, StringComparison.Ordinal);
        Assert.Contains("-RestApiId", none.Message, StringComparison.Ordinal);

        // Said which API and stage it is for, a URL that leads nowhere begins with the stage or does not have it.
        async Task<(string? Stage, string? Path)> MeantAsync(string path)
        {
            Uri uri = new("https://api.example.com" + path);
            TestRequest read = await urls.ApplyAsync(new TestRequest { Apis = [], StageName = "prod" }, Api("old"), uri, LabScene.Stop);
            Assert.Equal((Api("old"), "api.example.com", uri), (read.Apis[0].RestApiId, read.DomainName, read.Url?.Url));
            return (read.StageName, read.Path);
        }

        Assert.Equal(("prod", "/elsewhere/pets"), await MeantAsync("/elsewhere/pets"));
        Assert.Equal(("prod", "/pets"), await MeantAsync("/prod/pets"));
    }

    private static string Describe(JsonProperty answer) =>
        $"{answer.Name} {answer.Value[0].GetInt32()}"
        + (answer.Value[0].GetInt32() == 200 ? $" {answer.Value[1].GetString()}" : string.Empty);
}
