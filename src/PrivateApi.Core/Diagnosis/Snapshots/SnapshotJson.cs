using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrivateApi.Diagnosis.Snapshots;

/// <summary>The file form of snapshots.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SnapshotCase))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
