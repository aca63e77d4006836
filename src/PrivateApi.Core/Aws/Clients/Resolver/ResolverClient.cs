using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>Route 53 Resolver: the operations that this module uses, named as in the AWS model.</summary>
internal sealed class ResolverClient(AWSCredentials credentials, ServiceConfig config) : JsonClient(credentials, config)
{
    public static ServiceDefinition Service { get; } =
        new("Route53Resolver", "route53resolver", "route53resolver", "2018-04-01", TargetPrefix: "Route53Resolver");

    public Task<AssociateResolverRuleResponse> AssociateResolverRuleAsync(
        AssociateResolverRuleRequest request,
        CancellationToken stop = default
    ) =>
        CallAsync(
            request,
            ResolverBodies.Default.AssociateResolverRuleRequest,
            ResolverAnswers.Default.AssociateResolverRuleResponse,
            stop
        );

    public Task<CreateResolverEndpointResponse> CreateResolverEndpointAsync(
        CreateResolverEndpointRequest request,
        CancellationToken stop = default
    ) =>
        CallAsync(
            request,
            ResolverBodies.Default.CreateResolverEndpointRequest,
            ResolverAnswers.Default.CreateResolverEndpointResponse,
            stop
        );

    public Task<CreateResolverRuleResponse> CreateResolverRuleAsync(CreateResolverRuleRequest request, CancellationToken stop = default) =>
        CallAsync(request, ResolverBodies.Default.CreateResolverRuleRequest, ResolverAnswers.Default.CreateResolverRuleResponse, stop);

    public Task<DeleteResolverEndpointResponse> DeleteResolverEndpointAsync(
        DeleteResolverEndpointRequest request,
        CancellationToken stop = default
    ) =>
        CallAsync(
            request,
            ResolverBodies.Default.DeleteResolverEndpointRequest,
            ResolverAnswers.Default.DeleteResolverEndpointResponse,
            stop
        );

    public Task<DeleteResolverRuleResponse> DeleteResolverRuleAsync(DeleteResolverRuleRequest request, CancellationToken stop = default) =>
        CallAsync(request, ResolverBodies.Default.DeleteResolverRuleRequest, ResolverAnswers.Default.DeleteResolverRuleResponse, stop);

    public Task<DisassociateResolverRuleResponse> DisassociateResolverRuleAsync(
        DisassociateResolverRuleRequest request,
        CancellationToken stop = default
    ) =>
        CallAsync(
            request,
            ResolverBodies.Default.DisassociateResolverRuleRequest,
            ResolverAnswers.Default.DisassociateResolverRuleResponse,
            stop
        );

    public Task<GetResolverEndpointResponse> GetResolverEndpointAsync(
        GetResolverEndpointRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ResolverBodies.Default.GetResolverEndpointRequest, ResolverAnswers.Default.GetResolverEndpointResponse, stop);

    public Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ResolverBodies.Default.ListTagsForResourceRequest, ResolverAnswers.Default.ListTagsForResourceResponse, stop);

    public Task<ListResolverEndpointsResponse> ListResolverEndpointsAsync(
        ListResolverEndpointsRequest request,
        CancellationToken stop = default
    ) =>
        CallAsync(
            request,
            ResolverBodies.Default.ListResolverEndpointsRequest,
            ResolverAnswers.Default.ListResolverEndpointsResponse,
            stop
        );

    public Task<ListResolverEndpointIpAddressesResponse> ListResolverEndpointIpAddressesAsync(
        ListResolverEndpointIpAddressesRequest request,
        CancellationToken stop = default
    ) =>
        CallAsync(
            request,
            ResolverBodies.Default.ListResolverEndpointIpAddressesRequest,
            ResolverAnswers.Default.ListResolverEndpointIpAddressesResponse,
            stop
        );

    public Task<ListResolverRulesResponse> ListResolverRulesAsync(ListResolverRulesRequest request, CancellationToken stop = default) =>
        CallAsync(request, ResolverBodies.Default.ListResolverRulesRequest, ResolverAnswers.Default.ListResolverRulesResponse, stop);

    public Task<ListResolverRuleAssociationsResponse> ListResolverRuleAssociationsAsync(
        ListResolverRuleAssociationsRequest request,
        CancellationToken stop = default
    ) =>
        CallAsync(
            request,
            ResolverBodies.Default.ListResolverRuleAssociationsRequest,
            ResolverAnswers.Default.ListResolverRuleAssociationsResponse,
            stop
        );
}
