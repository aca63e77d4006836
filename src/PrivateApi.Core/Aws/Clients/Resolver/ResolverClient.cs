using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>Route 53 Resolver: the reads that this module uses, named as in the AWS model.</summary>
internal sealed class ResolverClient(AWSCredentials credentials, ServiceConfig config) : JsonClient(credentials, config)
{
    public static ServiceDefinition Service { get; } =
        new("Route53Resolver", "route53resolver", "route53resolver", "2018-04-01", TargetPrefix: "Route53Resolver");

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
