using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace PrivateApi.Aws.Protocols;

/// <summary>Gives the endpoint provider its inputs.</summary>
internal sealed class ServiceEndpointResolver : BaseEndpointResolver
{
    public static EndpointParameters Parameters(IClientConfig config) =>
        new()
        {
            ["Region"] = config.RegionEndpoint?.SystemName ?? config.AuthenticationRegion,
            ["Endpoint"] = config.ServiceURL,
            ["UseFIPS"] = config.UseFIPSEndpoint,
            ["UseDualStack"] = config.UseDualstackEndpoint,
        };

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => Parameters(requestContext.ClientConfig);
}
