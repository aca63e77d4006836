using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrivateApi.Calls.Ssm;

/// <summary>The wire form of what the script prints.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CurlReport))]
internal sealed partial class SsmJson : JsonSerializerContext;
