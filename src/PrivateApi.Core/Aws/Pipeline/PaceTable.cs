using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;

namespace PrivateApi.Aws.Pipeline;

/// <summary>
/// Which limits apply to a call. Source: "Amazon API Gateway quotas", the table of control-plane operations, whose
/// limits are fixed; to what it does not name, only the account's total applies. Route 53: "Throttling for Amazon Route
/// 53 API requests"; Resolver: "Quotas", "Maximums on API requests" (its burst is not documented).
/// </summary>
internal static class PaceTable
{
    private static readonly PaceRule Total = Gateway("control-plane calls", 10, 1, burst: 40);

    private static readonly PaceRule EdgeApi = Gateway("edge-optimized CreateRestApi or ImportRestApi", 1, 30);

    private static readonly Dictionary<string, PaceRule> ApiGateway = new PaceRule[]
    {
        Gateway("CreateApiKey", 5, 1, burst: 5),
        Gateway("CreateDeployment", 1, 5),
        Gateway("CreateDocumentationVersion", 1, 20),
        Gateway("CreateDomainName", 1, 30),
        Gateway("CreateResource", 5, 1, burst: 5),
        Gateway("CreateRestApi", 1, 3),
        Gateway("CreateVpcLink", 1, 15),
        Gateway("DeleteApiKey", 5, 1, burst: 5),
        Gateway("DeleteDomainName", 1, 30),
        Gateway("DeleteResource", 5, 1, burst: 5),
        Gateway("DeleteRestApi", 1, 30),
        Gateway("DeleteVpcLink", 1, 30),
        Gateway("GetResources", 5, 2, burst: 5),
        Gateway("ImportDocumentationParts", 1, 30),
        Gateway("ImportRestApi", 1, 3),
        Gateway("PutRestApi", 1, 1),
        Gateway("UpdateAccount", 1, 20),
        Gateway("UpdateDomainName", 1, 30),
        Gateway("UpdateUsagePlan", 1, 20),
    }.ToDictionary(rule => rule.Name, StringComparer.Ordinal);

    // EC2 publishes no bucket for these; one in 3.5 s is the pace that others have found to work.
    private static readonly PaceRule EndpointChanges = new("change of VPC endpoints", "EC2", 1, 3.5, 1);

    private static readonly PaceRule HostedZones = new("hosted zone calls", "Route 53", 10, 1, 50);

    private static readonly PaceRule Resolver = new("endpoint and rule calls", "Route 53 Resolver", 5, 1, 5);

    /// <summary>The limits of a call, the narrowest first; none for most services.</summary>
    public static IReadOnlyList<PaceRule> For(string serviceId, string operation, AmazonWebServiceRequest request) =>
        (serviceId, operation) switch
        {
            ("API Gateway", "CreateRestApi")
                when request
                    is CreateRestApiRequest { EndpointConfiguration.Types: not ["PRIVATE" or "REGIONAL"] }
                        or CreateRestApiRequest { EndpointConfiguration: null } => [EdgeApi, Total],
            ("API Gateway", "ImportRestApi") when request is ImportRestApiRequest import && !IsRegional(import) => [EdgeApi, Total],
            ("API Gateway", _) => ApiGateway.TryGetValue(operation, out PaceRule? rule) ? [rule, Total] : [Total],
            ("EC2", "CreateVpcEndpoint" or "ModifyVpcEndpoint" or "DeleteVpcEndpoints") => [EndpointChanges],
            ("Route 53", _) => [HostedZones],
            ("Route53Resolver", _) => [Resolver],
            _ => [],
        };

    private static bool IsRegional(ImportRestApiRequest import) =>
        import.Parameters?.TryGetValue("endpointConfigurationTypes", out string? type) == true && type is "PRIVATE" or "REGIONAL";

    private static PaceRule Gateway(string name, int calls, double seconds, int burst = 1) =>
        new(name, "API Gateway", calls, seconds, burst);
}
