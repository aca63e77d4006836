using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGatewayV2;

/// <summary>API Gateway V2: the operations that this module uses, named as in the AWS model.</summary>
internal sealed class ApiGatewayV2Client(AWSCredentials credentials, ServiceConfig config) : RestJsonClient(credentials, config)
{
    public static ServiceDefinition Service { get; } = new("ApiGatewayV2", "apigateway", "apigateway", "2018-11-29");

    public Task<GetApiResponse> GetApiAsync(GetApiRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayV2Answers.Default.GetApiResponse, stop);

    public Task<GetApisResponse> GetApisAsync(GetApisRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayV2Answers.Default.GetApisResponse, stop);

    public Task<GetVpcLinkResponse> GetVpcLinkAsync(GetVpcLinkRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayV2Answers.Default.GetVpcLinkResponse, stop);

    public Task<CreateRoutingRuleResponse> CreateRoutingRuleAsync(CreateRoutingRuleRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayV2Answers.Default.CreateRoutingRuleResponse, stop);

    public Task<DeleteRoutingRuleResponse> DeleteRoutingRuleAsync(DeleteRoutingRuleRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayV2Answers.Default.DeleteRoutingRuleResponse, stop);

    public Task<ListRoutingRulesResponse> ListRoutingRulesAsync(ListRoutingRulesRequest request, CancellationToken stop = default) =>
        CallAsync(request, ApiGatewayV2Answers.Default.ListRoutingRulesResponse, stop);
}
