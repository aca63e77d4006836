using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>EC2's resources as IAM sees them: the type and ARN of an id, and its condition keys.</summary>
internal static class Ec2Resources
{
    // Longest prefixes first: tgw-rtb is not a tgw.
    private static readonly (string Prefix, string Type)[] Types =
    [
        ("tgw-attach-", "transit-gateway-attachment"),
        ("tgw-rtb-", "transit-gateway-route-table"),
        ("tgw-", "transit-gateway"),
        ("vpce-", "vpc-endpoint"),
        ("vpc-", "vpc"),
        ("subnet-", "subnet"),
        ("sgr-", "security-group-rule"),
        ("sg-", "security-group"),
        ("eni-", "network-interface"),
        ("acl-", "network-acl"),
        ("rtb-", "route-table"),
        ("igw-", "internet-gateway"),
        ("eigw-", "egress-only-internet-gateway"),
        ("nat-", "natgateway"),
        ("eipalloc-", "elastic-ip"),
        ("pcx-", "vpc-peering-connection"),
        ("pl-", "prefix-list"),
        ("dopt-", "dhcp-options"),
        ("vgw-", "vpn-gateway"),
        ("cgw-", "customer-gateway"),
        ("vpn-", "vpn-connection"),
        ("ami-", "image"),
        ("i-", "instance"),
    ];

    /// <summary>The type of an id in ARNs; null for a text that is not an id.</summary>
    public static string? TypeOf(string id) => Types.FirstOrDefault(type => id.StartsWith(type.Prefix, StringComparison.Ordinal)).Type;

    /// <summary>An id's ARN; images belong to no account.</summary>
    public static string Arn(ServiceCall call, string type, string id) =>
        $"arn:{call.Partition}:ec2:{call.Region}:{(type == "image" ? string.Empty : call.AccountId)}:{type}/{id}";

    /// <summary>The keys of a resource: its tags, its VPC, its own id. A resource that does not exist has only its id.</summary>
    public static RequestKeys Keys(ServiceCall call, Ec2State state, string type, string id)
    {
        LabResource? found = state.Resources.FirstOrDefault(resource => resource.Id == id);
        RequestKeys keys = TagKeys.OfResource(found?.Tags ?? [], "ec2", Create(call));
        if (VpcOf(found) is { } vpcId)
        {
            keys.Add("ec2:Vpc", Arn(call, "vpc", vpcId));
        }

        keys.Add("ec2:VpceServiceName", (found as LabVpcEndpoint)?.ServiceName);
        keys.Add(IdKey(type) ?? string.Empty, IdKey(type) is null ? null : id);
        return keys;
    }

    /// <summary>The keys that every EC2 request has.</summary>
    public static RequestKeys Create(ServiceCall call) => new() { { "ec2:Region", call.Region } };

    private static string? VpcOf(LabResource? resource) =>
        resource switch
        {
            LabSubnet subnet => subnet.VpcId,
            LabSecurityGroup group => group.VpcId,
            LabRouteTable table => table.VpcId,
            LabNetworkAcl acl => acl.VpcId,
            LabNetworkInterface card => card.VpcId,
            _ => null,
        };

    // Service Authorization Reference, "Condition keys for Amazon EC2".
    private static string? IdKey(string type) =>
        type switch
        {
            "vpc" => "ec2:VpcID",
            "subnet" => "ec2:SubnetID",
            "security-group" => "ec2:SecurityGroupID",
            "route-table" => "ec2:RouteTableID",
            "internet-gateway" => "ec2:InternetGatewayID",
            "network-interface" => "ec2:NetworkInterfaceID",
            "network-acl" => "ec2:NetworkAclID",
            "instance" => "ec2:InstanceID",
            _ => null,
        };
}
