using PrivateApi.Aws.Clients.ApiGateway;

namespace PrivateApi.Templates;

/// <summary>A private custom domain as it runs.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Mappings">Its base paths that lead to these APIs.</param>
/// <param name="VpcEndpointIds">Endpoints associated with it.</param>
internal sealed record DomainSetup(DomainName Domain, IReadOnlyList<BasePathMapping> Mappings, IReadOnlyList<string> VpcEndpointIds);
