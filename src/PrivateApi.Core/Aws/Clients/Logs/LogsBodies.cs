using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.Logs;

/// <summary>Bodies of requests, which are only ever written; what is null is left out.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(FilterLogEventsRequest))]
internal sealed partial class LogsBodies : JsonSerializerContext;
