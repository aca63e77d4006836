using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>Bodies of requests, which are only ever written; what is null is left out.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AssociateResolverRuleRequest))]
[JsonSerializable(typeof(CreateResolverEndpointRequest))]
[JsonSerializable(typeof(CreateResolverRuleRequest))]
[JsonSerializable(typeof(DeleteResolverEndpointRequest))]
[JsonSerializable(typeof(DeleteResolverRuleRequest))]
[JsonSerializable(typeof(DisassociateResolverRuleRequest))]
[JsonSerializable(typeof(GetResolverEndpointRequest))]
[JsonSerializable(typeof(ListResolverEndpointsRequest))]
[JsonSerializable(typeof(ListResolverEndpointIpAddressesRequest))]
[JsonSerializable(typeof(ListResolverRulesRequest))]
[JsonSerializable(typeof(ListResolverRuleAssociationsRequest))]
[JsonSerializable(typeof(ListTagsForResourceRequest))]
internal sealed partial class ResolverBodies : JsonSerializerContext;
