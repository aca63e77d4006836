using System.Text.Json;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Peers;

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

    private static string Describe(JsonProperty answer) =>
        $"{answer.Name} {answer.Value[0].GetInt32()}"
        + (answer.Value[0].GetInt32() == 200 ? $" {answer.Value[1].GetString()}" : string.Empty);
}
