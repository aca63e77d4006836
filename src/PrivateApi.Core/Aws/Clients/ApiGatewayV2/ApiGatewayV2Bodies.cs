using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.ApiGatewayV2;

/// <summary>Bodies of requests, which are only ever written; what is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Serialization,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CreateRoutingRuleRequest))]
internal sealed partial class ApiGatewayV2Bodies : JsonSerializerContext;
