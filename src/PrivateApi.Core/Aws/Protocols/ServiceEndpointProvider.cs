using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace PrivateApi.Aws.Protocols;

/// <summary>
/// Host name and signing Region of a service, from the SDK's own partition data. The rules are those of the AWS
/// models' endpoint rule sets for API Gateway, Lambda, IAM, Route 53 and Resolver.
/// </summary>
internal sealed class ServiceEndpointProvider(ServiceDefinition service) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters["Endpoint"] is string { Length: > 0 } given)
        {
            return new Endpoint(given);
        }

        string region = (string)parameters["Region"];
        bool fips = parameters["UseFIPS"] is true;
        Partition partition = Fn.Partition(region);
        string prefix = fips ? $"{service.EndpointPrefix}-fips" : service.EndpointPrefix;
        string suffix = parameters["UseDualStack"] is true ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return service.IsGlobal ? Global(partition, prefix, suffix) : Signed($"https://{prefix}.{region}.{suffix}", region);
    }

    private Endpoint Global(Partition partition, string prefix, string suffix) =>
        (partition.name, service.SigningName) switch
        {
            // GovCloud's only host is FIPS whether requested or not.
            ("aws-us-gov", _) => Signed($"https://{service.EndpointPrefix}.us-gov.{suffix}", partition.implicitGlobalRegion),
            ("aws", _) or (_, "route53") => Signed($"https://{prefix}.{suffix}", partition.implicitGlobalRegion),

            // China's implicit Region is Ningxia, but its IAM is in Beijing.
            ("aws-cn", _) => Signed($"https://{prefix}.cn-north-1.{suffix}", "cn-north-1"),
            _ => Signed($"https://{prefix}.{partition.implicitGlobalRegion}.{suffix}", partition.implicitGlobalRegion),
        };

    private Endpoint Signed(string url, string region)
    {
        PropertyBag scheme = new()
        {
            ["name"] = "sigv4",
            ["signingName"] = service.SigningName,
            ["signingRegion"] = region,
        };
        return new Endpoint(url) { Attributes = new PropertyBag { ["authSchemes"] = new List<object> { scheme } } };
    }
}
