using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>API Gateway's control plane: the operations that this module uses, named as in the AWS model.</summary>
internal sealed class ApiGatewayClient(AWSCredentials credentials, ServiceConfig config) : RestJsonClient(credentials, config)
{
    public static ServiceDefinition Service { get; } = new("API Gateway", "apigateway", "apigateway", "2015-07-09");

    public Task<CreateRestApiResponse> CreateRestApiAsync(CreateRestApiRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.CreateRestApiResponse, stop);

    public Task<GetRestApiResponse> GetRestApiAsync(GetRestApiRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetRestApiResponse, stop);

    public Task<GetRestApisResponse> GetRestApisAsync(GetRestApisRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetRestApisResponse, stop);

    public Task<UpdateRestApiResponse> UpdateRestApiAsync(UpdateRestApiRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.UpdateRestApiResponse, stop);

    public Task<DeleteRestApiResponse> DeleteRestApiAsync(DeleteRestApiRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.DeleteRestApiResponse, stop);

    public Task<ImportRestApiResponse> ImportRestApiAsync(ImportRestApiRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.ImportRestApiResponse, stop);

    public Task<PutRestApiResponse> PutRestApiAsync(PutRestApiRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.PutRestApiResponse, stop);

    public Task<GetResourcesResponse> GetResourcesAsync(GetResourcesRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetResourcesResponse, stop);

    public Task<GetMethodResponse> GetMethodAsync(GetMethodRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetMethodResponse, stop);

    public Task<CreateDeploymentResponse> CreateDeploymentAsync(CreateDeploymentRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.CreateDeploymentResponse, stop);

    public Task<GetDeploymentResponse> GetDeploymentAsync(GetDeploymentRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetDeploymentResponse, stop);

    public Task<GetDeploymentsResponse> GetDeploymentsAsync(GetDeploymentsRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetDeploymentsResponse, stop);

    public Task<DeleteDeploymentResponse> DeleteDeploymentAsync(DeleteDeploymentRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.DeleteDeploymentResponse, stop);

    public Task<CreateStageResponse> CreateStageAsync(CreateStageRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.CreateStageResponse, stop);

    public Task<GetStageResponse> GetStageAsync(GetStageRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetStageResponse, stop);

    public Task<GetStagesResponse> GetStagesAsync(GetStagesRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetStagesResponse, stop);

    public Task<UpdateStageResponse> UpdateStageAsync(UpdateStageRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.UpdateStageResponse, stop);

    public Task<DeleteStageResponse> DeleteStageAsync(DeleteStageRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.DeleteStageResponse, stop);

    public Task<GetExportResponse> GetExportAsync(GetExportRequest request, CancellationToken stop = default) =>
        CallAsync<GetExportResponse>(request, null, stop);

    public Task<GetTagsResponse> GetTagsAsync(GetTagsRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetTagsResponse, stop);

    public Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.TagResourceResponse, stop);

    public Task<UntagResourceResponse> UntagResourceAsync(UntagResourceRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.UntagResourceResponse, stop);

    public Task<GetGatewayResponsesResponse> GetGatewayResponsesAsync(
        GetGatewayResponsesRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ApiGatewayAnswers.Default.GetGatewayResponsesResponse, stop);

    public Task<GetAuthorizersResponse> GetAuthorizersAsync(GetAuthorizersRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetAuthorizersResponse, stop);

    public Task<CreateAuthorizerResponse> CreateAuthorizerAsync(CreateAuthorizerRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.CreateAuthorizerResponse, stop);

    public Task<DeleteAuthorizerResponse> DeleteAuthorizerAsync(DeleteAuthorizerRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.DeleteAuthorizerResponse, stop);

    public Task<UpdateMethodResponse> UpdateMethodAsync(UpdateMethodRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.UpdateMethodResponse, stop);

    public Task<GetVpcLinkResponse> GetVpcLinkAsync(GetVpcLinkRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetVpcLinkResponse, stop);

    public Task<GetApiKeysResponse> GetApiKeysAsync(GetApiKeysRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetApiKeysResponse, stop);

    public Task<GetUsagePlansResponse> GetUsagePlansAsync(GetUsagePlansRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetUsagePlansResponse, stop);

    public Task<CreateApiKeyResponse> CreateApiKeyAsync(CreateApiKeyRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.CreateApiKeyResponse, stop);

    public Task<GetApiKeyResponse> GetApiKeyAsync(GetApiKeyRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetApiKeyResponse, stop);

    public Task<DeleteApiKeyResponse> DeleteApiKeyAsync(DeleteApiKeyRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.DeleteApiKeyResponse, stop);

    public Task<GetUsagePlanResponse> GetUsagePlanAsync(GetUsagePlanRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetUsagePlanResponse, stop);

    public Task<GetUsagePlanKeysResponse> GetUsagePlanKeysAsync(GetUsagePlanKeysRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetUsagePlanKeysResponse, stop);

    public Task<GetUsageResponse> GetUsageAsync(GetUsageRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetUsageResponse, stop);

    public Task<UpdateUsageResponse> UpdateUsageAsync(UpdateUsageRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.UpdateUsageResponse, stop);

    public Task<UpdateApiKeyResponse> UpdateApiKeyAsync(UpdateApiKeyRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.UpdateApiKeyResponse, stop);

    public Task<CreateUsagePlanResponse> CreateUsagePlanAsync(CreateUsagePlanRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.CreateUsagePlanResponse, stop);

    public Task<UpdateUsagePlanResponse> UpdateUsagePlanAsync(UpdateUsagePlanRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.UpdateUsagePlanResponse, stop);

    public Task<DeleteUsagePlanResponse> DeleteUsagePlanAsync(DeleteUsagePlanRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.DeleteUsagePlanResponse, stop);

    public Task<CreateUsagePlanKeyResponse> CreateUsagePlanKeyAsync(CreateUsagePlanKeyRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.CreateUsagePlanKeyResponse, stop);

    public Task<DeleteUsagePlanKeyResponse> DeleteUsagePlanKeyAsync(DeleteUsagePlanKeyRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.DeleteUsagePlanKeyResponse, stop);

    public Task<TestInvokeMethodResponse> TestInvokeMethodAsync(TestInvokeMethodRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.TestInvokeMethodResponse, stop);

    public Task<GetDomainNameResponse> GetDomainNameAsync(GetDomainNameRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetDomainNameResponse, stop);

    public Task<GetDomainNamesResponse> GetDomainNamesAsync(GetDomainNamesRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.GetDomainNamesResponse, stop);

    public Task<GetDomainNameAccessAssociationsResponse> GetDomainNameAccessAssociationsAsync(
        GetDomainNameAccessAssociationsRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ApiGatewayAnswers.Default.GetDomainNameAccessAssociationsResponse, stop);

    public Task<GetBasePathMappingsResponse> GetBasePathMappingsAsync(
        GetBasePathMappingsRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ApiGatewayAnswers.Default.GetBasePathMappingsResponse, stop);

    public Task<CreateDomainNameResponse> CreateDomainNameAsync(CreateDomainNameRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.CreateDomainNameResponse, stop);

    public Task<DeleteDomainNameResponse> DeleteDomainNameAsync(DeleteDomainNameRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.DeleteDomainNameResponse, stop);

    public Task<RejectDomainNameAccessAssociationResponse> RejectDomainNameAccessAssociationAsync(
        RejectDomainNameAccessAssociationRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ApiGatewayAnswers.Default.RejectDomainNameAccessAssociationResponse, stop);

    public Task<UpdateDomainNameResponse> UpdateDomainNameAsync(UpdateDomainNameRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayAnswers.Default.UpdateDomainNameResponse, stop);

    public Task<CreateDomainNameAccessAssociationResponse> CreateDomainNameAccessAssociationAsync(
        CreateDomainNameAccessAssociationRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ApiGatewayAnswers.Default.CreateDomainNameAccessAssociationResponse, stop);

    public Task<DeleteDomainNameAccessAssociationResponse> DeleteDomainNameAccessAssociationAsync(
        DeleteDomainNameAccessAssociationRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ApiGatewayAnswers.Default.DeleteDomainNameAccessAssociationResponse, stop);

    public Task<CreateBasePathMappingResponse> CreateBasePathMappingAsync(
        CreateBasePathMappingRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ApiGatewayAnswers.Default.CreateBasePathMappingResponse, stop);

    public Task<DeleteBasePathMappingResponse> DeleteBasePathMappingAsync(
        DeleteBasePathMappingRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ApiGatewayAnswers.Default.DeleteBasePathMappingResponse, stop);
}
