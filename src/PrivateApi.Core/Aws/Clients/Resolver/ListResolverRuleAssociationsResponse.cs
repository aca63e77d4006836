using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>Answer of ListResolverRuleAssociations.</summary>
internal sealed class ListResolverRuleAssociationsResponse : AmazonWebServiceResponse
{
    public List<ResolverRuleAssociation> ResolverRuleAssociations { get; set; } = [];

    public int? MaxResults { get; set; }

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}
