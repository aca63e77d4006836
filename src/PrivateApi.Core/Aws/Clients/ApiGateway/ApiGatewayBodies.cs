using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Bodies of requests, which are only ever written; what is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Serialization,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CreateAuthorizerRequest))]
[JsonSerializable(typeof(UpdateMethodRequest))]
[JsonSerializable(typeof(CreateRestApiRequest))]
[JsonSerializable(typeof(UpdateRestApiRequest))]
[JsonSerializable(typeof(CreateDeploymentRequest))]
[JsonSerializable(typeof(CreateStageRequest))]
[JsonSerializable(typeof(UpdateStageRequest))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(CreateApiKeyRequest))]
[JsonSerializable(typeof(UpdateApiKeyRequest))]
[JsonSerializable(typeof(UpdateUsageRequest))]
[JsonSerializable(typeof(CreateUsagePlanRequest))]
[JsonSerializable(typeof(UpdateUsagePlanRequest))]
[JsonSerializable(typeof(CreateUsagePlanKeyRequest))]
[JsonSerializable(typeof(TestInvokeMethodRequest))]
[JsonSerializable(typeof(CreateDomainNameRequest))]
[JsonSerializable(typeof(UpdateDomainNameRequest))]
[JsonSerializable(typeof(CreateDomainNameAccessAssociationRequest))]
[JsonSerializable(typeof(CreateBasePathMappingRequest))]
internal sealed partial class ApiGatewayBodies : JsonSerializerContext;
