using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.Route53Profiles;

/// <summary>Bodies of answers, which are only ever read. Members are written in capitals here.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ListProfileAssociationsResponse))]
[JsonSerializable(typeof(ListProfileResourceAssociationsResponse))]
internal sealed partial class Route53ProfilesAnswers : JsonSerializerContext;
