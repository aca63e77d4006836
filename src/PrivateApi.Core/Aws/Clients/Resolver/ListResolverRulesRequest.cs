using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>Request of ListResolverRules.</summary>
internal sealed class ListResolverRulesRequest : AmazonWebServiceRequest
{
    public List<Filter>? Filters { get; set; }

    /// <summary>At most 100; null for 100.</summary>
    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}
