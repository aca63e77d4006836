using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2;

namespace PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;

/// <summary>Target groups and their targets. Health is found out when it is asked for.</summary>
internal static class TargetGroupOperations
{
    public static object?[] Create(ServiceCall call, ElasticLoadBalancingState state, QueryForm form)
    {
        string name = form.Required("Name");
        if (state.TargetGroups.Exists(item => item.Name == name))
        {
            throw new AwsFault(
                400,
                "DuplicateTargetGroupName",
                $"A target group with the same name '{name}' exists, but with different settings"
            );
        }

        string protocol = form["Protocol"] ?? "HTTP";
        string vpc = form["VpcId"] ?? string.Empty;
        if (!call.State<Ec2State>().Vpcs.ContainsKey(vpc))
        {
            throw new AwsFault(400, "ValidationError", vpc.Length == 0 ? "A VPC must be specified" : $"The VPC ID '{vpc}' is not found");
        }

        bool isHttp = protocol is "HTTP" or "HTTPS";
        LabTargetGroup made = new(
            $"arn:{call.Partition}:elasticloadbalancing:{call.Region}:{call.AccountId}:targetgroup/{name}/"
                + call.Store.Ids.Take("0123456789abcdef", 16)
        )
        {
            Name = name,
            Protocol = protocol,
            Port = form.Integer("Port"),
            VpcId = vpc,
            TargetType = form["TargetType"] ?? "instance",
            HealthCheckProtocol = isHttp ? "HTTP" : "TCP",
            HealthyThreshold = 5,
            UnhealthyThreshold = isHttp ? 2 : 5,
            Timeout = isHttp ? 5 : 10,
        };
        Check(made, form);
        ResourceOperations.Tag(made, form, "Tags");
        ResourceOperations.Set(
            made,
            [
                "deregistration_delay.timeout_seconds=300",
                "stickiness.enabled=false",
                .. isHttp
                    ? (string[])
                        [
                            "stickiness.type=lb_cookie",
                            "load_balancing.algorithm.type=round_robin",
                            "load_balancing.cross_zone.enabled=use_load_balancer_configuration",
                            "slow_start.duration_seconds=0",
                            "stickiness.lb_cookie.duration_seconds=86400",
                        ]
                    :
                    [
                        "stickiness.type=source_ip",
                        "preserve_client_ip.enabled=" + (made.TargetType == "ip" ? "false" : "true"),
                        "proxy_protocol_v2.enabled=false",
                        "load_balancing.cross_zone.enabled=use_load_balancer_configuration",
                    ],
            ]
        );
        state.TargetGroups.Add(made);
        return [QueryAnswer.List("TargetGroups", [made], item => Show(state, item))];
    }

    public static object?[] Modify(ElasticLoadBalancingState state, QueryForm form)
    {
        LabTargetGroup group = state.TargetGroup(form.Required("TargetGroupArn"));
        Check(group, form);
        return [QueryAnswer.List("TargetGroups", [group], item => Show(state, item))];
    }

    public static object?[] Describe(ElasticLoadBalancingState state, QueryForm form)
    {
        IReadOnlyList<string> arns = form.List("TargetGroupArns"),
            names = form.List("Names");
        if (names.FirstOrDefault(name => !state.TargetGroups.Exists(item => item.Name == name)) is not null)
        {
            throw new AwsFault(400, "TargetGroupNotFound", "One or more target groups not found");
        }

        IEnumerable<LabTargetGroup> found =
            arns.Count > 0 ? arns.Select(state.TargetGroup)
            : names.Count > 0 ? state.TargetGroups.Where(item => names.Contains(item.Name))
            : form["LoadBalancerArn"] is { } balancer
                ? state.TargetGroups.Where(item => state.Using(item).Any(used => used.Arn == balancer))
            : state.TargetGroups;
        return ResourceOperations.Page(form, "TargetGroups", found, item => Show(state, item));
    }

    public static object?[] Delete(ElasticLoadBalancingState state, QueryForm form)
    {
        string arn = form.Required("TargetGroupArn");
        if (state.TargetGroups.Find(item => item.Arn == arn) is { } group)
        {
            if (state.Using(group).Any())
            {
                throw new AwsFault(400, "ResourceInUse", $"Target group '{arn}' is currently in use by a listener or a rule");
            }

            state.TargetGroups.Remove(group);
        }

        return [];
    }

    public static object?[] Register(ElasticLoadBalancingState state, QueryForm form)
    {
        LabTargetGroup group = state.TargetGroup(form.Required("TargetGroupArn"));
        foreach (LabTarget target in Targets(group, form).Where(target => !group.Targets.Contains(target)))
        {
            if (group.TargetType == "ip" && !System.Net.IPAddress.TryParse(target.Id, out _))
            {
                throw new AwsFault(400, "ValidationError", $"The IP address '{target.Id}' is not a valid IPv4 address");
            }

            group.Targets.Add(target);
        }

        return [];
    }

    public static object?[] Deregister(ElasticLoadBalancingState state, QueryForm form)
    {
        LabTargetGroup group = state.TargetGroup(form.Required("TargetGroupArn"));
        foreach (string prefix in form.Indexes("Targets"))
        {
            int? port = form.Integer(prefix + ".Port");
            group.Targets.RemoveAll(target => target.Id == form[prefix + ".Id"] && (port is null || target.Port == port));
        }

        return [];
    }

    public static object?[] Health(IDataPlane dataPlane, ServiceCall call, ElasticLoadBalancingState state, QueryForm form)
    {
        LabTargetGroup group = state.TargetGroup(form.Required("TargetGroupArn"));
        return
        [
            QueryAnswer.List(
                "TargetHealthDescriptions",
                dataPlane.HealthOf(call.AccountId, call.Region, group),
                item =>
                    (object?[])
                        [
                            new XElement("Target", new XElement("Id", item.Target.Id), QueryAnswer.Optional("Port", item.Target.Port)),
                            new XElement(
                                "HealthCheckPort",
                                group.HealthCheckPort == "traffic-port" ? item.Target.Port : group.HealthCheckPort
                            ),
                            new XElement(
                                "TargetHealth",
                                new XElement("State", item.State),
                                QueryAnswer.Optional("Reason", item.Reason),
                                QueryAnswer.Optional("Description", item.Description)
                            ),
                        ]
            ),
        ];
    }

    private static IEnumerable<LabTarget> Targets(LabTargetGroup group, QueryForm form) =>
        form.Indexes("Targets")
            .Select(prefix => new LabTarget(form.Required(prefix + ".Id"), form.Integer(prefix + ".Port") ?? group.Port));

    private static void Check(LabTargetGroup group, QueryForm form)
    {
        group.HealthCheckProtocol = form["HealthCheckProtocol"] ?? group.HealthCheckProtocol;
        group.HealthCheckPort = form["HealthCheckPort"] ?? group.HealthCheckPort;
        bool isHttp = group.HealthCheckProtocol is "HTTP" or "HTTPS";
        group.HealthCheckPath = isHttp ? form["HealthCheckPath"] ?? group.HealthCheckPath ?? "/" : null;
        group.Matcher = isHttp
            ? form["Matcher.HttpCode"] ?? group.Matcher ?? (group.Protocol is "HTTP" or "HTTPS" ? "200" : "200-399")
            : null;
        group.Interval = form.Integer("HealthCheckIntervalSeconds") ?? group.Interval;
        group.Timeout = form.Integer("HealthCheckTimeoutSeconds") ?? group.Timeout;
        group.HealthyThreshold = form.Integer("HealthyThresholdCount") ?? group.HealthyThreshold;
        group.UnhealthyThreshold = form.Integer("UnhealthyThresholdCount") ?? group.UnhealthyThreshold;
    }

    private static object?[] Show(ElasticLoadBalancingState state, LabTargetGroup item) =>
        [
            new XElement("TargetGroupArn", item.Arn),
            new XElement("TargetGroupName", item.Name),
            new XElement("Protocol", item.Protocol),
            QueryAnswer.Optional("Port", item.Port),
            new XElement("VpcId", item.VpcId),
            new XElement("HealthCheckProtocol", item.HealthCheckProtocol),
            new XElement("HealthCheckPort", item.HealthCheckPort),
            new XElement("HealthCheckEnabled", true),
            new XElement("HealthCheckIntervalSeconds", item.Interval),
            new XElement("HealthCheckTimeoutSeconds", item.Timeout),
            new XElement("HealthyThresholdCount", item.HealthyThreshold),
            new XElement("UnhealthyThresholdCount", item.UnhealthyThreshold),
            QueryAnswer.Optional("HealthCheckPath", item.HealthCheckPath),
            item.Matcher is null ? null : new XElement("Matcher", new XElement("HttpCode", item.Matcher)),
            QueryAnswer.List("LoadBalancerArns", state.Using(item), used => used.Arn),
            new XElement("TargetType", item.TargetType),
            item.Protocol is "HTTP" or "HTTPS" ? new XElement("ProtocolVersion", "HTTP1") : null,
            new XElement("IpAddressType", "ipv4"),
        ];
}
