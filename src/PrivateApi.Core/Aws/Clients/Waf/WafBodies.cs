using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.Waf;

/// <summary>Bodies of requests, which are only ever written; what is null is left out.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(GetWebACLRequest))]
[JsonSerializable(typeof(GetIPSetRequest))]
internal sealed partial class WafBodies : JsonSerializerContext;
