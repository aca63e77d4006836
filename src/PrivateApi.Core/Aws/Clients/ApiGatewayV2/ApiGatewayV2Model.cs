using System.Text.Json.Serialization;
using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGatewayV2;

/// <summary>An HTTP or WebSocket API.</summary>
internal class V2Api : AmazonWebServiceResponse
{
    public string ApiId { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    /// <summary><c>HTTP</c> or <c>WEBSOCKET</c>.</summary>
    public string ProtocolType { get; set; } = string.Empty;
}

/// <summary>A rule of a custom domain name that is looked at before its base paths.</summary>
internal sealed class RoutingRule
{
    public string RoutingRuleId { get; set; } = string.Empty;

    public int Priority { get; set; }

    public List<RoutingRuleCondition> Conditions { get; set; } = [];

    public List<RoutingRuleAction> Actions { get; set; } = [];
}

/// <summary>One of the two kinds of condition.</summary>
internal sealed class RoutingRuleCondition
{
    public RoutingRuleMatchBasePaths? MatchBasePaths { get; set; }

    public RoutingRuleMatchHeaders? MatchHeaders { get; set; }
}

/// <summary>The path begins with one of these.</summary>
internal sealed class RoutingRuleMatchBasePaths
{
    public List<string> AnyOf { get; set; } = [];
}

/// <summary>The request has one of these headers.</summary>
internal sealed class RoutingRuleMatchHeaders
{
    public List<RoutingRuleMatchHeaderValue> AnyOf { get; set; } = [];
}

/// <summary>A header and the pattern of its value.</summary>
internal sealed class RoutingRuleMatchHeaderValue
{
    public string Header { get; set; } = string.Empty;

    public string ValueGlob { get; set; } = string.Empty;
}

/// <summary>What a rule does.</summary>
internal sealed class RoutingRuleAction
{
    public RoutingRuleActionInvokeApi? InvokeApi { get; set; }
}

/// <summary>Where a rule sends a call.</summary>
internal sealed class RoutingRuleActionInvokeApi
{
    public string ApiId { get; set; } = string.Empty;

    public string Stage { get; set; } = string.Empty;

    public bool? StripBasePath { get; set; }
}

/// <summary>Request of GetApi.</summary>
internal sealed class GetApiRequest : RestRequest
{
    public required string ApiId { get; set; }

    internal override void Write(RestWire wire) => wire.Get("/v2/apis/{apiId}").Path("apiId", ApiId);
}

/// <summary>Answer of GetApi.</summary>
internal sealed class GetApiResponse : V2Api;

/// <summary>Request of GetApis.</summary>
internal sealed class GetApisRequest : RestRequest
{
    public string? MaxResults { get; set; }

    public string? NextToken { get; set; }

    internal override void Write(RestWire wire) => wire.Get("/v2/apis").Query("maxResults", MaxResults).Query("nextToken", NextToken);
}

/// <summary>Answer of GetApis.</summary>
internal sealed class GetApisResponse : AmazonWebServiceResponse
{
    public List<V2Api> Items { get; set; } = [];

    public string? NextToken { get; set; }
}

/// <summary>Request of GetVpcLink.</summary>
internal sealed class GetVpcLinkRequest : RestRequest
{
    public required string VpcLinkId { get; set; }

    internal override void Write(RestWire wire) => wire.Get("/v2/vpclinks/{vpcLinkId}").Path("vpcLinkId", VpcLinkId);
}

/// <summary>Answer of GetVpcLink.</summary>
internal sealed class GetVpcLinkResponse : AmazonWebServiceResponse
{
    public string? VpcLinkStatus { get; set; }

    public string? VpcLinkStatusMessage { get; set; }

    public List<string> SubnetIds { get; set; } = [];

    public List<string> SecurityGroupIds { get; set; } = [];
}

/// <summary>Request of ListRoutingRules.</summary>
internal sealed class ListRoutingRulesRequest : RestRequest
{
    public required string DomainName { get; set; }

    public string? DomainNameId { get; set; }

    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/v2/domainnames/{domainName}/routingrules")
            .Path("domainName", DomainName)
            .Query("domainNameId", DomainNameId)
            .Query("maxResults", MaxResults)
            .Query("nextToken", NextToken);
}

/// <summary>Answer of ListRoutingRules.</summary>
internal sealed class ListRoutingRulesResponse : AmazonWebServiceResponse
{
    public List<RoutingRule> RoutingRules { get; set; } = [];

    public string? NextToken { get; set; }
}

/// <summary>Request of CreateRoutingRule.</summary>
internal sealed class CreateRoutingRuleRequest : RestRequest
{
    [JsonIgnore]
    public required string DomainName { get; set; }

    [JsonIgnore]
    public string? DomainNameId { get; set; }

    /// <summary>From 1 to 1,000,000; the lowest is looked at first.</summary>
    public int Priority { get; set; }

    public List<RoutingRuleCondition> Conditions { get; set; } = [];

    public List<RoutingRuleAction> Actions { get; set; } = [];

    internal override void Write(RestWire wire) =>
        wire.Post("/v2/domainnames/{domainName}/routingrules")
            .Path("domainName", DomainName)
            .Query("domainNameId", DomainNameId)
            .Json(this, ApiGatewayV2Bodies.Default.CreateRoutingRuleRequest);
}

/// <summary>Answer of CreateRoutingRule.</summary>
internal sealed class CreateRoutingRuleResponse : AmazonWebServiceResponse
{
    public string RoutingRuleId { get; set; } = string.Empty;
}

/// <summary>Request of DeleteRoutingRule.</summary>
internal sealed class DeleteRoutingRuleRequest : RestRequest
{
    public required string DomainName { get; set; }

    public string? DomainNameId { get; set; }

    public required string RoutingRuleId { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Delete("/v2/domainnames/{domainName}/routingrules/{routingRuleId}")
            .Path("domainName", DomainName)
            .Path("routingRuleId", RoutingRuleId)
            .Query("domainNameId", DomainNameId);
}

/// <summary>Answer of DeleteRoutingRule.</summary>
internal sealed class DeleteRoutingRuleResponse : AmazonWebServiceResponse;
