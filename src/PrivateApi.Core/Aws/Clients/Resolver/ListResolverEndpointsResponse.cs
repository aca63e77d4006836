using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>Answer of ListResolverEndpoints.</summary>
internal sealed class ListResolverEndpointsResponse : AmazonWebServiceResponse
{
    public List<ResolverEndpoint> ResolverEndpoints { get; set; } = [];

    public int? MaxResults { get; set; }

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}
