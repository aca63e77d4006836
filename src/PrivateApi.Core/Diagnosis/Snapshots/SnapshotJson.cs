using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PrivateApi.Diagnosis.Snapshots;

/// <summary>The file form of snapshots.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(SnapshotCase))]
internal sealed partial class SnapshotJson : JsonSerializerContext
{
    /// <summary>
    /// For reading, by reflection: the generated reader sets a property that the file does not have to null or zero, not to the
    /// fact's default value.
    /// </summary>
    public static JsonSerializerOptions Reading { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Converters = { new JsonStringEnumConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
}
