using System.Xml.Linq;

namespace PrivateApi.Aws.Clients.ElasticLoadBalancing;

/// <summary>Reads Elastic Load Balancing's answers.</summary>
internal static class ElasticLoadBalancingXml
{
    public static DescribeLoadBalancersResponse DescribeLoadBalancers(XElement result) =>
        new()
        {
            LoadBalancers =
            [
                .. Members(result, "LoadBalancers")
                    .Select(item => new LoadBalancer
                    {
                        LoadBalancerArn = Text(item, "LoadBalancerArn"),
                        LoadBalancerName = Text(item, "LoadBalancerName"),
                        DNSName = Text(item, "DNSName"),
                        Type = Text(item, "Type"),
                        Scheme = Text(item, "Scheme"),
                        VpcId = Text(item, "VpcId"),
                        State = item.Element("State") is { } state ? Text(state, "Code") : string.Empty,
                        SubnetIds = [.. Members(item, "AvailabilityZones").Select(zone => Text(zone, "SubnetId"))],
                        SecurityGroups = [.. Members(item, "SecurityGroups").Select(group => group.Value)],
                        EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic = (string?)
                            item.Element("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic"),
                    }),
            ],
            NextMarker = Next(result),
        };

    public static DescribeListenersResponse DescribeListeners(XElement result) =>
        new()
        {
            Listeners =
            [
                .. Members(result, "Listeners")
                    .Select(item => new Listener
                    {
                        ListenerArn = Text(item, "ListenerArn"),
                        Protocol = Text(item, "Protocol"),
                        Port = (int?)item.Element("Port") ?? 0,
                        DefaultActions = Actions(item, "DefaultActions"),
                    }),
            ],
            NextMarker = Next(result),
        };

    public static DescribeListenerCertificatesResponse DescribeListenerCertificates(XElement result) =>
        new()
        {
            // The default one is not marked in every answer, and is among them.
            CertificateArns = [.. Members(result, "Certificates").Select(item => Text(item, "CertificateArn")).Distinct()],
            NextMarker = Next(result),
        };

    public static DescribeRulesResponse DescribeRules(XElement result) =>
        new()
        {
            Rules =
            [
                .. Members(result, "Rules")
                    .Select(item => new Rule
                    {
                        Priority = Text(item, "Priority"),
                        IsDefault = Text(item, "IsDefault") == "true",
                        Conditions = [.. Members(item, "Conditions").Select(Condition)],
                        Actions = Actions(item, "Actions"),
                        HostRewrites =
                        [
                            .. Members(item, "Transforms")
                                .Select(transform => transform.Element("HostHeaderRewriteConfig"))
                                .OfType<XElement>()
                                .SelectMany(config => Members(config, "Rewrites"))
                                .Select(rewrite => new RewriteConfig
                                {
                                    Regex = Text(rewrite, "Regex"),
                                    Replace = Text(rewrite, "Replace"),
                                }),
                        ],
                    }),
            ],
            NextMarker = Next(result),
        };

    public static DescribeTargetGroupsResponse DescribeTargetGroups(XElement result) =>
        new()
        {
            TargetGroups =
            [
                .. Members(result, "TargetGroups")
                    .Select(item => new TargetGroup
                    {
                        TargetGroupArn = Text(item, "TargetGroupArn"),
                        TargetGroupName = Text(item, "TargetGroupName"),
                        Protocol = (string?)item.Element("Protocol"),
                        TargetType = Text(item, "TargetType"),
                        HealthCheckProtocol = (string?)item.Element("HealthCheckProtocol"),
                        HealthCheckPort = (string?)item.Element("HealthCheckPort"),
                        HealthCheckPath = (string?)item.Element("HealthCheckPath"),
                        HttpCode = (string?)item.Element("Matcher")?.Element("HttpCode"),
                    }),
            ],
            NextMarker = Next(result),
        };

    public static DescribeTargetHealthResponse DescribeTargetHealth(XElement result) =>
        new()
        {
            TargetHealthDescriptions =
            [
                .. Members(result, "TargetHealthDescriptions")
                    .Select(item => new TargetHealthDescription
                    {
                        Id = (string?)item.Element("Target")?.Element("Id") ?? string.Empty,
                        Port = (int?)item.Element("Target")?.Element("Port"),
                        State = (string?)item.Element("TargetHealth")?.Element("State") ?? string.Empty,
                        Reason = (string?)item.Element("TargetHealth")?.Element("Reason"),
                    }),
            ],
        };

    private static List<Action> Actions(XElement parent, string name) =>
        [
            .. Members(parent, name)
                .Select(item => new Action
                {
                    Type = Text(item, "Type"),
                    Order = (int?)item.Element("Order"),
                    StatusCode = (string?)(item.Element("FixedResponseConfig") ?? item.Element("RedirectConfig"))?.Element("StatusCode"),
                    TargetGroupArns =
                        item.Element("ForwardConfig") is { } forward && Members(forward, "TargetGroups").Any()
                            ?
                            [
                                .. Members(forward, "TargetGroups")
                                    .Where(group => (int?)group.Element("Weight") != 0)
                                    .Select(group => Text(group, "TargetGroupArn")),
                            ]
                        : (string?)item.Element("TargetGroupArn") is { Length: > 0 } arn ? [arn]
                        : [],
                }),
        ];

    // Older conditions have Values, newer ones a structure of their own for the field; regular expressions are not among them.
    private static RuleCondition Condition(XElement item) =>
        new()
        {
            Field =
                Members(item, "RegexValues").Any() || item.Elements().Any(part => Members(part, "RegexValues").Any())
                    ? Text(item, "Field") + " (regular expression)"
                    : Text(item, "Field"),
            Values =
            [
                .. Members(item, "Values")
                    .Concat(
                        item.Elements()
                            .Where(part => part.Name.LocalName.EndsWith("Config", StringComparison.Ordinal))
                            .SelectMany(part => Members(part, "Values"))
                    )
                    .Select(value => value.Value)
                    .Distinct(),
            ],
        };

    private static IEnumerable<XElement> Members(XElement parent, string name) => parent.Element(name)?.Elements("member") ?? [];

    private static string Text(XElement parent, string name) => (string?)parent.Element(name) ?? string.Empty;

    private static string? Next(XElement result) => (string?)result.Element("NextMarker") is { Length: > 0 } marker ? marker : null;
}
