using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ElasticLoadBalancing;

/// <summary>A load balancer.</summary>
internal sealed class LoadBalancer
{
    public string LoadBalancerArn { get; set; } = string.Empty;

    public string LoadBalancerName { get; set; } = string.Empty;

    public string DNSName { get; set; } = string.Empty;

    public string Type { get; set; } = string.Empty;

    public string Scheme { get; set; } = string.Empty;

    public string VpcId { get; set; } = string.Empty;

    public string State { get; set; } = string.Empty;

    public List<string> SubnetIds { get; set; } = [];

    public List<string> SecurityGroups { get; set; } = [];

    /// <summary><c>on</c> or <c>off</c>; null where the answer does not say.</summary>
    public string? EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic { get; set; }
}

/// <summary>A listener.</summary>
internal sealed class Listener
{
    public string ListenerArn { get; set; } = string.Empty;

    public string Protocol { get; set; } = string.Empty;

    public int Port { get; set; }

    public List<Action> DefaultActions { get; set; } = [];
}

/// <summary>An action of a rule, or a listener's default one.</summary>
internal sealed class Action
{
    public string Type { get; set; } = string.Empty;

    public int? Order { get; set; }

    /// <summary>The status of a fixed response, or of a redirect: <c>404</c>, <c>HTTP_301</c>.</summary>
    public string? StatusCode { get; set; }

    public List<string> TargetGroupArns { get; set; } = [];
}

/// <summary>A rule of a listener.</summary>
internal sealed class Rule
{
    public string Priority { get; set; } = string.Empty;

    public bool IsDefault { get; set; }

    public List<RuleCondition> Conditions { get; set; } = [];

    public List<Action> Actions { get; set; } = [];

    public List<RewriteConfig> HostRewrites { get; set; } = [];
}

/// <summary>A condition of a rule.</summary>
internal sealed class RuleCondition
{
    public string Field { get; set; } = string.Empty;

    public List<string> Values { get; set; } = [];
}

/// <summary>A rewrite of a part of a request.</summary>
internal sealed class RewriteConfig
{
    public string Regex { get; set; } = string.Empty;

    public string Replace { get; set; } = string.Empty;
}

/// <summary>A target group.</summary>
internal sealed class TargetGroup
{
    public string TargetGroupArn { get; set; } = string.Empty;

    public string TargetGroupName { get; set; } = string.Empty;

    public string? Protocol { get; set; }

    public string TargetType { get; set; } = string.Empty;

    public string? HealthCheckProtocol { get; set; }

    public string? HealthCheckPort { get; set; }

    public string? HealthCheckPath { get; set; }

    public string? HttpCode { get; set; }
}

/// <summary>A target and its health.</summary>
internal sealed class TargetHealthDescription
{
    public string Id { get; set; } = string.Empty;

    public int? Port { get; set; }

    public string State { get; set; } = string.Empty;

    public string? Reason { get; set; }
}

/// <summary>Request of DescribeLoadBalancers.</summary>
internal sealed class DescribeLoadBalancersRequest : QueryRequest
{
    public List<string>? LoadBalancerArns { get; set; }

    public string? Marker { get; set; }

    internal override void Write(QueryWire wire) => wire.List("LoadBalancerArns", LoadBalancerArns).Add("Marker", Marker);
}

/// <summary>Answer of DescribeLoadBalancers.</summary>
internal sealed class DescribeLoadBalancersResponse : AmazonWebServiceResponse
{
    public List<LoadBalancer> LoadBalancers { get; set; } = [];

    public string? NextMarker { get; set; }
}

/// <summary>Request of DescribeListeners.</summary>
internal sealed class DescribeListenersRequest : QueryRequest
{
    public required string LoadBalancerArn { get; set; }

    public string? Marker { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("LoadBalancerArn", LoadBalancerArn).Add("Marker", Marker);
}

/// <summary>Answer of DescribeListeners.</summary>
internal sealed class DescribeListenersResponse : AmazonWebServiceResponse
{
    public List<Listener> Listeners { get; set; } = [];

    public string? NextMarker { get; set; }
}

/// <summary>Request of DescribeListenerCertificates.</summary>
internal sealed class DescribeListenerCertificatesRequest : QueryRequest
{
    public required string ListenerArn { get; set; }

    public string? Marker { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("ListenerArn", ListenerArn).Add("Marker", Marker);
}

/// <summary>Answer of DescribeListenerCertificates.</summary>
internal sealed class DescribeListenerCertificatesResponse : AmazonWebServiceResponse
{
    public List<string> CertificateArns { get; set; } = [];

    public string? NextMarker { get; set; }
}

/// <summary>Request of DescribeRules.</summary>
internal sealed class DescribeRulesRequest : QueryRequest
{
    public required string ListenerArn { get; set; }

    public string? Marker { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("ListenerArn", ListenerArn).Add("Marker", Marker);
}

/// <summary>Answer of DescribeRules.</summary>
internal sealed class DescribeRulesResponse : AmazonWebServiceResponse
{
    public List<Rule> Rules { get; set; } = [];

    public string? NextMarker { get; set; }
}

/// <summary>Request of DescribeTargetGroups.</summary>
internal sealed class DescribeTargetGroupsRequest : QueryRequest
{
    public required string LoadBalancerArn { get; set; }

    public string? Marker { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("LoadBalancerArn", LoadBalancerArn).Add("Marker", Marker);
}

/// <summary>Answer of DescribeTargetGroups.</summary>
internal sealed class DescribeTargetGroupsResponse : AmazonWebServiceResponse
{
    public List<TargetGroup> TargetGroups { get; set; } = [];

    public string? NextMarker { get; set; }
}

/// <summary>Request of DescribeTargetHealth.</summary>
internal sealed class DescribeTargetHealthRequest : QueryRequest
{
    public required string TargetGroupArn { get; set; }

    internal override void Write(QueryWire wire) => wire.Add("TargetGroupArn", TargetGroupArn);
}

/// <summary>Answer of DescribeTargetHealth.</summary>
internal sealed class DescribeTargetHealthResponse : AmazonWebServiceResponse
{
    public List<TargetHealthDescription> TargetHealthDescriptions { get; set; } = [];
}
