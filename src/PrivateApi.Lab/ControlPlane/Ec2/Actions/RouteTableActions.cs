using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Route tables and what they apply to.</summary>
internal static class RouteTableActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateRouteTable"] = CreateRouteTable,
            ["DeleteRouteTable"] = DeleteRouteTable,
            ["DescribeRouteTables"] = DescribeRouteTables,
            ["AssociateRouteTable"] = AssociateRouteTable,
            ["DisassociateRouteTable"] = DisassociateRouteTable,
            ["ReplaceRouteTableAssociation"] = ReplaceRouteTableAssociation,
        };

    public static LabRouteTable Find(Ec2Call call) => Ec2Kind.RouteTable.Find(call.State.RouteTables, call.Required("RouteTableId"));

    private static Ec2Filters<LabRouteTable> Filters(Ec2Call call) =>
        new()
        {
            ["association.gateway-id"] = table => table.Associations.Select(association => association.GatewayId),
            ["association.main"] = table => table.Associations.Select(association => association.Main ? "true" : "false"),
            ["association.route-table-association-id"] = table => table.Associations.Select(association => association.Id),
            ["association.route-table-id"] = table => table.Associations.Select(_ => table.Id),
            ["association.subnet-id"] = table => table.Associations.Select(association => association.SubnetId),
            ["owner-id"] = table => [table.OwnerId],
            ["route-table-id"] = table => [table.Id],
            ["route.destination-cidr-block"] = table => All(call, table).Select(route => route.DestinationCidrBlock),
            ["route.destination-ipv6-cidr-block"] = table => All(call, table).Select(route => route.DestinationIpv6CidrBlock),
            ["route.destination-prefix-list-id"] = table => All(call, table).Select(route => route.DestinationPrefixListId),
            ["route.egress-only-internet-gateway-id"] = table => Targets(call, table, "egressOnlyInternetGatewayId"),
            ["route.gateway-id"] = table => Targets(call, table, "gatewayId"),
            ["route.instance-id"] = table => Targets(call, table, "instanceId"),
            ["route.nat-gateway-id"] = table => Targets(call, table, "natGatewayId"),
            ["route.network-interface-id"] = table => Targets(call, table, "networkInterfaceId"),
            ["route.transit-gateway-id"] = table => Targets(call, table, "transitGatewayId"),
            ["route.vpc-peering-connection-id"] = table => Targets(call, table, "vpcPeeringConnectionId"),
            ["route.origin"] = table => All(call, table).Select(route => route.Origin),
            ["route.state"] = table => All(call, table).Select(route => RouteTargets.State(call, table, route)),
            ["vpc-id"] = table => [table.VpcId],
        };

    private static IEnumerable<XElement?> CreateRouteTable(Ec2Call call)
    {
        LabRouteTable made = call.Once(
            call.State.RouteTables,
            () =>
            {
                LabVpc vpc = call.Vpc();
                IReadOnlyDictionary<string, string> tags = Ec2Tags.FromSpecification(call, "route-table");
                LabRouteTable table = VpcFactory.AddRouteTable(call.State, vpc);
                Ec2Tags.Put(table, tags);
                return table;
            }
        );
        return [new XElement("routeTable", Render(call, made)), Ec2Xml.Maybe("clientToken", call["ClientToken"])];
    }

    private static IEnumerable<XElement?> DeleteRouteTable(Ec2Call call)
    {
        LabRouteTable table = Find(call);
        if (table.Associations.Count > 0)
        {
            throw new AwsFault(400, "DependencyViolation", $"The routeTable '{table.Id}' has dependencies and cannot be deleted.");
        }

        call.State.RouteTables.Remove(table.Id);
        foreach (LabVpcEndpoint endpoint in call.State.VpcEndpoints.Values)
        {
            endpoint.RouteTableIds.Remove(table.Id);
        }

        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DescribeRouteTables(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "RouteTableId",
            Ec2Kind.RouteTable,
            call.State.RouteTables,
            Filters(call),
            "routeTableSet",
            table => Render(call, table)
        );

    private static IEnumerable<XElement?> AssociateRouteTable(Ec2Call call)
    {
        LabRouteTable table = Find(call);
        if (call["GatewayId"] is { } gatewayId)
        {
            _ = gatewayId.StartsWith("vgw-", StringComparison.Ordinal)
                ? (LabResource)Ec2Kind.VpnGateway.Find(call.State.VpnGateways, gatewayId)
                : Ec2Kind.InternetGateway.Find(call.State.InternetGateways, gatewayId);
            return Associated(table, new LabRouteTableAssociation(call.NewId("rtbassoc"), Main: false, SubnetId: null, gatewayId));
        }

        LabSubnet subnet = call.Subnet();
        if (subnet.VpcId != table.VpcId)
        {
            throw new AwsFault(400, "InvalidParameterValue", $"Route table {table.Id} and subnet {subnet.Id} belong to different networks");
        }

        // The same association again returns the existing one; one with another table conflicts.
        if (table.Associations.Find(association => association.SubnetId == subnet.Id) is { } same)
        {
            return AnswerAssociation("associationId", same);
        }

        return call.State.RouteTables.Values.Any(other => other.Associations.Exists(association => association.SubnetId == subnet.Id))
            ? throw new AwsFault(
                400,
                "Resource.AlreadyAssociated",
                $"the specified association for route table {table.Id} conflicts with an existing association"
            )
            : Associated(table, new LabRouteTableAssociation(call.NewId("rtbassoc"), Main: false, subnet.Id, GatewayId: null));
    }

    private static IEnumerable<XElement?> DisassociateRouteTable(Ec2Call call)
    {
        (LabRouteTable table, LabRouteTableAssociation association) = FindAssociation(call);
        if (association.Main)
        {
            throw new AwsFault(400, "InvalidParameterValue", $"cannot disassociate the main route table association {association.Id}");
        }

        table.Associations.Remove(association);
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> ReplaceRouteTableAssociation(Ec2Call call)
    {
        LabRouteTable target = Find(call);
        (LabRouteTable source, LabRouteTableAssociation association) = FindAssociation(call);
        if (source.VpcId != target.VpcId)
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Route table {target.Id} and route table {source.Id} belong to different networks"
            );
        }

        source.Associations.Remove(association);
        LabRouteTableAssociation made = association with { Id = call.NewId("rtbassoc") };
        target.Associations.Add(made);
        return AnswerAssociation("newAssociationId", made);
    }

    private static (LabRouteTable Table, LabRouteTableAssociation Association) FindAssociation(Ec2Call call)
    {
        string id = call.Required("AssociationId");
        LabRouteTable table =
            call.State.RouteTables.Values.FirstOrDefault(table => table.Associations.Exists(association => association.Id == id))
            ?? throw Ec2Kind.Association.NotFound(id);
        return (table, table.Associations.Single(association => association.Id == id));
    }

    private static IEnumerable<XElement?> Associated(LabRouteTable table, LabRouteTableAssociation association)
    {
        table.Associations.Add(association);
        return AnswerAssociation("associationId", association);
    }

    private static IEnumerable<XElement?> AnswerAssociation(string name, LabRouteTableAssociation association) =>
        [new XElement(name, association.Id), new XElement("associationState", new XElement("state", "associated"))];

    private static IReadOnlyList<LabRoute> All(Ec2Call call, LabRouteTable table) => PropagatedRoutes.With(call.State, table, call.Now);

    private static IEnumerable<string> Targets(Ec2Call call, LabRouteTable table, string kind) =>
        All(call, table).Where(route => route.TargetKind == kind).Select(route => route.TargetId);

    private static IEnumerable<XElement?> Render(Ec2Call call, LabRouteTable table) =>
        [
            new XElement("routeTableId", table.Id),
            new XElement("vpcId", table.VpcId),
            new XElement("ownerId", table.OwnerId),
            Ec2Xml.Set(
                "routeSet",
                All(call, table)
                    .Select(route =>
                        new XElement?[]
                        {
                            Ec2Xml.Maybe("destinationCidrBlock", route.DestinationCidrBlock),
                            Ec2Xml.Maybe("destinationIpv6CidrBlock", route.DestinationIpv6CidrBlock),
                            Ec2Xml.Maybe("destinationPrefixListId", route.DestinationPrefixListId),
                            new(route.TargetKind, route.TargetId),
                            new("state", RouteTargets.State(call, table, route)),
                            new("origin", route.Origin),
                        }
                    )
            ),
            Ec2Xml.Set(
                "associationSet",
                table.Associations.Select(association =>
                    new XElement?[]
                    {
                        new("routeTableAssociationId", association.Id),
                        new("routeTableId", table.Id),
                        Ec2Xml.Maybe("subnetId", association.SubnetId),
                        Ec2Xml.Maybe("gatewayId", association.GatewayId),
                        new("main", association.Main),
                        new("associationState", new XElement("state", "associated")),
                    }
                )
            ),
            Ec2Xml.Set("propagatingVgwSet", table.PropagatingGatewayIds.Select(id => new XElement?[] { new("gatewayId", id) })),
            Ec2Xml.Tags(table),
        ];
}
