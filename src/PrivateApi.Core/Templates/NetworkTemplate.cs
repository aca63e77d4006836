using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using PrivateApi.Progress;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>A VPC with its subnets, routes and gateways.</summary>
internal sealed class NetworkTemplate(CloudTemplate template, References references, VpcSetup setup, IProgress<ProgressEvent> progress)
{
    private string Physical => setup.Vpc.VpcId;

    /// <summary>Names everything that exists, so that everything can refer to it.</summary>
    public static void Name(LogicalIds ids, VpcSetup setup)
    {
        ids.Give("Vpc", null, setup.Vpc.VpcId);
        foreach (InternetGateway gateway in setup.InternetGateways)
        {
            ids.Give("InternetGateway", null, gateway.InternetGatewayId);
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

        if ((vpc.Ipv6CidrBlockAssociationSet ?? []).Exists(block => block.Ipv6CidrBlockState?.State?.Value == "associated"))
        {
            progress.Report(ProgressEvent.Warning($"{Physical} has IPv6 ranges, which AWS assigns anew: the template leaves IPv6 out."));
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

        WriteSubnets();
        WriteRoutes();
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
            template.Add(
                references.NameOf(subnet.SubnetId),
                "AWS::EC2::Subnet",
                new JsonObject
                {
                    ["VpcId"] = references.To(Physical),
                    ["CidrBlock"] = subnet.CidrBlock,
                    ["AvailabilityZone"] = Select(zones.IndexOf(subnet.AvailabilityZone), Zones()),
                    ["MapPublicIpOnLaunch"] = subnet.MapPublicIpOnLaunch == true ? true : null,
                    ["Tags"] = Tags(subnet.Tags),
                }
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

    private void WriteRoutes()
    {
        HashSet<string> placed =
        [
            .. setup.RouteTables.SelectMany(table => table.Associations ?? []).Select(association => association.SubnetId).OfType<string>(),
        ];
        foreach (RouteTable table in setup.RouteTables)
        {
            bool isMain = (table.Associations ?? []).Exists(association => association.Main == true);
            Route[] routes =
            [
                .. (table.Routes ?? []).Where(route => route.GatewayId != "local" && route.Origin?.Value != "EnableVgwRoutePropagation"),
            ];

            // A template cannot refer to a new VPC's main route table; one with only the local route is the same anyway.
            if (isMain && routes.Length == 0)
            {
                continue;
            }

            string id = references.NameOf(table.RouteTableId);
            template.Add(id, "AWS::EC2::RouteTable", new JsonObject { ["VpcId"] = references.To(Physical), ["Tags"] = Tags(table.Tags) });
            foreach (Route route in routes)
            {
                WriteRoute(id, table.RouteTableId, route);
            }

            IEnumerable<string> subnets = (table.Associations ?? []).Select(association => association.SubnetId).OfType<string>();
            foreach (
                Subnet subnet in setup.Subnets.Where(subnet =>
                    subnets.Contains(subnet.SubnetId) || (isMain && !placed.Contains(subnet.SubnetId))
                )
            )
            {
                template.Add(
                    template.Id.Give("Routes", references.NameOf(subnet.SubnetId)),
                    "AWS::EC2::SubnetRouteTableAssociation",
                    new JsonObject { ["RouteTableId"] = Ref(id), ["SubnetId"] = references.To(subnet.SubnetId) }
                );
            }
        }
    }

    private void WriteRoute(string id, string tableId, Route route)
    {
        string? gateway = route.GatewayId is { } given && references.Has(given) ? given : null;
        string? nat = route.NatGatewayId is { } found && references.Has(found) ? found : null;
        string destination = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId;
        if ((gateway ?? nat) is null || route.DestinationCidrBlock is null)
        {
            string target =
                route.GatewayId
                ?? route.NatGatewayId
                ?? route.TransitGatewayId
                ?? route.VpcPeeringConnectionId
                ?? route.NetworkInterfaceId
                ?? route.EgressOnlyInternetGatewayId
                ?? "a target";
            if (!target.StartsWith("vpce-", StringComparison.Ordinal))
            {
                progress.Report(
                    ProgressEvent.Warning(
                        $"The route of {tableId} to {destination} through {target} leads outside the template and is left out."
                    )
                );
            }

            return;
        }

        template.Add(
            template.Id.Give("Route", $"{id} {(destination == "0.0.0.0/0" ? "default" : destination)}"),
            "AWS::EC2::Route",
            new JsonObject
            {
                ["RouteTableId"] = Ref(id),
                ["DestinationCidrBlock"] = destination,
                ["GatewayId"] = gateway is null ? null : references.To(gateway),
                ["NatGatewayId"] = nat is null ? null : references.To(nat),
            },
            gateway is null ? null : Attachment(references.NameOf(gateway))
        );
    }

    private static string Attachment(string gateway) => gateway + "Attachment";
}
