using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>Bodies of answers, which are only ever read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ListResolverEndpointsResponse))]
[JsonSerializable(typeof(ListResolverEndpointIpAddressesResponse))]
[JsonSerializable(typeof(ListResolverRulesResponse))]
[JsonSerializable(typeof(ListResolverRuleAssociationsResponse))]
internal sealed partial class ResolverAnswers : JsonSerializerContext;
