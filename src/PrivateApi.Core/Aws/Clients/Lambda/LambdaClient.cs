using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Lambda: the operations that this module uses, named as in the AWS model.</summary>
internal sealed class LambdaClient(AWSCredentials credentials, ServiceConfig config) : RestJsonClient(credentials, config)
{
    public static ServiceDefinition Service { get; } = new("Lambda", "lambda", "lambda", "2015-03-31");

    public Task<CreateFunctionResponse> CreateFunctionAsync(CreateFunctionRequest request, CancellationToken stop = default) =>
        CallAsync(request, LambdaAnswers.Default.CreateFunctionResponse, stop);

    public Task<GetFunctionResponse> GetFunctionAsync(GetFunctionRequest request, CancellationToken stop = default) =>
        CallAsync(request, LambdaAnswers.Default.GetFunctionResponse, stop);

    public Task<GetFunctionConfigurationResponse> GetFunctionConfigurationAsync(
        GetFunctionConfigurationRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, LambdaAnswers.Default.GetFunctionConfigurationResponse, stop);

    public Task<ListFunctionsResponse> ListFunctionsAsync(ListFunctionsRequest request, CancellationToken stop = default) =>
        CallAsync(request, LambdaAnswers.Default.ListFunctionsResponse, stop);

    public Task<UpdateFunctionConfigurationResponse> UpdateFunctionConfigurationAsync(
        UpdateFunctionConfigurationRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, LambdaAnswers.Default.UpdateFunctionConfigurationResponse, stop);

    public Task<DeleteFunctionResponse> DeleteFunctionAsync(DeleteFunctionRequest request, CancellationToken stop = default) =>
        CallAsync(request, LambdaAnswers.Default.DeleteFunctionResponse, stop);

    public Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken stop = default) =>
        CallAsync<InvokeResponse>(request, null, stop);

    public Task<GetPolicyResponse> GetPolicyAsync(GetPolicyRequest request, CancellationToken stop = default) =>
        CallAsync(request, LambdaAnswers.Default.GetPolicyResponse, stop);

    public Task<AddPermissionResponse> AddPermissionAsync(AddPermissionRequest request, CancellationToken stop = default) =>
        CallAsync(request, LambdaAnswers.Default.AddPermissionResponse, stop);

    public Task<RemovePermissionResponse> RemovePermissionAsync(RemovePermissionRequest request, CancellationToken stop = default) =>
        CallAsync(request, LambdaAnswers.Default.RemovePermissionResponse, stop);

    public Task<ListTagsResponse> ListTagsAsync(ListTagsRequest request, CancellationToken stop = default) =>
        CallAsync(request, LambdaAnswers.Default.ListTagsResponse, stop);

    public Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken stop = default) =>
        CallAsync(request, LambdaAnswers.Default.TagResourceResponse, stop);
}
