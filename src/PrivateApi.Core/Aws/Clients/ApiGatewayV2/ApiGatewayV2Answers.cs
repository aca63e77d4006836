using System.Text.Json.Serialization;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGatewayV2;

/// <summary>Bodies of answers, which are only ever read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(EpochSecondsConverter)]
)]
[JsonSerializable(typeof(GetApiResponse))]
[JsonSerializable(typeof(GetApisResponse))]
[JsonSerializable(typeof(GetVpcLinkResponse))]
[JsonSerializable(typeof(CreateRoutingRuleResponse))]
[JsonSerializable(typeof(DeleteRoutingRuleResponse))]
[JsonSerializable(typeof(ListRoutingRulesResponse))]
internal sealed partial class ApiGatewayV2Answers : JsonSerializerContext;
