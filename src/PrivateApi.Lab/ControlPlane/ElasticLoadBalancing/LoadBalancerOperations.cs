using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;

/// <summary>Load balancers. They are active at once, with one network interface in each subnet.</summary>
internal static class LoadBalancerOperations
{
    private const string EnforcesRules = "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic";

    // What load balancers have of themselves (API reference, "LoadBalancerAttribute").
    private static readonly string[] OfAll =
    [
        "deletion_protection.enabled=false",
        "access_logs.s3.enabled=false",
        "access_logs.s3.bucket=",
        "access_logs.s3.prefix=",
        "ipv6.deny_all_igw_traffic=false",
        "zonal_shift.config.enabled=false",
    ];

    private static readonly string[] OfApplication =
    [
        "load_balancing.cross_zone.enabled=true",
        "idle_timeout.timeout_seconds=60",
        "client_keep_alive.seconds=3600",
        "connection_logs.s3.enabled=false",
        "connection_logs.s3.bucket=",
        "connection_logs.s3.prefix=",
        "health_check_logs.s3.enabled=false",
        "health_check_logs.s3.bucket=",
        "health_check_logs.s3.prefix=",
        "routing.http.desync_mitigation_mode=defensive",
        "routing.http.drop_invalid_header_fields.enabled=false",
        "routing.http.preserve_host_header.enabled=false",
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled=false",
        "routing.http.xff_client_port.enabled=false",
        "routing.http.xff_header_processing.mode=append",
        "routing.http2.enabled=true",
        "waf.fail_open.enabled=false",
    ];

    private static readonly string[] OfNetwork =
    [
        "load_balancing.cross_zone.enabled=false",
        "dns_record.client_routing_policy=any_availability_zone",
        "secondary_ips.auto_assigned.per_subnet=0",
    ];

    public static object?[] Create(ServiceCall call, ElasticLoadBalancingState state, QueryForm form)
    {
        string name = form.Required("Name");
        if (state.Balancers.Exists(item => item.Name == name))
        {
            throw new AwsFault(
                400,
                "DuplicateLoadBalancerName",
                $"A load balancer with the same name '{name}' exists, but with different settings"
            );
        }

        Ec2State ec2 = call.State<Ec2State>();
        ec2.Settle();
        string type = form["Type"] ?? "application";
        LabSubnet[] subnets = Subnets(ec2, form, type);
        string[] groups =
        [
            .. form.List("SecurityGroups").Count > 0 || type == "network"
                ? form.List("SecurityGroups")
                : ec2
                    .SecurityGroups.Values.Where(group => group.VpcId == subnets[0].VpcId && group.Name == "default")
                    .Select(group => group.Id),
        ];
        CheckGroups(ec2, groups);
        string id = call.Store.Ids.Take("0123456789abcdef", 16);
        string kind = type == "network" ? "net" : "app";
        bool isInternal = form["Scheme"] == "internal";
        LabLoadBalancer made = new(
            $"arn:{call.Partition}:elasticloadbalancing:{call.Region}:{call.AccountId}:loadbalancer/{kind}/{name}/{id}"
        )
        {
            Name = name,
            DnsName =
                type == "network"
                    ? $"{name}-{id}.elb.{call.Region}.{ec2.DnsSuffix}"
                    : $"{(isInternal ? "internal-" : string.Empty)}{name}-{call.Store.Ids.Take("123456789", 10)}"
                        + $".{call.Region}.elb.{ec2.DnsSuffix}",
            Type = type,
            Scheme = isInternal ? "internal" : "internet-facing",
            VpcId = subnets[0].VpcId,
            CreatedAt = call.Store.Now,
        };
        made.SecurityGroupIds.AddRange(groups);
        InterfaceFactory.Purpose purpose = new(
            type == "network" ? "network_load_balancer" : "interface",
            $"ELB {kind}/{name}/{id}",
            "amazon-elb"
        );
        made.Interfaces.AddRange(subnets.Select(subnet => InterfaceFactory.Create(ec2, subnet, groups, purpose, call.Store.Now)));
        ResourceOperations.Tag(made, form, "Tags");
        ResourceOperations.Set(made, [.. OfAll, .. type == "network" ? OfNetwork : OfApplication]);
        state.Balancers.Add(made);
        return [QueryAnswer.List("LoadBalancers", [made], Show)];
    }

    public static object?[] Describe(ElasticLoadBalancingState state, QueryForm form)
    {
        IReadOnlyList<string> arns = form.List("LoadBalancerArns"),
            names = form.List("Names");
        if (names.FirstOrDefault(name => !state.Balancers.Exists(item => item.Name == name)) is { } unknown)
        {
            throw new AwsFault(400, "LoadBalancerNotFound", $"Load balancers '[{unknown}]' not found");
        }

        IEnumerable<LabLoadBalancer> found =
            arns.Count > 0 ? arns.Select(state.Balancer)
            : names.Count > 0 ? state.Balancers.Where(item => names.Contains(item.Name))
            : state.Balancers;
        return ResourceOperations.Page(form, "LoadBalancers", found, Show);
    }

    public static object?[] Delete(ServiceCall call, ElasticLoadBalancingState state, QueryForm form)
    {
        string arn = form.Required("LoadBalancerArn");
        if (state.Balancers.Find(item => item.Arn == arn) is { } balancer)
        {
            Ec2State ec2 = call.State<Ec2State>();
            balancer.Interfaces.ForEach(item => ec2.NetworkInterfaces.Remove(item.Id));
            state.Listeners.RemoveAll(item => item.LoadBalancerArn == arn);
            state.Balancers.Remove(balancer);
        }

        return [];
    }

    public static object?[] SetSecurityGroups(ServiceCall call, ElasticLoadBalancingState state, QueryForm form)
    {
        LabLoadBalancer balancer = state.Balancer(form.Required("LoadBalancerArn"));
        IReadOnlyList<string> groups = form.List("SecurityGroups");
        CheckGroups(call.State<Ec2State>(), groups);
        balancer.SecurityGroupIds.Clear();
        balancer.SecurityGroupIds.AddRange(groups);
        foreach (LabNetworkInterface item in balancer.Interfaces)
        {
            item.SecurityGroupIds.Clear();
            item.SecurityGroupIds.AddRange(groups);
        }

        balancer.PrivateLinkRules = form[EnforcesRules] ?? balancer.PrivateLinkRules;
        return [QueryAnswer.List("SecurityGroupIds", groups, id => id), QueryAnswer.Optional(EnforcesRules, balancer.PrivateLinkRules)];
    }

    private static LabSubnet[] Subnets(Ec2State ec2, QueryForm form, string type)
    {
        IReadOnlyList<string> ids = form.List("Subnets") is { Count: > 0 } plain
            ? plain
            : [.. form.Indexes("SubnetMappings").Select(prefix => form[prefix + ".SubnetId"]).OfType<string>()];
        LabSubnet[] subnets =
        [
            .. ids.Select(id =>
                ec2.Subnets.GetValueOrDefault(id) ?? throw new AwsFault(400, "SubnetNotFound", $"The subnet ID '{id}' does not exist")
            ),
        ];
        if (Array.Find(subnets, subnet => subnet.IsNative) is { } native)
        {
            // [K] Its nodes have IPv4 addresses in every subnet; code and words are assumed.
            throw new AwsFault(400, "InvalidSubnet", $"The subnet '{native.Id}' does not have an IPv4 CIDR block");
        }

        int needed = type == "application" ? 2 : 1;
        return subnets.Select(subnet => subnet.AvailabilityZone).Distinct(StringComparer.Ordinal).Count() < needed
            ? throw new AwsFault(400, "ValidationError", "At least two subnets in two different Availability Zones must be specified")
            : subnets;
    }

    private static void CheckGroups(Ec2State ec2, IEnumerable<string> groups)
    {
        if (groups.FirstOrDefault(id => !ec2.SecurityGroups.ContainsKey(id)) is { } unknown)
        {
            throw new AwsFault(400, "InvalidSecurityGroup", $"Security group {unknown} does not exist"); // The message is assumed.
        }
    }

    private static object?[] Show(LabLoadBalancer item) =>
        [
            new XElement("LoadBalancerArn", item.Arn),
            new XElement("DNSName", item.DnsName),
            new XElement("CanonicalHostedZoneId", item.IsApplication ? "Z32O12XQLNTSW2" : "Z2IFOLAFXWLO4F"),
            new XElement("CreatedTime", QueryAnswer.Time(item.CreatedAt)),
            new XElement("LoadBalancerName", item.Name),
            new XElement("Scheme", item.Scheme),
            new XElement("VpcId", item.VpcId),
            new XElement("State", new XElement("Code", "active")),
            new XElement("Type", item.Type),
            QueryAnswer.List(
                "AvailabilityZones",
                item.Interfaces,
                node =>
                    (object?[])
                        [
                            new XElement("ZoneName", node.Subnet.AvailabilityZone),
                            new XElement("SubnetId", node.SubnetId),
                            new XElement("LoadBalancerAddresses"),
                        ]
            ),
            item.SecurityGroupIds.Count == 0 ? null : QueryAnswer.List("SecurityGroups", item.SecurityGroupIds, id => id),
            new XElement("IpAddressType", "ipv4"),
            QueryAnswer.Optional(EnforcesRules, item.PrivateLinkRules),
        ];
}
