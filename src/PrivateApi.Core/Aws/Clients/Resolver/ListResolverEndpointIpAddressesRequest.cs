using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>Request of ListResolverEndpointIpAddresses.</summary>
internal sealed class ListResolverEndpointIpAddressesRequest : AmazonWebServiceRequest
{
    public required string ResolverEndpointId { get; set; }

    /// <summary>At most 100; null for 100.</summary>
    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}
