using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrivateApi.Calls;

/// <summary>The wire form of <see cref="LabCallProtocol"/>.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(LabCallRequest))]
[JsonSerializable(typeof(LabCallAnswer))]
internal sealed partial class LabCallJson : JsonSerializerContext;
