using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>Answer of ListResolverRules.</summary>
internal sealed class ListResolverRulesResponse : AmazonWebServiceResponse
{
    public List<ResolverRule> ResolverRules { get; set; } = [];

    public int? MaxResults { get; set; }

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}
