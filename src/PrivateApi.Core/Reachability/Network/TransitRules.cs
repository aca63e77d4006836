using PrivateApi.Facts;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Network;

/// <summary>
/// Ways over a transit gateway: an attachment in each VPC, with a subnet in the sender's zone, and a route of the gateway's own
/// (transit gateway guide, "How transit gateways work").
/// </summary>
internal static class TransitRules
{
    /// <summary>From one VPC to another.</summary>
    public static Hop Judge(AccountSnapshot snapshot, string id, string from, string? zone, string to, string address, RouteTableFact table)
    {
        if (Enter(snapshot, id, from, zone, table, out TransitGatewayFact? gateway, out TransitGatewayAttachmentFact? entry) is { } stopped)
        {
            return stopped;
        }

        TransitGatewayAttachmentFact? exit = gateway!.Attachments.FirstOrDefault(item => item.VpcId == to && IsUp(item));
        if (exit is null)
        {
            return Hop.Closed($"{table.Id} leads to {id}, but {to} has no available attachment to it", Attach(id, to));
        }

        TransitGatewayRouteFact? route = Find(entry!.Routes!, address);
        return route switch
        {
            null => Hop.Closed($"the route table of {id} for {entry.Id} has no route to {address}", Propagate(exit.Id, entry.Id)),
            { IsBlackhole: true } => Hop.Closed(
                $"the route table of {id} for {entry.Id} has a blackhole route for {address} ({route.Destination})"
            ),
            _ when route.AttachmentId != exit.Id => Hop.Closed(
                $"the route table of {id} for {entry.Id} sends {address} to {route.AttachmentId} "
                    + $"({route.Destination}), not to {exit.Id} of {to}"
            ),
            _ => Hop.Open($"{table.Id} leads through {id} ({route.Destination} to {exit.Id}) to {to}"),
        };
    }

    /// <summary>From a VPC out of AWS.</summary>
    public static Hop Outward(AccountSnapshot snapshot, string id, string from, string? zone, string address, RouteTableFact table)
    {
        if (Enter(snapshot, id, from, zone, table, out TransitGatewayFact? gateway, out TransitGatewayAttachmentFact? entry) is { } stopped)
        {
            return stopped;
        }

        TransitGatewayRouteFact? route = Find(entry!.Routes!, address);
        return route switch
        {
            null => Hop.Closed($"the route table of {id} for {entry.Id} has no route back to {address}"),
            { IsBlackhole: true } => Hop.Closed(
                $"the route table of {id} for {entry.Id} has a blackhole route for {address} ({route.Destination})"
            ),
            _ when gateway!.Attachments.Any(item => item.Id == route.AttachmentId) => Hop.Closed(
                $"the route table of {id} for {entry.Id} sends {address} to a VPC ({route.AttachmentId}), not on premises"
            ),
            _ => Hop.Open(
                $"return route {table.Id} and {id} ({route.Destination} to {route.AttachmentId}); "
                    + $"the path from {address} is outside AWS and assumed to work"
            ),
        };
    }

    private static Hop? Enter(
        AccountSnapshot snapshot,
        string id,
        string from,
        string? zone,
        RouteTableFact table,
        out TransitGatewayFact? gateway,
        out TransitGatewayAttachmentFact? entry
    )
    {
        entry = null;
        gateway = snapshot.TransitGateways.FirstOrDefault(item => item.Id == id);
        if (gateway is null)
        {
            return Hop.Unknown(Unread.Says(snapshot, "TransitGateway", "ec2:DescribeTransitGatewayVpcAttachments", id));
        }

        entry = gateway.Attachments.FirstOrDefault(item => item.VpcId == from && IsUp(item));
        if (entry is null)
        {
            return Hop.Closed($"{table.Id} leads to {id}, but {from} has no available attachment to it", Attach(id, from));
        }

        if (zone is not null && !entry.SubnetIds.Any(subnet => snapshot.Index.Subnet(subnet)?.Zone == zone))
        {
            return entry.SubnetIds.FirstOrDefault(subnet => snapshot.Index.Subnet(subnet) is null) is { } unread
                ? Hop.Unknown(
                    $"whether {entry.Id} of {from} has a subnet in {zone} is not known: "
                        + $"{Unread.Says(snapshot, "Subnet", "ec2:DescribeSubnets", unread)}"
                )
                : Hop.Closed(
                    $"{entry.Id} of {from} has no subnet in {zone}, so packets from there do not enter {id}",
                    CommandLine
                        .ForCmdlet("Edit-EC2TransitGatewayVpcAttachment")
                        .With("TransitGatewayAttachmentId", entry.Id)
                        .With("AddSubnetId", CommandValue.Placeholder($"a subnet in {zone}"))
                );
        }

        return entry.Routes is null
            ? Hop.Unknown(
                Unread.Says(snapshot, "TransitGatewayRoute", "ec2:SearchTransitGatewayRoutes", $"the route table of {id} for {entry.Id}")
            )
            : null;
    }

    private static CommandLine Attach(string gateway, string vpc) =>
        CommandLine
            .ForCmdlet("New-EC2TransitGatewayVpcAttachment")
            .With("TransitGatewayId", gateway)
            .With("VpcId", vpc)
            .With("SubnetId", CommandValue.Placeholder("one per zone"));

    private static CommandLine Propagate(string exit, string entry) =>
        CommandLine
            .ForCmdlet("Enable-EC2TransitGatewayRouteTablePropagation")
            .With("TransitGatewayAttachmentId", exit)
            .With("TransitGatewayRouteTableId", CommandValue.Placeholder($"the table of {entry}"));

    private static bool IsUp(TransitGatewayAttachmentFact item) =>
        string.Equals(item.State, "available", StringComparison.OrdinalIgnoreCase);

    private static TransitGatewayRouteFact? Find(IReadOnlyList<TransitGatewayRouteFact> routes, string address) =>
        routes
            .Where(route => AddressRanges.Contains(route.Destination, address))
            .MaxBy(route => AddressRanges.PrefixLength(route.Destination, address));
}
