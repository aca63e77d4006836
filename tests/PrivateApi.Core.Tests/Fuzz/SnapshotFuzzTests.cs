using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Reachability;
using PrivateApi.Tests.Reachability;

namespace PrivateApi.Tests.Fuzz;

/// <summary>Snapshots come attached to tickets, from anywhere: whatever is in one, it is judged or refused in words.</summary>
public sealed class SnapshotFuzzTests
{
    private static readonly JsonNode[] Seeds =
    [
        .. new[] { Scene.Open(), AccountFacts.Peered(), AccountFacts.OverTransitGateway(), AccountFacts.BehindGateway() }.Select(Json),
    ];

    [Fact]
    public void A_damaged_snapshot_is_judged_or_refused() =>
        FuzzRun.Each(
            random => JsonMutation.Of(Seeds[random.Next(Seeds.Length)], random),
            text =>
            {
                SnapshotCase? taken = null;
                if (FuzzRun.Refused(() => taken = SnapshotFile.Parse(text, "the file"), "InvalidSnapshot"))
                {
                    return;
                }

                foreach (PathCall call in taken!.Calls)
                {
                    Assert.NotNull(TestResults.Create(PathEngine.Judge(taken.Snapshot, call)).ToString());
                }
            }
        );

    private static JsonNode Json(Scene scene) =>
        JsonNode.Parse(
            JsonSerializer.Serialize(
                new SnapshotCase { Snapshot = scene.Snapshot, Calls = [scene.Call] },
                SnapshotJson.Default.SnapshotCase
            )
        )!;
}
