// Over 250 lines: one short class a shape of the AWS model.
using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>A condition of a list: one of these values.</summary>
internal sealed class Filter
{
    public string Name { get; set; } = string.Empty;

    public List<string> Values { get; set; } = [];
}

/// <summary>An address of a Resolver endpoint.</summary>
internal sealed class IpAddressResponse
{
    public string? IpId { get; set; }

    public string? SubnetId { get; set; }

    public string? Ip { get; set; }

    public string? Ipv6 { get; set; }

    /// <summary><c>ATTACHED</c> when it answers.</summary>
    public string Status { get; set; } = string.Empty;

    public string? StatusMessage { get; set; }
}

/// <summary>A Resolver endpoint.</summary>
internal sealed class ResolverEndpoint
{
    public string Id { get; set; } = string.Empty;

    public string? Arn { get; set; }

    public string? CreatorRequestId { get; set; }

    /// <summary>When AWS made it, as RFC 3339; null if AWS does not say.</summary>
    public string? CreationTime { get; set; }

    public string? Name { get; set; }

    public List<string> SecurityGroupIds { get; set; } = [];

    /// <summary><c>INBOUND</c>, <c>OUTBOUND</c> or <c>INBOUND_DELEGATION</c>.</summary>
    public string Direction { get; set; } = string.Empty;

    public int? IpAddressCount { get; set; }

    public string HostVPCId { get; set; } = string.Empty;

    /// <summary><c>OPERATIONAL</c> when it answers.</summary>
    public string Status { get; set; } = string.Empty;

    public string? StatusMessage { get; set; }

    public string? ResolverEndpointType { get; set; }

    public List<string>? Protocols { get; set; }
}

/// <summary>A Resolver rule.</summary>
internal sealed class ResolverRule
{
    public string Id { get; set; } = string.Empty;

    public string? Arn { get; set; }

    /// <summary>With a trailing dot.</summary>
    public string DomainName { get; set; } = string.Empty;

    public string Status { get; set; } = string.Empty;

    /// <summary><c>FORWARD</c>, <c>SYSTEM</c>, <c>RECURSIVE</c> or <c>DELEGATE</c>.</summary>
    public string RuleType { get; set; } = string.Empty;

    public string? Name { get; set; }

    public List<TargetAddress>? TargetIps { get; set; }

    /// <summary>The outbound endpoint; null unless the rule forwards.</summary>
    public string? ResolverEndpointId { get; set; }

    /// <summary>When AWS made it, as RFC 3339; null for the rules that AWS defines.</summary>
    public string? CreationTime { get; set; }

    public string? OwnerId { get; set; }

    public string? ShareStatus { get; set; }
}

/// <summary>A Resolver rule at work in a VPC.</summary>
internal sealed class ResolverRuleAssociation
{
    public string Id { get; set; } = string.Empty;

    public string ResolverRuleId { get; set; } = string.Empty;

    public string? Name { get; set; }

    public string VPCId { get; set; } = string.Empty;

    /// <summary><c>COMPLETE</c> when it is at work.</summary>
    public string Status { get; set; } = string.Empty;

    public string? StatusMessage { get; set; }
}

/// <summary>A name server that a rule forwards to.</summary>
internal sealed class TargetAddress
{
    public string? Ip { get; set; }

    public string? Ipv6 { get; set; }

    public int? Port { get; set; }

    public string? Protocol { get; set; }
}

/// <summary>Request of ListResolverEndpointIpAddresses.</summary>
internal sealed class ListResolverEndpointIpAddressesRequest : AmazonWebServiceRequest
{
    public required string ResolverEndpointId { get; set; }

    /// <summary>At most 100; null for 100.</summary>
    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Answer of ListResolverEndpointIpAddresses.</summary>
internal sealed class ListResolverEndpointIpAddressesResponse : AmazonWebServiceResponse
{
    public List<IpAddressResponse> IpAddresses { get; set; } = [];

    public int? MaxResults { get; set; }

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}

/// <summary>Request of ListResolverEndpoints.</summary>
internal sealed class ListResolverEndpointsRequest : AmazonWebServiceRequest
{
    public List<Filter>? Filters { get; set; }

    /// <summary>At most 100; null for 100.</summary>
    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Answer of ListResolverEndpoints.</summary>
internal sealed class ListResolverEndpointsResponse : AmazonWebServiceResponse
{
    public List<ResolverEndpoint> ResolverEndpoints { get; set; } = [];

    public int? MaxResults { get; set; }

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}

/// <summary>Request of ListResolverRuleAssociations.</summary>
internal sealed class ListResolverRuleAssociationsRequest : AmazonWebServiceRequest
{
    public List<Filter>? Filters { get; set; }

    /// <summary>At most 100; null for 100.</summary>
    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Answer of ListResolverRuleAssociations.</summary>
internal sealed class ListResolverRuleAssociationsResponse : AmazonWebServiceResponse
{
    public List<ResolverRuleAssociation> ResolverRuleAssociations { get; set; } = [];

    public int? MaxResults { get; set; }

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}

/// <summary>Request of ListResolverRules.</summary>
internal sealed class ListResolverRulesRequest : AmazonWebServiceRequest
{
    public List<Filter>? Filters { get; set; }

    /// <summary>At most 100; null for 100.</summary>
    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Answer of ListResolverRules.</summary>
internal sealed class ListResolverRulesResponse : AmazonWebServiceResponse
{
    public List<ResolverRule> ResolverRules { get; set; } = [];

    public int? MaxResults { get; set; }

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}

/// <summary>A subnet in which a Resolver endpoint gets an address.</summary>
internal sealed class IpAddressRequest
{
    public required string SubnetId { get; set; }

    /// <summary>Null for one that AWS chooses.</summary>
    public string? Ip { get; set; }

    public string? Ipv6 { get; set; }
}

/// <summary>A tag.</summary>
internal sealed class Tag
{
    public string Key { get; set; } = string.Empty;

    public string Value { get; set; } = string.Empty;
}

/// <summary>Request of AssociateResolverRule.</summary>
internal sealed class AssociateResolverRuleRequest : AmazonWebServiceRequest
{
    public required string ResolverRuleId { get; set; }

    public string? Name { get; set; }

    public required string VPCId { get; set; }
}

/// <summary>Answer of AssociateResolverRule.</summary>
internal sealed class AssociateResolverRuleResponse : AmazonWebServiceResponse
{
    public ResolverRuleAssociation ResolverRuleAssociation { get; set; } = new();
}

/// <summary>Request of CreateResolverEndpoint.</summary>
internal sealed class CreateResolverEndpointRequest : AmazonWebServiceRequest
{
    /// <summary>AWS carries out a request with the same one only once.</summary>
    public required string CreatorRequestId { get; set; }

    /// <summary>For people; at most 64 letters, digits, spaces and <c>- _ '</c>, not digits alone.</summary>
    public string? Name { get; set; }

    public required List<string> SecurityGroupIds { get; set; }

    public required string Direction { get; set; }

    /// <summary>At least two.</summary>
    public required List<IpAddressRequest> IpAddresses { get; set; }

    public List<Tag>? Tags { get; set; }
}

/// <summary>Answer of CreateResolverEndpoint.</summary>
internal sealed class CreateResolverEndpointResponse : AmazonWebServiceResponse
{
    public ResolverEndpoint ResolverEndpoint { get; set; } = new();
}

/// <summary>Request of CreateResolverRule.</summary>
internal sealed class CreateResolverRuleRequest : AmazonWebServiceRequest
{
    /// <summary>AWS carries out a request with the same one only once.</summary>
    public required string CreatorRequestId { get; set; }

    /// <summary>As that of an endpoint.</summary>
    public string? Name { get; set; }

    public required string RuleType { get; set; }

    public string? DomainName { get; set; }

    public List<TargetAddress>? TargetIps { get; set; }

    public string? ResolverEndpointId { get; set; }

    public List<Tag>? Tags { get; set; }
}

/// <summary>Answer of CreateResolverRule.</summary>
internal sealed class CreateResolverRuleResponse : AmazonWebServiceResponse
{
    public ResolverRule ResolverRule { get; set; } = new();
}

/// <summary>Request of DeleteResolverEndpoint.</summary>
internal sealed class DeleteResolverEndpointRequest : AmazonWebServiceRequest
{
    public required string ResolverEndpointId { get; set; }
}

/// <summary>Answer of DeleteResolverEndpoint.</summary>
internal sealed class DeleteResolverEndpointResponse : AmazonWebServiceResponse
{
    public ResolverEndpoint ResolverEndpoint { get; set; } = new();
}

/// <summary>Request of DeleteResolverRule.</summary>
internal sealed class DeleteResolverRuleRequest : AmazonWebServiceRequest
{
    public required string ResolverRuleId { get; set; }
}

/// <summary>Answer of DeleteResolverRule.</summary>
internal sealed class DeleteResolverRuleResponse : AmazonWebServiceResponse
{
    public ResolverRule ResolverRule { get; set; } = new();
}

/// <summary>Request of DisassociateResolverRule.</summary>
internal sealed class DisassociateResolverRuleRequest : AmazonWebServiceRequest
{
    public required string VPCId { get; set; }

    public required string ResolverRuleId { get; set; }
}

/// <summary>Answer of DisassociateResolverRule.</summary>
internal sealed class DisassociateResolverRuleResponse : AmazonWebServiceResponse
{
    public ResolverRuleAssociation ResolverRuleAssociation { get; set; } = new();
}

/// <summary>Request of GetResolverEndpoint.</summary>
internal sealed class GetResolverEndpointRequest : AmazonWebServiceRequest
{
    public required string ResolverEndpointId { get; set; }
}

/// <summary>Answer of GetResolverEndpoint.</summary>
internal sealed class GetResolverEndpointResponse : AmazonWebServiceResponse
{
    public ResolverEndpoint ResolverEndpoint { get; set; } = new();
}

/// <summary>Request of ListTagsForResource.</summary>
internal sealed class ListTagsForResourceRequest : AmazonWebServiceRequest
{
    public required string ResourceArn { get; set; }

    /// <summary>At most 100; null for 100.</summary>
    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Answer of ListTagsForResource.</summary>
internal sealed class ListTagsForResourceResponse : AmazonWebServiceResponse
{
    public List<Tag> Tags { get; set; } = [];

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}
