using System.Text.Json.Nodes;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>
/// The network that <c>New-PrivateApiNetwork</c> creates, and the endpoint of <c>New-PrivateApiEndpoint</c>, for any account and
/// Region.
/// </summary>
internal static class DemoNetworkTemplate
{
    private const int Zones = 2;

    public static CloudTemplate Write()
    {
        CloudTemplate template = new("A network for private APIs: two private and two public subnets, and an endpoint for execute-api");
        template.Parameter("Name", "String", "Name of the network", "PrivateAPIDemo");
        template.Parameter("CidrBlock", "String", "Range of the VPC", "10.0.0.0/16");
        template.Parameter("SubnetBits", "Number", "Host bits of a subnet: a quarter of the range, which is 14 for a /16", "14");
        template.Add(
            "Vpc",
            "AWS::EC2::VPC",
            new JsonObject
            {
                ["CidrBlock"] = Ref("CidrBlock"),
                ["EnableDnsSupport"] = true,
                ["EnableDnsHostnames"] = true,
                ["Tags"] = Name("${Name}"),
            }
        );
        template.Add("InternetGateway", "AWS::EC2::InternetGateway", new JsonObject { ["Tags"] = Name("${Name}") });
        template.Add(
            "InternetGatewayAttachment",
            "AWS::EC2::VPCGatewayAttachment",
            new JsonObject { ["VpcId"] = Ref("Vpc"), ["InternetGatewayId"] = Ref("InternetGateway") }
        );
        WriteSubnets(template, "Private", first: 0);
        WriteSubnets(template, "Public", first: Zones);
        template.Add(
            "PublicRoute",
            "AWS::EC2::Route",
            new JsonObject
            {
                ["RouteTableId"] = Ref("PublicRouteTable"),
                ["DestinationCidrBlock"] = "0.0.0.0/0",
                ["GatewayId"] = Ref("InternetGateway"),
            },
            "InternetGatewayAttachment"
        );
        template.Add(
            "EndpointSecurityGroup",
            "AWS::EC2::SecurityGroup",
            new JsonObject
            {
                ["GroupName"] = "EndpointSG",
                ["GroupDescription"] = "HTTPS to the endpoint from inside the VPC",
                ["VpcId"] = Ref("Vpc"),
                ["SecurityGroupIngress"] = new JsonArray(
                    new JsonObject
                    {
                        ["IpProtocol"] = "tcp",
                        ["FromPort"] = 443,
                        ["ToPort"] = 443,
                        ["CidrIp"] = Ref("CidrBlock"),
                        ["Description"] = "HTTPS from the VPC",
                    }
                ),
                ["Tags"] = Name("${Name}"),
            }
        );
        template.Add(
            "Endpoint",
            "AWS::EC2::VPCEndpoint",
            new JsonObject
            {
                ["VpcEndpointType"] = "Interface",
                ["ServiceName"] = Sub("com.amazonaws.${AWS::Region}.execute-api"),
                ["VpcId"] = Ref("Vpc"),
                ["SubnetIds"] = PrivateSubnets(),
                ["SecurityGroupIds"] = new JsonArray(GetAtt("EndpointSecurityGroup", "GroupId")),
                ["PrivateDnsEnabled"] = true,
                ["Tags"] = Name("${Name}"),
            }
        );
        template.Output("VpcId", "The VPC", Ref("Vpc"));
        template.Output("SubnetIds", "The private subnets", Join(PrivateSubnets()));
        template.Output("SecurityGroupId", "The endpoint's security group", GetAtt("EndpointSecurityGroup", "GroupId"));
        template.Output("VpcEndpointId", "The endpoint", Ref("Endpoint"));
        return template;
    }

    private static void WriteSubnets(CloudTemplate template, string kind, int first)
    {
        template.Add(
            $"{kind}RouteTable",
            "AWS::EC2::RouteTable",
            new JsonObject { ["VpcId"] = Ref("Vpc"), ["Tags"] = Name($"${{Name}} {kind.ToLowerInvariant()}") }
        );
        for (int i = 0; i < Zones; i++)
        {
            string id = $"{kind}Subnet{i + 1}";
            template.Add(
                id,
                "AWS::EC2::Subnet",
                new JsonObject
                {
                    ["VpcId"] = Ref("Vpc"),
                    ["CidrBlock"] = Select(
                        first + i,
                        new JsonObject { ["Fn::Cidr"] = new JsonArray(Ref("CidrBlock"), 2 * Zones, Ref("SubnetBits")) }
                    ),
                    ["AvailabilityZone"] = Select(i, CloudTemplate.Zones()),
                    ["Tags"] = Name($"${{Name}} {kind.ToLowerInvariant()} {i + 1}"),
                }
            );
            template.Add(
                $"{id}Routes",
                "AWS::EC2::SubnetRouteTableAssociation",
                new JsonObject { ["RouteTableId"] = Ref($"{kind}RouteTable"), ["SubnetId"] = Ref(id) }
            );
        }
    }

    private static JsonArray PrivateSubnets() => new(Ref("PrivateSubnet1"), Ref("PrivateSubnet2"));

    private static JsonObject Join(JsonArray items) => new() { ["Fn::Join"] = new JsonArray(",", items) };

    private static JsonArray Name(string text) =>
        new(new JsonObject { ["Key"] = "Name", ["Value"] = text == "${Name}" ? Ref("Name") : Sub(text) });
}
