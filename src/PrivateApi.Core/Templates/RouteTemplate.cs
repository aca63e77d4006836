using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using PrivateApi.Progress;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>The route tables of a VPC, their routes and their subnets.</summary>
internal sealed class RouteTemplate(CloudTemplate template, References references, VpcSetup setup, IProgress<ProgressEvent> progress)
{
    public void Write()
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
            template.Add(
                id,
                "AWS::EC2::RouteTable",
                new JsonObject { ["VpcId"] = references.To(setup.Vpc.VpcId), ["Tags"] = Tags(table.Tags) }
            );
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
        (string Property, string? Id)[] targets =
        [
            ("GatewayId", route.GatewayId),
            ("NatGatewayId", route.NatGatewayId),
            ("TransitGatewayId", route.TransitGatewayId),
            ("VpcPeeringConnectionId", route.VpcPeeringConnectionId),
            ("NetworkInterfaceId", route.NetworkInterfaceId),
            ("EgressOnlyInternetGatewayId", route.EgressOnlyInternetGatewayId),
        ];
        (string property, string? target) = targets.FirstOrDefault(item => item.Id is not null, (string.Empty, null));
        string destination = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId;
        if (target is null || !references.Has(target) || route.DestinationPrefixListId is not null)
        {
            if (target?.StartsWith("vpce-", StringComparison.Ordinal) != true)
            {
                progress.Report(
                    ProgressEvent.Warning(
                        $"The route of {tableId} to {destination} through {target ?? "a target"} leads outside the "
                            + "template and is left out."
                    )
                );
            }

            return;
        }

        template.Add(
            template.Id.Give(
                "Route",
                $"{id} {(destination == "0.0.0.0/0" ? "default" : destination == "::/0" ? "ipv6 default" : destination)}"
            ),
            "AWS::EC2::Route",
            new JsonObject
            {
                ["RouteTableId"] = Ref(id),
                ["DestinationCidrBlock"] = route.DestinationCidrBlock,
                ["DestinationIpv6CidrBlock"] = route.DestinationIpv6CidrBlock,
                [property] = references.To(target),
            },
            After(property, target)
        );
    }

    // What has to be done before a route can lead there, though the route names another resource.
    private string? After(string property, string target) =>
        property switch
        {
            "GatewayId" when target.StartsWith("igw-", StringComparison.Ordinal) => NetworkTemplate.Attachment(references.NameOf(target)),
            "TransitGatewayId" => setup.TransitGatewayAttachments.FirstOrDefault(item => item.TransitGatewayId == target) is { } attachment
                ? references.NameOf(attachment.TransitGatewayAttachmentId)
                : null,
            _ => null,
        };
}
