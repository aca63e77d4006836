using System.Text.Json.Serialization;
using PrivateApi.Facts;
using PrivateApi.Reachability;

namespace PrivateApi.Diagnosis.Snapshots;

/// <summary>A snapshot with the calls that were judged over it: the content of a file.</summary>
internal sealed record SnapshotCase
{
    public required AccountSnapshot Snapshot { get; init; }

    [JsonPropertyName("call")]
    public required IReadOnlyList<PathCall> Calls { get; init; }
}
