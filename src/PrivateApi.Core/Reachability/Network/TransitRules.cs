// Over 250 lines: one way over a gateway, with the remedy for each of its parts.
using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.HandOvers;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Network;

/// <summary>
/// Ways over a transit gateway: an attachment in each VPC, with a subnet in the sender's zone, and a route of the gateway's own
/// (transit gateway guide, "How transit gateways work").
/// </summary>
/// <param name="snapshot">The facts.</param>
/// <param name="caller">Who calls.</param>
/// <param name="id">The transit gateway.</param>
/// <param name="table">The route table that leads to it.</param>
internal sealed class TransitRules(AccountSnapshot snapshot, Caller caller, string id, RouteTableFact table)
{
    private static readonly string[] Gone = ["deleted", "deleting", "failed", "failing", "rejected", "rejecting"];

    /// <summary>From one VPC to another.</summary>
    public Hop Judge(string from, string? zone, string to, string address)
    {
        if (Enter(from, zone, address, $"to {to}", out TransitGatewayFact? gateway, out TransitGatewayAttachmentFact? entry) is { } stopped)
        {
            return stopped;
        }

        TransitGatewayAttachmentFact? exit = gateway!.Attachments.FirstOrDefault(item => item.VpcId == to && IsUp(item));
        if (exit is null)
        {
            return Unattached(gateway, to);
        }

        TransitGatewayRouteFact? route = Find(entry!.Routes!, address);
        return route switch
        {
            null => Hop.Closed(
                $"the route table of {id} for {entry.Id} has no route to {address}",
                Propagate(gateway, exit.Id, entry.RouteTableId)
            ) with
            {
                Outside = Route(gateway, entry, address, $"to {exit.Id} of {to}"),
            },
            { IsBlackhole: true } => Hop.Closed(
                $"the route table of {id} for {entry.Id} has a blackhole route for {address} ({route.Destination})"
            ) with
            {
                Outside = Route(gateway, entry, address, $"to {exit.Id} of {to}"),
            },
            _ when route.AttachmentId != exit.Id => Hop.Closed(
                $"the route table of {id} for {entry.Id} sends {address} to {route.AttachmentId} "
                    + $"({route.Destination}), not to {exit.Id} of {to}"
            ) with
            {
                Outside = Route(gateway, entry, address, $"to {exit.Id} of {to}"),
            },
            _ => Hop.Open($"{table.Id} leads through {id} ({route.Destination} to {exit.Id}) to {to}"),
        };
    }

    /// <summary>From a VPC out of AWS.</summary>
    public Hop Outward(string from, string? zone, string address)
    {
        if (
            Enter(from, zone, address, "on premises", out TransitGatewayFact? gateway, out TransitGatewayAttachmentFact? entry) is
            { } stopped
        )
        {
            return stopped;
        }

        TransitGatewayRouteFact? route = Find(entry!.Routes!, address);
        return route switch
        {
            null => Hop.Closed($"the route table of {id} for {entry.Id} has no route back to {address}") with
            {
                Outside = Route(gateway!, entry, address, "on premises"),
            },
            { IsBlackhole: true } => Hop.Closed(
                $"the route table of {id} for {entry.Id} has a blackhole route for {address} ({route.Destination})"
            ) with
            {
                Outside = Route(gateway!, entry, address, "on premises"),
            },
            _ when gateway!.Attachments.Any(item => item.Id == route.AttachmentId) => Hop.Closed(
                $"the route table of {id} for {entry.Id} sends {address} to a VPC ({route.AttachmentId}), not on premises"
            ) with
            {
                Outside = Route(gateway, entry, address, "on premises"),
            },
            _ => Hop.Open(
                $"return route {table.Id} and {id} ({route.Destination} to {route.AttachmentId}); "
                    + $"the path from {address} is outside AWS and assumed to work"
            ),
        };
    }

    private Hop? Enter(
        string from,
        string? zone,
        string address,
        string leading,
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
            return Unattached(gateway, from);
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
                    SubnetIn(from, zone) is { } subnet
                        ? CommandLine
                            .ForCmdlet("Edit-EC2TransitGatewayVpcAttachment")
                            .With("TransitGatewayAttachmentId", entry.Id)
                            .With("AddSubnetId", subnet)
                        : null
                );
        }

        return entry.Routes is null
            ? Hop.Unknown(
                Unread.Says(snapshot, "TransitGatewayRoute", "ec2:SearchTransitGatewayRoutes", $"the route table of {id} for {entry.Id}")
            ) with
            {
                Outside = Route(gateway, entry, address, leading),
            }
            : null;
    }

    /// <summary>
    /// An attachment that waits is accepted by the gateway's owner; a second one would be refused. A new one gets the subnets whose packets
    /// it is for.
    /// </summary>
    private Hop Unattached(TransitGatewayFact gateway, string vpc)
    {
        string words = $"{table.Id} leads to {id}, but {vpc} has no available attachment to it";
        bool isOurs = snapshot.IsOurs(gateway.OwnerId);
        if (
            gateway.Attachments.FirstOrDefault(item => item.VpcId == vpc && !Gone.Contains(item.State, StringComparer.Ordinal)) is { } there
        )
        {
            bool waits = there.State == "pendingAcceptance";
            return Hop.Closed(
                $"{words}: {there.Id} is {there.State}",
                waits && isOurs
                    ? CommandLine.ForCmdlet("Approve-EC2TransitGatewayVpcAttachment").With("TransitGatewayAttachmentId", there.Id)
                    : null
            ) with
            {
                Outside =
                    waits && !isOurs
                        ? new OutsideChange(
                            Owner(gateway),
                            $"Accept the attachment {there.Id} of {vpc} to {id}, "
                                + $"associate it with a route table of {id}, and propagate its "
                                + "routes to the tables of the VPCs that it talks to",
                            $"{there.Id} is available"
                        )
                        : null,
            };
        }

        string[] subnets = SubnetsOf(vpc);
        return Hop.Closed(
            words,
            subnets.Length == 0
                ? null
                : CommandLine
                    .ForCmdlet("New-EC2TransitGatewayVpcAttachment")
                    .With("TransitGatewayId", id)
                    .With("VpcId", vpc)
                    .With("SubnetId", subnets)
        );
    }

    private CommandLine? Propagate(TransitGatewayFact gateway, string exit, string? routes) =>
        routes is null || !snapshot.IsOurs(gateway.OwnerId)
            ? null
            : CommandLine
                .ForCmdlet("Enable-EC2TransitGatewayRouteTablePropagation")
                .With("TransitGatewayAttachmentId", exit)
                .With("TransitGatewayRouteTableId", routes);

    private OutsideChange? Route(TransitGatewayFact gateway, TransitGatewayAttachmentFact entry, string address, string leading) =>
        snapshot.IsOurs(gateway.OwnerId)
            ? null
            : new OutsideChange(
                Owner(gateway),
                $"Give the route table of {id} that {entry.Id} of {entry.VpcId} is associated with an active route for {address} that "
                    + $"leads {leading}",
                $"a search of that table's routes for {address} finds it"
            );

    private string Owner(TransitGatewayFact gateway) => $"account {gateway.OwnerId}, which owns {id}";

    // Of several subnets the caller's own; otherwise there has to be only one.
    private string? SubnetIn(string vpc, string zone)
    {
        string[] fit = [.. snapshot.Subnets.Where(item => item.VpcId == vpc && item.Zone == zone).Select(item => item.Id)];
        return caller.SubnetId is { } own && fit.Contains(own) ? own
            : fit is [var only] ? only
            : null;
    }

    // An attachment's subnets need IPv4 ranges (transit gateway guide, "Amazon VPC attachments").
    private string[] SubnetsOf(string vpc) =>
        [.. CandidatesOf(vpc).Where(id => !snapshot.Subnets.Any(item => item.Id == id && EndpointFamilies.IsIpv6Only(item.CidrBlocks)))];

    // The endpoint's subnets, one a zone, or the caller's.
    private string[] CandidatesOf(string vpc) =>
        caller.IsInVpc && caller.VpcId == vpc
            ? caller.SubnetId is { } own
                ? [own]
                : []
            :
            [
                .. snapshot
                    .Endpoints.Where(endpoint => endpoint.IsForApis && endpoint.VpcId == vpc)
                    .Take(1)
                    .SelectMany(endpoint => endpoint.SubnetIds),
            ];

    private static bool IsUp(TransitGatewayAttachmentFact item) =>
        string.Equals(item.State, "available", StringComparison.OrdinalIgnoreCase);

    private static TransitGatewayRouteFact? Find(IReadOnlyList<TransitGatewayRouteFact> routes, string address) =>
        routes
            .Where(route => AddressRanges.Contains(route.Destination, address))
            .MaxBy(route => AddressRanges.PrefixLength(route.Destination, address));
}
