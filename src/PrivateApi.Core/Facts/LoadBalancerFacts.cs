using System.Text.Json.Serialization;

namespace PrivateApi.Facts;

/// <summary>An Application or Network Load Balancer that calls go through.</summary>
internal sealed record LoadBalancerFact
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its own DNS name, lower case.</summary>
    public required string DnsName { get; init; }

    /// <summary><c>application</c>, <c>network</c> or <c>gateway</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>internal</c> or <c>internet-facing</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>State in AWS's words: <c>active</c>, <c>provisioning</c>, …</summary>
    public required string State { get; init; }

    /// <summary>Its subnets.</summary>
    [JsonPropertyName("subnetId")]
    public IReadOnlyList<string> SubnetIds { get; init; } = [];

    /// <summary>Its security groups; a Network Load Balancer may have none, and then lets everything in.</summary>
    [JsonPropertyName("securityGroupId")]
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>
    /// False when a Network Load Balancer's groups do not filter what comes through PrivateLink; null where AWS does not say, which is on.
    /// </summary>
    public bool? EnforcesGroupsOnPrivateLink { get; init; }

    /// <summary>Its network interfaces, whose addresses it connects from; empty when they were not read.</summary>
    [JsonPropertyName("interfaceId")]
    public IReadOnlyList<string> InterfaceIds { get; init; } = [];

    /// <summary>Its listeners; null when they were not read.</summary>
    [JsonPropertyName("listener")]
    public IReadOnlyList<ListenerFact>? Listeners { get; init; }

    public bool IsApplication => Type == "application";

    public bool IsInternal => Scheme == "internal";
}

/// <summary>A load balancer behind a VPC link, with the listeners that integrations ask for.</summary>
internal sealed record BackendFact
{
    /// <summary>What the link or the integration names: the ARN of the load balancer, or of one of its listeners.</summary>
    public required string Arn { get; init; }

    /// <summary>The ports that integrations ask for; rules and targets were read of their listeners only.</summary>
    [JsonPropertyName("port")]
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>The load balancer; null when there is none.</summary>
    public LoadBalancerFact? LoadBalancer { get; init; }
}

/// <summary>A listener of a load balancer.</summary>
internal sealed record ListenerFact
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary><c>HTTPS</c>, <c>HTTP</c>, <c>TLS</c>, <c>TCP</c>, …</summary>
    public required string Protocol { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>Its certificates, the default one first; null when they were not read.</summary>
    [JsonPropertyName("certificate")]
    public IReadOnlyList<CertificateFact>? Certificates { get; init; }

    /// <summary>Its rules in the order in which they are tried, the default one last; null when they were not read.</summary>
    [JsonPropertyName("rule")]
    public IReadOnlyList<ListenerRuleFact>? Rules { get; init; }
}

/// <summary>A certificate of a listener or of the account.</summary>
internal sealed record CertificateFact
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>The names that it is for, lower case; null when they were not read.</summary>
    [JsonPropertyName("name")]
    public IReadOnlyList<string>? Names { get; init; }
}

/// <summary>A rule of a listener.</summary>
internal sealed record ListenerRuleFact
{
    /// <summary>Its number, or <c>default</c>.</summary>
    public required string Priority { get; init; }

    /// <summary>Its conditions, all of which have to hold.</summary>
    [JsonPropertyName("condition")]
    public IReadOnlyList<RuleConditionFact> Conditions { get; init; } = [];

    /// <summary>Its last action: <c>forward</c>, <c>fixed-response</c>, <c>redirect</c>, …</summary>
    public required string Action { get; init; }

    /// <summary>An action before it that asks the client to sign in, for instance <c>authenticate-oidc</c>; null for none.</summary>
    public string? Gate { get; init; }

    /// <summary>The status that a fixed response or a redirect answers with; null for another action.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Target groups that it forwards to.</summary>
    [JsonPropertyName("targetGroupArn")]
    public IReadOnlyList<string> TargetGroupArns { get; init; } = [];

    /// <summary>How it rewrites the Host header; empty to leave it.</summary>
    [JsonPropertyName("hostRewrite")]
    public IReadOnlyList<HostRewriteFact> HostRewrites { get; init; } = [];
}

/// <summary>A condition of a rule; the values are alternatives.</summary>
internal sealed record RuleConditionFact
{
    /// <summary><c>host-header</c>, <c>path-pattern</c>, <c>http-request-method</c>, …</summary>
    public required string Field { get; init; }

    /// <summary>What it compares with; <c>*</c> and <c>?</c> stand for other letters.</summary>
    [JsonPropertyName("value")]
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>A rewrite of the Host header.</summary>
internal sealed record HostRewriteFact
{
    /// <summary>What is looked for.</summary>
    public required string Regex { get; init; }

    /// <summary>What takes its place.</summary>
    public required string Replace { get; init; }
}

/// <summary>A target group.</summary>
internal sealed record TargetGroupFact
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary><c>HTTPS</c>, <c>HTTP</c>, <c>TLS</c>, <c>TCP</c>, …; empty for a kind without one.</summary>
    public string Protocol { get; init; } = string.Empty;

    /// <summary><c>ip</c>, <c>instance</c>, <c>lambda</c> or <c>alb</c>.</summary>
    public required string TargetType { get; init; }

    /// <summary>The protocol of its health checks.</summary>
    public string HealthCheckProtocol { get; init; } = string.Empty;

    /// <summary>Their port: a number, or <c>traffic-port</c>.</summary>
    public string HealthCheckPort { get; init; } = "traffic-port";

    /// <summary>Their path; null for none.</summary>
    public string? HealthCheckPath { get; init; }

    /// <summary>Statuses that count as healthy, for instance <c>200,403</c> or <c>200-499</c>; null for checks without HTTP.</summary>
    public string? Matcher { get; init; }

    /// <summary>Its targets; null when they were not read.</summary>
    [JsonPropertyName("target")]
    public IReadOnlyList<TargetFact>? Targets { get; init; }
}

/// <summary>A target of a target group.</summary>
internal sealed record TargetFact
{
    /// <summary>Its address, or the id of an instance, function or load balancer.</summary>
    public required string Id { get; init; }

    /// <summary>Its port; null where it has none.</summary>
    public int? Port { get; init; }

    /// <summary><c>healthy</c>, <c>unhealthy</c>, <c>initial</c>, <c>draining</c>, <c>unused</c>, …</summary>
    public required string State { get; init; }

    /// <summary>Why, in AWS's words, for instance <c>Target.ResponseCodeMismatch</c>; null when it is healthy.</summary>
    public string? Reason { get; init; }
}
