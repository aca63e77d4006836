using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Iam;
using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>
/// The permissions that an EC2 call needs (Service Authorization Reference, "Actions, resources, and condition keys for
/// Amazon EC2"). An action that is not in the tables is required on every resource that its parameters name.
/// </summary>
internal static class Ec2Permissions
{
    // The describe calls that support resources; all others are required on a star.
    private static readonly HashSet<string> DescribedById = new(StringComparer.Ordinal)
    {
        "DescribeVpcAttribute",
        "DescribeNetworkInterfaceAttribute",
        "DescribeInstanceAttribute",
    };

    // Types that an action is required for among the ids of its parameters; the referenced group of a rule, for instance, is not one.
    private static readonly Dictionary<string, string[]> Named = new(StringComparer.Ordinal)
    {
        ["AuthorizeSecurityGroupIngress"] = ["security-group"],
        ["AuthorizeSecurityGroupEgress"] = ["security-group"],
        ["RevokeSecurityGroupIngress"] = ["security-group"],
        ["RevokeSecurityGroupEgress"] = ["security-group"],
        ["CreateRoute"] = ["route-table"],
        ["ReplaceRoute"] = ["route-table"],
        ["DeleteRoute"] = ["route-table"],
        ["CreateVpcEndpoint"] = ["vpc", "subnet", "security-group", "route-table"],
        ["ModifyVpcEndpoint"] = ["vpc-endpoint", "subnet", "security-group", "route-table"],
        ["RunInstances"] = ["image", "subnet", "security-group"],
    };

    private static readonly Dictionary<string, string[]> Made = new(StringComparer.Ordinal)
    {
        ["CreateVpc"] = ["vpc"],
        ["CreateSubnet"] = ["subnet"],
        ["CreateSecurityGroup"] = ["security-group"],
        ["CreateRouteTable"] = ["route-table"],
        ["CreateInternetGateway"] = ["internet-gateway"],
        ["CreateEgressOnlyInternetGateway"] = ["egress-only-internet-gateway"],
        ["CreateNetworkAcl"] = ["network-acl"],
        ["CreateNetworkInterface"] = ["network-interface"],
        ["CreateNatGateway"] = ["natgateway"],
        ["AllocateAddress"] = ["elastic-ip"],
        ["CreateVpcEndpoint"] = ["vpc-endpoint"],
        ["CreateManagedPrefixList"] = ["prefix-list"],
        ["CreateDhcpOptions"] = ["dhcp-options"],
        ["CreateVpcPeeringConnection"] = ["vpc-peering-connection"],
        ["CreateTransitGateway"] = ["transit-gateway"],
        ["CreateTransitGatewayVpcAttachment"] = ["transit-gateway-attachment"],
        ["CreateTransitGatewayRouteTable"] = ["transit-gateway-route-table"],
        ["CreateVpnGateway"] = ["vpn-gateway"],
        ["CreateCustomerGateway"] = ["customer-gateway"],
        ["CreateVpnConnection"] = ["vpn-connection"],
        ["RunInstances"] = ["instance", "network-interface", "volume"],
    };

    public static IEnumerable<RequiredPermission> For(ServiceCall call)
    {
        QueryForm form = new(call.Request);
        string action = form.Action;
        return action.StartsWith("Describe", StringComparison.Ordinal) && !DescribedById.Contains(action)
            ? [new RequiredPermission("ec2:" + action, "*", Ec2Resources.Create(call))]
            : [.. OnResources(call, form, action), .. TaggingAtBirth(call, form, action), .. Dependent(call, form, action)];
    }

    private static List<RequiredPermission> OnResources(ServiceCall call, QueryForm form, string action)
    {
        Ec2State state = call.State<Ec2State>();
        List<RequiredPermission> all = [];
        foreach (string type in Made.GetValueOrDefault(action) ?? [])
        {
            RequestKeys keys = TagKeys.OfRequest(Tags(form, type), Ec2Resources.Create(call));
            keys.Add("ec2:VpceServiceName", type == "vpc-endpoint" ? form["ServiceName"] : null);
            keys.Add("ec2:VpceServiceOwner", type == "vpc-endpoint" ? "amazon" : null);
            all.Add(new RequiredPermission("ec2:" + action, Ec2Resources.Arn(call, type, "*"), keys));
        }

        foreach (string id in Ids(state, form))
        {
            string type = Ec2Resources.TypeOf(id)!;
            if (!Named.TryGetValue(action, out string[]? types) || types.Contains(type))
            {
                RequestKeys keys = Ec2Resources.Keys(call, state, type, id);
                all.Add(
                    new RequiredPermission(
                        "ec2:" + action,
                        Ec2Resources.Arn(call, type, id),
                        action is "CreateTags" or "DeleteTags" ? TagKeys.OfRequest(TagList(form, "Tag"), keys) : keys
                    )
                );
            }
        }

        return all.Count > 0 ? all : [new RequiredPermission("ec2:" + action, "*", Ec2Resources.Create(call))];
    }

    // EC2 user guide, "Grant permission to tag Amazon EC2 resources during creation".
    private static IEnumerable<RequiredPermission> TaggingAtBirth(ServiceCall call, QueryForm form, string action) =>
        Specifications(form)
            .Select(prefix => form[prefix + ".ResourceType"])
            .OfType<string>()
            .Distinct()
            .Select(type =>
            {
                RequestKeys keys = TagKeys.OfRequest(Tags(form, type), Ec2Resources.Create(call));
                keys.Add("ec2:CreateAction", action);
                return new RequiredPermission("ec2:CreateTags", Ec2Resources.Arn(call, type, "*"), keys);
            });

    // Service Authorization Reference, column "Dependent actions".
    private static IEnumerable<RequiredPermission> Dependent(ServiceCall call, QueryForm form, string action)
    {
        if (action == "CreateVpcEndpoint")
        {
            yield return new RequiredPermission("ec2:DescribeVpcs", "*", Ec2Resources.Create(call));
            if (form["VpcEndpointType"] is "Interface")
            {
                yield return new RequiredPermission("ec2:DescribeSubnets", "*", Ec2Resources.Create(call));
                yield return new RequiredPermission("ec2:DescribeSecurityGroups", "*", Ec2Resources.Create(call));
                if (form.Boolean("PrivateDnsEnabled") ?? true)
                {
                    yield return new RequiredPermission(
                        "route53:AssociateVPCWithHostedZone",
                        $"arn:{call.Partition}:route53:::hostedzone/*",
                        new RequestKeys { { "route53:VPCs", $"VPCId={form["VpcId"]},VPCRegion={call.Region}" } }
                    );
                }
            }
        }
        else if (action == "RunInstances" && Role(call, form) is { } role)
        {
            yield return new RequiredPermission(
                "iam:PassRole",
                role.Arn,
                new RequestKeys { { "iam:PassedToService", "ec2.amazonaws.com" } }
            );
        }
    }

    private static LabRole? Role(ServiceCall call, QueryForm form)
    {
        string? name = form["IamInstanceProfile.Name"] ?? form["IamInstanceProfile.Arn"]?.Split('/')[^1];
        return name is null ? null : call.GlobalState<IamState>().InstanceProfiles.GetValueOrDefault(name)?.Role;
    }

    private static IEnumerable<string> Ids(Ec2State state, QueryForm form) =>
        form
            .Values.Where(pair =>
                !pair.Key.StartsWith("Filter", StringComparison.Ordinal)
                && !pair.Key.StartsWith("Tag", StringComparison.Ordinal)
                && pair.Key != "ClientToken"
            )
            .SelectMany(pair => pair.Value.StartsWith("rtbassoc-", StringComparison.Ordinal) ? Associated(state, pair.Value) : [pair.Value])
            .Where(id => Ec2Resources.TypeOf(id) is not null)
            .Distinct();

    private static IEnumerable<string> Associated(Ec2State state, string associationId) =>
        from table in state.RouteTables.Values
        from association in table.Associations
        where association.Id == associationId
        from id in new[] { table.Id, association.SubnetId ?? association.GatewayId }
        where id is not null
        select id;

    private static List<KeyValuePair<string, string>> Tags(QueryForm form, string type) =>
        [
            .. Specifications(form)
                .Where(prefix => form[prefix + ".ResourceType"] == type)
                .SelectMany(prefix => TagList(form, prefix + ".Tag")),
        ];

    private static List<KeyValuePair<string, string>> TagList(QueryForm form, string list) =>
        [
            .. form.Indexes(list)
                .Select(prefix => KeyValuePair.Create(form[prefix + ".Key"] ?? string.Empty, form[prefix + ".Value"] ?? string.Empty)),
        ];

    private static IEnumerable<string> Specifications(QueryForm form) =>
        form.Indexes("TagSpecification").Concat(form.Indexes("TagSpecifications"));
}
