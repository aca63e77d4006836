using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.Waf;

/// <summary>Bodies of answers, which are only ever read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(GetWebACLResponse))]
[JsonSerializable(typeof(GetIPSetResponse))]
internal sealed partial class WafAnswers : JsonSerializerContext;
