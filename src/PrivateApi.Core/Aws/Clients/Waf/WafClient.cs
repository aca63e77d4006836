using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Waf;

/// <summary>AWS WAF (its second version): the reads that this module uses, named as in the AWS model.</summary>
internal sealed class WafClient(AWSCredentials credentials, ServiceConfig config) : JsonClient(credentials, config)
{
    public static ServiceDefinition Service { get; } = new("WAFV2", "wafv2", "wafv2", "2019-07-29", TargetPrefix: "AWSWAF_20190729");

    public Task<GetWebACLResponse> GetWebACLAsync(GetWebACLRequest request, CancellationToken stop = default) =>
        CallAsync(request, WafBodies.Default.GetWebACLRequest, WafAnswers.Default.GetWebACLResponse, stop);

    public Task<GetIPSetResponse> GetIPSetAsync(GetIPSetRequest request, CancellationToken stop = default) =>
        CallAsync(request, WafBodies.Default.GetIPSetRequest, WafAnswers.Default.GetIPSetResponse, stop);
}
