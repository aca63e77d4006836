using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>Bodies of answers, which are only ever read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AssociateResolverRuleResponse))]
[JsonSerializable(typeof(CreateResolverEndpointResponse))]
[JsonSerializable(typeof(CreateResolverRuleResponse))]
[JsonSerializable(typeof(DeleteResolverEndpointResponse))]
[JsonSerializable(typeof(DeleteResolverRuleResponse))]
[JsonSerializable(typeof(DisassociateResolverRuleResponse))]
[JsonSerializable(typeof(GetResolverEndpointResponse))]
[JsonSerializable(typeof(ListResolverEndpointsResponse))]
[JsonSerializable(typeof(ListResolverEndpointIpAddressesResponse))]
[JsonSerializable(typeof(ListResolverRulesResponse))]
[JsonSerializable(typeof(ListResolverRuleAssociationsResponse))]
[JsonSerializable(typeof(ListTagsForResourceResponse))]
internal sealed partial class ResolverAnswers : JsonSerializerContext;
