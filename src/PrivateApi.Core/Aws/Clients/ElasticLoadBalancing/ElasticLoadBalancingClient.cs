using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ElasticLoadBalancing;

/// <summary>Elastic Load Balancing v2: the operations that this module uses, named as in the AWS model.</summary>
internal sealed class ElasticLoadBalancingClient(AWSCredentials credentials, ServiceConfig config) : QueryClient(credentials, config)
{
    public static ServiceDefinition Service { get; } =
        new("Elastic Load Balancing v2", "elasticloadbalancing", "elasticloadbalancing", "2015-12-01");

    public Task<DescribeLoadBalancersResponse> DescribeLoadBalancersAsync(
        DescribeLoadBalancersRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ElasticLoadBalancingXml.DescribeLoadBalancers, stop);

    public Task<DescribeListenersResponse> DescribeListenersAsync(DescribeListenersRequest request, CancellationToken stop = default) =>
        CallAsync(request, ElasticLoadBalancingXml.DescribeListeners, stop);

    public Task<DescribeListenerCertificatesResponse> DescribeListenerCertificatesAsync(
        DescribeListenerCertificatesRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ElasticLoadBalancingXml.DescribeListenerCertificates, stop);

    public Task<DescribeRulesResponse> DescribeRulesAsync(DescribeRulesRequest request, CancellationToken stop = default) =>
        CallAsync(request, ElasticLoadBalancingXml.DescribeRules, stop);

    public Task<DescribeTargetGroupsResponse> DescribeTargetGroupsAsync(
        DescribeTargetGroupsRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ElasticLoadBalancingXml.DescribeTargetGroups, stop);

    public Task<DescribeTargetHealthResponse> DescribeTargetHealthAsync(
        DescribeTargetHealthRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, ElasticLoadBalancingXml.DescribeTargetHealth, stop);
}
