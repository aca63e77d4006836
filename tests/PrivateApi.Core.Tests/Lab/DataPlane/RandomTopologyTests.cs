using System.Globalization;
using System.Text.Json;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>
/// Random networks, policies and APIs that boto3 builds in the lab (tests/peers/topology.py): what Test-PrivateApi predicts of a
/// call is what the call gets. One engine stands on both sides, so this proves that both see the same facts; what the engine
/// makes of them is tested against AWS's documents.
/// </summary>
public sealed class RandomTopologyTests
{
    private const int Batch = 20;

    /// <summary>How many scenes: 40, or what the environment says.</summary>
    private static int Scenes =>
        int.Parse(Environment.GetEnvironmentVariable("PRIVATEAPI_TOPOLOGY_SCENES") ?? "40", CultureInfo.InvariantCulture);

    private static int Seed =>
        int.Parse(Environment.GetEnvironmentVariable("PRIVATEAPI_TOPOLOGY_SEED") ?? "1", CultureInfo.InvariantCulture);

    /// <summary>The scene to begin with, a multiple of <see cref="Batch"/>: to see one again.</summary>
    private static int First =>
        int.Parse(Environment.GetEnvironmentVariable("PRIVATEAPI_TOPOLOGY_FIRST") ?? "0", CultureInfo.InvariantCulture);

    [Fact]
    public async Task What_is_predicted_of_a_call_in_a_random_account_is_what_the_call_gets()
    {
        TopologyTally tally = new();
        for (int first = First; first < Scenes; first += Batch)
        {
            await RunAsync(first, Math.Min(Batch, Scenes - first), tally);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(tally.ToString());
        Assert.True(tally.Differences.Count == 0, tally.ToString());
        Assert.True(tally.Unpredicted < (tally.Predicted + tally.Unpredicted) / 10, $"Too much is left open: {tally}");

        // A test of refusals alone, or of successes alone, would prove little.
        Assert.True(tally.Outcomes.GetValueOrDefault("200") > tally.Predicted / 20, tally.ToString());
        Assert.True(tally.Outcomes.Count >= 6, tally.ToString());
    }

    private static async Task RunAsync(int first, int count, TopologyTally tally)
    {
        // Nothing is pending: a scene is whole when it is built.
        using EmbeddedAws lab = new(
            new LabOptions
            {
                Region = "eu-west-1",
                PendingTime = TimeSpan.Zero,
                DeletingTime = TimeSpan.Zero,
                RoleTime = TimeSpan.Zero,
                Seed = Seed + first,
            }
        );
        Uri url = lab.Listen();
        JsonElement built = await Peer.BotoAsync(
            "topology.py",
            url,
            [.. new[] { Seed, first, count }.Select(number => number.ToString(CultureInfo.InvariantCulture))]
        );
        using HttpClient http = new() { BaseAddress = url };
        foreach (TopologyScene scene in built.Deserialize<TopologyScene[]>(JsonSerializerOptions.Web)!)
        {
            await new TopologyCalls(lab, http, scene, new Random(Seed ^ scene.Number), tally).RunAsync(
                TestContext.Current.CancellationToken
            );
        }
    }
}
