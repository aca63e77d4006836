using System.Text.Json.Serialization;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Bodies of answers, which are only ever read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(EpochSecondsConverter)]
)]
[JsonSerializable(typeof(CreateRestApiResponse))]
[JsonSerializable(typeof(GetRestApiResponse))]
[JsonSerializable(typeof(GetRestApisResponse))]
[JsonSerializable(typeof(UpdateRestApiResponse))]
[JsonSerializable(typeof(DeleteRestApiResponse))]
[JsonSerializable(typeof(ImportRestApiResponse))]
[JsonSerializable(typeof(PutRestApiResponse))]
[JsonSerializable(typeof(GetResourcesResponse))]
[JsonSerializable(typeof(GetMethodResponse))]
[JsonSerializable(typeof(CreateDeploymentResponse))]
[JsonSerializable(typeof(GetDeploymentResponse))]
[JsonSerializable(typeof(GetDeploymentsResponse))]
[JsonSerializable(typeof(DeleteDeploymentResponse))]
[JsonSerializable(typeof(CreateStageResponse))]
[JsonSerializable(typeof(GetStageResponse))]
[JsonSerializable(typeof(GetStagesResponse))]
[JsonSerializable(typeof(UpdateStageResponse))]
[JsonSerializable(typeof(DeleteStageResponse))]
[JsonSerializable(typeof(GetTagsResponse))]
[JsonSerializable(typeof(TagResourceResponse))]
[JsonSerializable(typeof(UntagResourceResponse))]
[JsonSerializable(typeof(GetGatewayResponsesResponse))]
[JsonSerializable(typeof(GetAuthorizersResponse))]
[JsonSerializable(typeof(GetVpcLinkResponse))]
[JsonSerializable(typeof(GetApiKeysResponse))]
[JsonSerializable(typeof(GetUsagePlansResponse))]
[JsonSerializable(typeof(UpdateApiKeyResponse))]
[JsonSerializable(typeof(CreateUsagePlanResponse))]
[JsonSerializable(typeof(UpdateUsagePlanResponse))]
[JsonSerializable(typeof(DeleteUsagePlanResponse))]
[JsonSerializable(typeof(CreateUsagePlanKeyResponse))]
[JsonSerializable(typeof(DeleteUsagePlanKeyResponse))]
[JsonSerializable(typeof(TestInvokeMethodResponse))]
[JsonSerializable(typeof(GetDomainNameResponse))]
[JsonSerializable(typeof(GetDomainNamesResponse))]
[JsonSerializable(typeof(GetDomainNameAccessAssociationsResponse))]
[JsonSerializable(typeof(GetBasePathMappingsResponse))]
[JsonSerializable(typeof(UpdateDomainNameResponse))]
[JsonSerializable(typeof(CreateDomainNameAccessAssociationResponse))]
[JsonSerializable(typeof(DeleteDomainNameAccessAssociationResponse))]
[JsonSerializable(typeof(CreateBasePathMappingResponse))]
[JsonSerializable(typeof(DeleteBasePathMappingResponse))]
internal sealed partial class ApiGatewayAnswers : JsonSerializerContext;
