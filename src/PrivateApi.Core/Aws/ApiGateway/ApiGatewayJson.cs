using System.Text.Json.Serialization;

namespace PrivateApi.Aws.ApiGateway;

/// <summary>Bodies on the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(EpochSecondsConverter)])]
[JsonSerializable(typeof(CreateRestApiRequest))]
[JsonSerializable(typeof(CreateRestApiResponse))]
[JsonSerializable(typeof(GetRestApiResponse))]
[JsonSerializable(typeof(GetRestApisResponse))]
[JsonSerializable(typeof(UpdateRestApiRequest))]
[JsonSerializable(typeof(UpdateRestApiResponse))]
[JsonSerializable(typeof(DeleteRestApiResponse))]
[JsonSerializable(typeof(ImportRestApiResponse))]
[JsonSerializable(typeof(PutRestApiResponse))]
[JsonSerializable(typeof(GetResourcesResponse))]
[JsonSerializable(typeof(GetMethodResponse))]
[JsonSerializable(typeof(CreateDeploymentRequest))]
[JsonSerializable(typeof(CreateDeploymentResponse))]
[JsonSerializable(typeof(GetDeploymentResponse))]
[JsonSerializable(typeof(GetDeploymentsResponse))]
[JsonSerializable(typeof(DeleteDeploymentResponse))]
[JsonSerializable(typeof(CreateStageRequest))]
[JsonSerializable(typeof(CreateStageResponse))]
[JsonSerializable(typeof(GetStageResponse))]
[JsonSerializable(typeof(GetStagesResponse))]
[JsonSerializable(typeof(UpdateStageRequest))]
[JsonSerializable(typeof(UpdateStageResponse))]
[JsonSerializable(typeof(DeleteStageResponse))]
[JsonSerializable(typeof(GetTagsResponse))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(TagResourceResponse))]
[JsonSerializable(typeof(UntagResourceResponse))]
[JsonSerializable(typeof(GetGatewayResponsesResponse))]
[JsonSerializable(typeof(GetAuthorizersResponse))]
[JsonSerializable(typeof(GetVpcLinkResponse))]
[JsonSerializable(typeof(TestInvokeMethodRequest))]
[JsonSerializable(typeof(TestInvokeMethodResponse))]
internal sealed partial class ApiGatewayJson : JsonSerializerContext;
