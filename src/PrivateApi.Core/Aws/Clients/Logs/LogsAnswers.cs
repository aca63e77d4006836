using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.Logs;

/// <summary>Bodies of answers, which are only ever read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FilterLogEventsResponse))]
internal sealed partial class LogsAnswers : JsonSerializerContext;
