using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;

/// <summary>Any resource of Elastic Load Balancing: an ARN, tags and attributes.</summary>
internal abstract class LabElbResource(string arn)
{
    public string Arn { get; } = arn;

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);
}

/// <summary>A load balancer, with a network interface in each of its subnets.</summary>
internal sealed class LabLoadBalancer(string arn) : LabElbResource(arn)
{
    public required string Name { get; init; }

    public required string DnsName { get; init; }

    /// <summary><c>application</c> or <c>network</c>.</summary>
    public required string Type { get; init; }

    public required string Scheme { get; init; }

    public required string VpcId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public List<LabNetworkInterface> Interfaces { get; } = [];

    public List<string> SecurityGroupIds { get; } = [];

    /// <summary>Whether they filter what comes through PrivateLink, <c>on</c> or <c>off</c>; null until it is set, which is on.</summary>
    public string? PrivateLinkRules { get; set; }

    public bool IsApplication => Type == "application";
}

/// <summary>A listener.</summary>
internal sealed class LabListener(string arn, string balancerArn) : LabElbResource(arn)
{
    public string LoadBalancerArn { get; } = balancerArn;

    public required int Port { get; set; }

    public required string Protocol { get; set; }

    public string? SslPolicy { get; set; }

    /// <summary>The default one first.</summary>
    public List<string> CertificateArns { get; } = [];

    /// <summary>The default rule last.</summary>
    public List<LabListenerRule> Rules { get; } = [];
}

/// <summary>A rule of a listener, with its parts as they were sent.</summary>
internal sealed class LabListenerRule(string arn) : LabElbResource(arn)
{
    /// <summary>Its number; null for the default rule.</summary>
    public int? Priority { get; init; }

    public List<XElement> Conditions { get; set; } = [];

    public List<XElement> Actions { get; set; } = [];

    public List<XElement> Transforms { get; set; } = [];

    /// <summary>The target groups that it forwards to.</summary>
    public IEnumerable<string> TargetGroupArns =>
        Actions
            .SelectMany(action => action.Descendants("TargetGroupArn"))
            .Select(element => element.Value)
            .Distinct(StringComparer.Ordinal);
}

/// <summary>A target group.</summary>
internal sealed class LabTargetGroup(string arn) : LabElbResource(arn)
{
    public required string Name { get; init; }

    public required string Protocol { get; init; }

    public required int? Port { get; init; }

    public required string VpcId { get; init; }

    public required string TargetType { get; init; }

    public required string HealthCheckProtocol { get; set; }

    public string HealthCheckPort { get; set; } = "traffic-port";

    public string? HealthCheckPath { get; set; }

    public string? Matcher { get; set; }

    public int Interval { get; set; } = 30;

    public int Timeout { get; set; } = 5;

    public int HealthyThreshold { get; set; } = 5;

    public int UnhealthyThreshold { get; set; } = 2;

    public List<LabTarget> Targets { get; } = [];
}

/// <summary>A registered target.</summary>
/// <param name="Id">Its address, or the id of an instance.</param>
/// <param name="Port">Its port.</param>
internal sealed record LabTarget(string Id, int? Port);

/// <summary>The health of a target.</summary>
internal sealed record LabTargetHealth(LabTarget Target, string State, string? Reason, string? Description);
