using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>Answer of ListResolverEndpointIpAddresses.</summary>
internal sealed class ListResolverEndpointIpAddressesResponse : AmazonWebServiceResponse
{
    public List<IpAddressResponse> IpAddresses { get; set; } = [];

    public int? MaxResults { get; set; }

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}
