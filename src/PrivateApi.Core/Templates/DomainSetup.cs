using PrivateApi.Aws.Clients.ApiGateway;

namespace PrivateApi.Templates;

/// <summary>A private custom domain as it runs.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Mapping">Its base paths that lead to these APIs.</param>
/// <param name="VpcEndpointId">Endpoints associated with it.</param>
internal sealed record DomainSetup(DomainName Domain, IReadOnlyList<BasePathMapping> Mapping, IReadOnlyList<string> VpcEndpointId);
