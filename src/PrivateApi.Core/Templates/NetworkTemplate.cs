using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using PrivateApi.Progress;
using PrivateApi.Resources;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>A VPC with its subnets and gateways.</summary>
internal sealed class NetworkTemplate(CloudTemplate template, References references, VpcSetup setup, IProgress<ProgressEvent> progress)
{
    private readonly Ipv6Ranges? _ipv6 = Ipv6Ranges.Of(setup.Vpc, references.NameOf(setup.Vpc.VpcId));

    private string Physical => setup.Vpc.VpcId;

    private string? Ipv6Block => _ipv6 is null ? null : references.NameOf(Ipv6Ranges.Key(Physical));

    /// <summary>Names everything that exists, so that everything can refer to it.</summary>
    public static void Name(LogicalIds ids, VpcSetup setup)
    {
        string vpc = ids.Give("Vpc", null, setup.Vpc.VpcId);
        if (Ipv6Ranges.Of(setup.Vpc, vpc) is not null)
        {
            ids.Give("Ipv6Block", vpc, Ipv6Ranges.Key(setup.Vpc.VpcId));
        }

        foreach (InternetGateway gateway in setup.InternetGateways)
        {
            ids.Give("InternetGateway", null, gateway.InternetGatewayId);
        }

        foreach (EgressOnlyInternetGateway gateway in setup.EgressOnlyInternetGateways)
        {
            ids.Give("EgressOnlyInternetGateway", null, gateway.EgressOnlyInternetGatewayId);
        }

        foreach (Subnet subnet in setup.Subnets)
        {
            ids.Give("Subnet", LogicalIds.NameOf(subnet.Tags), subnet.SubnetId);
        }

        foreach (NatGateway nat in setup.NatGateways)
        {
            ids.Give("NatGateway", LogicalIds.NameOf(nat.Tags), nat.NatGatewayId);
        }

        foreach (RouteTable table in setup.RouteTables)
        {
            string? name = LogicalIds.NameOf(table.Tags);
            ids.Give(
                "RouteTable",
                name?.EndsWith("routes", StringComparison.Ordinal) == true ? name[..^1] + "-table" : name,
                table.RouteTableId
            );
        }
    }

    public void Write()
    {
        Vpc vpc = setup.Vpc;
        string id = references.NameOf(Physical);
        template.Add(
            id,
            "AWS::EC2::VPC",
            new JsonObject
            {
                ["CidrBlock"] = vpc.CidrBlock,
                ["EnableDnsSupport"] = setup.EnableDnsSupport,
                ["EnableDnsHostnames"] = setup.EnableDnsHostnames,
                ["InstanceTenancy"] = vpc.InstanceTenancy?.Value is { } tenancy and not "default" ? tenancy : null,
                ["Tags"] = Tags(vpc.Tags),
            }
        );
        foreach (
            VpcCidrBlockAssociation block in (vpc.CidrBlockAssociationSet ?? []).Where(block =>
                block.CidrBlock != vpc.CidrBlock && block.CidrBlockState?.State?.Value == "associated"
            )
        )
        {
            template.Add(
                template.Id.Give("CidrBlock", id),
                "AWS::EC2::VPCCidrBlock",
                new JsonObject { ["VpcId"] = Ref(id), ["CidrBlock"] = block.CidrBlock }
            );
        }

        if (Ipv6Block is { } block6)
        {
            template.Add(block6, "AWS::EC2::VPCCidrBlock", new JsonObject { ["VpcId"] = Ref(id), ["AmazonProvidedIpv6CidrBlock"] = true });
        }
        else if (Ipv6Ranges.HasOthers(vpc))
        {
            progress.Report(
                ProgressEvent.Warning($"{Physical} has IPv6 ranges other than one of Amazon's: the template leaves its IPv6 out.")
            );
        }

        foreach (InternetGateway gateway in setup.InternetGateways)
        {
            string gatewayId = references.NameOf(gateway.InternetGatewayId);
            template.Add(gatewayId, "AWS::EC2::InternetGateway", new JsonObject { ["Tags"] = Tags(gateway.Tags) });
            template.Add(
                Attachment(gatewayId),
                "AWS::EC2::VPCGatewayAttachment",
                new JsonObject { ["VpcId"] = Ref(id), ["InternetGatewayId"] = Ref(gatewayId) }
            );
        }

        foreach (EgressOnlyInternetGateway gateway in setup.EgressOnlyInternetGateways)
        {
            template.Add(
                references.NameOf(gateway.EgressOnlyInternetGatewayId),
                "AWS::EC2::EgressOnlyInternetGateway",
                new JsonObject { ["VpcId"] = Ref(id), ["Tags"] = Tags(gateway.Tags) }
            );
        }

        WriteSubnets();
        new RouteTemplate(template, references, setup, progress).Write();
        template.Output($"{id}Id", "The VPC", Ref(id));
    }

    // Zones by their position among those in use, because their names differ between accounts and Regions.
    private void WriteSubnets()
    {
        List<string> zones =
        [
            .. setup.Subnets.Select(subnet => subnet.AvailabilityZone).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        foreach (Subnet subnet in setup.Subnets)
        {
            JsonObject? ipv6 = _ipv6?.Find(Ipv6Of(subnet));
            if (ipv6 is null && subnet.Ipv6Native == true)
            {
                progress.Report(
                    ProgressEvent.Warning(
                        $"{subnet.SubnetId} is an IPv6-only subnet, and the template does not have its range {SubnetRanges.First(subnet)}: "
                            + "give it an Ipv6CidrBlock before a stack is made."
                    )
                );
            }

            template.Add(
                references.NameOf(subnet.SubnetId),
                "AWS::EC2::Subnet",
                new JsonObject
                {
                    ["VpcId"] = references.To(Physical),
                    ["CidrBlock"] = subnet.CidrBlock,
                    ["AvailabilityZone"] = Select(zones.IndexOf(subnet.AvailabilityZone), Zones()),
                    ["MapPublicIpOnLaunch"] = subnet.MapPublicIpOnLaunch == true ? true : null,
                    ["Ipv6CidrBlock"] = ipv6,
                    ["AssignIpv6AddressOnCreation"] = ipv6 is not null && subnet.AssignIpv6AddressOnCreation == true ? true : null,
                    ["Ipv6Native"] = subnet.Ipv6Native == true ? true : null,
                    ["Tags"] = Tags(subnet.Tags),
                },
                ipv6 is null ? null : Ipv6Block
            );
        }

        foreach (NatGateway nat in setup.NatGateways)
        {
            string id = references.NameOf(nat.NatGatewayId);
            bool isPublic = nat.ConnectivityType?.Value != "private";
            string address = isPublic ? template.Id.Give("Address", id) : string.Empty;
            if (isPublic)
            {
                template.Add(
                    address,
                    "AWS::EC2::EIP",
                    new JsonObject { ["Domain"] = "vpc" },
                    setup.InternetGateways.Count > 0 ? Attachment(references.NameOf(setup.InternetGateways[0].InternetGatewayId)) : null
                );
            }

            template.Add(
                id,
                "AWS::EC2::NatGateway",
                new JsonObject
                {
                    ["SubnetId"] = references.To(nat.SubnetId),
                    ["ConnectivityType"] = isPublic ? null : "private",
                    ["AllocationId"] = isPublic ? GetAtt(address, "AllocationId") : null,
                    ["Tags"] = Tags(nat.Tags),
                }
            );
        }
    }

    private static string? Ipv6Of(Subnet subnet) =>
        subnet.Ipv6CidrBlockAssociationSet?.Find(block => block.Ipv6CidrBlockState?.State?.Value == "associated")?.Ipv6CidrBlock;

    /// <summary>The resource that attaches an internet gateway.</summary>
    public static string Attachment(string gateway) => gateway + "Attachment";
}
