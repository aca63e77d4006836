using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.ApiGatewayV2;

namespace PrivateApi.Templates;

/// <summary>A private custom domain as it runs.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Mappings">Its base paths that lead to these APIs.</param>
/// <param name="Associations">The account's endpoints that are associated with it.</param>
internal sealed record DomainSetup(
    DomainName Domain,
    IReadOnlyList<BasePathMapping> Mappings,
    IReadOnlyList<DomainNameAccessAssociation> Associations
)
{
    /// <summary>Its routing rules that lead to these APIs, by priority.</summary>
    public IReadOnlyList<RoutingRule> Rules { get; init; } = [];

    /// <summary>Endpoints associated with it.</summary>
    public IEnumerable<string> VpcEndpointIds => Associations.Select(association => association.AccessAssociationSource).OfType<string>();
}
