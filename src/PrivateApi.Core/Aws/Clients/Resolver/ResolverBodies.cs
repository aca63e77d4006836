using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>Bodies of requests, which are only ever written; what is null is left out.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ListResolverEndpointsRequest))]
[JsonSerializable(typeof(ListResolverEndpointIpAddressesRequest))]
[JsonSerializable(typeof(ListResolverRulesRequest))]
[JsonSerializable(typeof(ListResolverRuleAssociationsRequest))]
internal sealed partial class ResolverBodies : JsonSerializerContext;
