// Over 250 lines: the way there and the way back are one rule, and its remedies need both.
using PrivateApi.Facts;
using PrivateApi.Reachability.Changes;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Network;

/// <summary>
/// Whether packets find a way from a caller to an interface, and back. The most specific route decides (Amazon VPC user guide,
/// "Route priority"); a subnet without a table of its own uses the main one.
/// </summary>
internal static class RouteRules
{
    /// <summary>The way of a caller in a VPC, or on premises.</summary>
    public static Hop Judge(AccountSnapshot snapshot, Caller caller, string callerAddress, InterfaceFact target, string targetAddress)
    {
        Hop hop = Once(snapshot, caller, callerAddress, target, targetAddress);
        return hop with { Remedy = hop.Remedy?.Completed(snapshot, facts => Once(facts, caller, callerAddress, target, targetAddress)) };
    }

    private static Hop Once(AccountSnapshot snapshot, Caller caller, string callerAddress, InterfaceFact target, string targetAddress) =>
        caller switch
        {
            { Kind: CallerKind.OnPremises } => FromOnPremises(snapshot, caller, callerAddress, target),
            _ => FromVpc(snapshot, caller, callerAddress, target, targetAddress),
        };

    private static Hop FromVpc(AccountSnapshot snapshot, Caller caller, string callerAddress, InterfaceFact target, string targetAddress)
    {
        bool isSameVpc = caller.VpcId == target.VpcId;
        if (snapshot.Index.RouteTable(caller.SubnetId, caller.VpcId) is not { } table)
        {
            // Every route table of a VPC has the local route.
            return isSameVpc && snapshot.Missing("RouteTable") is null
                ? Hop.Open($"both are in {target.VpcId}")
                : UnreadTable(snapshot, caller.SubnetId ?? caller.VpcId!);
        }

        RouteFact? there = Find(snapshot, table, targetAddress);
        Hop way = there switch
        {
            null when UnreadList(snapshot, table) is { } list => UnreadRoute(snapshot, table, list),
            null => Hop.Closed(
                $"{table.Id} has no route to {targetAddress}",
                NewRoute(snapshot, table, caller.VpcId!, target.VpcId, targetAddress)
            ),
            { IsBlackhole: true } => Hop.Closed(
                $"{table.Id} sends {targetAddress} to {there.Target} ({there.Destination}), which no longer exists (a blackhole route)",
                Gone(table, there, NewRoute(snapshot, table, caller.VpcId!, target.VpcId, targetAddress))
            ),
            { Target: "local" } when isSameVpc => Hop.Open($"{table.Id} {there.Destination} local"),
            _ when IsPeering(there) => PeeringRules.Judge(snapshot, there.Target, caller.VpcId!, target.VpcId, table),
            _ when IsTransit(there) => new TransitRules(snapshot, caller, there.Target, table).Judge(
                caller.VpcId!,
                caller.Zone,
                target.VpcId,
                targetAddress
            ),
            _ when isSameVpc => Appliance(table, targetAddress, there),
            _ => Hop.Closed(
                $"{table.Id} sends {targetAddress} to {there.Target} ({there.Destination}), which does not lead to {target.VpcId}",
                NewRoute(snapshot, table, caller.VpcId!, target.VpcId, targetAddress)
            ),
        };
        return way.State == Disposition.Closed ? way : Back(snapshot, caller, callerAddress, target, there, way);
    }

    /// <summary>
    /// The answer's way, by the table of the endpoint's subnet. It need not be the request's: peering connections and transit
    /// gateways remember nothing of a connection.
    /// </summary>
    private static Hop Back(AccountSnapshot snapshot, Caller caller, string callerAddress, InterfaceFact target, RouteFact? there, Hop way)
    {
        if (snapshot.Index.RouteTable(target.SubnetId, target.VpcId) is not { } table)
        {
            return caller.VpcId == target.VpcId && snapshot.Missing("RouteTable") is null ? way : UnreadTable(snapshot, target.SubnetId);
        }

        RouteFact? back = Find(snapshot, table, callerAddress);
        if (back is null && UnreadList(snapshot, table) is { } list)
        {
            return UnreadRoute(snapshot, table, list);
        }

        bool isSameVpc = caller.VpcId == target.VpcId;
        string but = $"{way.Evidence}, but {table.Id} of {target.SubnetId} has";
        Hop returns = back switch
        {
            null => Hop.Closed($"{but} no route back to {callerAddress}", RouteBack(snapshot, caller, callerAddress, there, table, back)),
            { IsBlackhole: true } => Hop.Closed(
                $"{but} a blackhole route for the way back to {callerAddress} ({back.Destination} to {back.Target})",
                Gone(table, back, RouteBack(snapshot, caller, callerAddress, there, table, back))
            ),
            { Target: "local" } when isSameVpc => way,
            _ when IsPeering(back) => PeeringRules.Judge(snapshot, back.Target, target.VpcId, caller.VpcId!, table),
            _ when IsTransit(back) => new TransitRules(snapshot, caller, back.Target, table).Judge(
                target.VpcId,
                target.Zone,
                caller.VpcId!,
                callerAddress
            ),
            _ when isSameVpc => Appliance(table, callerAddress, back),
            _ => Hop.Closed(
                $"{but} a route back to {callerAddress} through {back.Target} ({back.Destination}), which does not lead to {caller.VpcId}",
                RouteBack(snapshot, caller, callerAddress, there, table, back)
            ),
        };
        return returns.State > way.State ? returns
            : back!.Target == "local" ? way
            : way with { Evidence = $"{way.Evidence}; return route {table.Id} {back.Destination} {back.Target}" };
    }

    // What happens before packets reach the VPC is the user's network; the way back is in AWS.
    private static Hop FromOnPremises(AccountSnapshot snapshot, Caller caller, string callerAddress, InterfaceFact target)
    {
        if (snapshot.Index.RouteTable(target.SubnetId, target.VpcId) is not { } table)
        {
            return UnreadTable(snapshot, target.SubnetId);
        }

        RouteFact? back = Find(snapshot, table, callerAddress);
        if (back is null && UnreadList(snapshot, table) is { } list)
        {
            return UnreadRoute(snapshot, table, list);
        }

        if (back is { IsBlackhole: false } && IsTransit(back))
        {
            return new TransitRules(snapshot, caller, back.Target, table).Outward(target.VpcId, target.Zone, callerAddress);
        }

        if (target.VpcId != caller.VpcId)
        {
            // "Edge to edge routing through a gateway or private connection" is not supported (VPC peering guide).
            return Hop.Closed(
                $"the gateway is attached to {caller.VpcId} and the endpoint is in {target.VpcId}: "
                    + $"peering does not forward traffic from a gateway, and {table.Id} of {target.SubnetId} has no route "
                    + $"through a transit gateway to {callerAddress}"
            );
        }

        VpnGatewayFact? gateway = back is null ? null : snapshot.VpnGateways.FirstOrDefault(item => item.Id == back.Target);
        return back switch
        {
            null => Hop.Closed(
                $"{table.Id} of {target.SubnetId} has no route back to {callerAddress}",
                snapshot.VpnGateways.FirstOrDefault(item => item.VpcId == target.VpcId) is { } attached
                    ? CommandLine.ForCmdlet("Enable-EC2VgwRoutePropagation").With("RouteTableId", table.Id).With("GatewayId", attached.Id)
                    : null
            ),
            { IsBlackhole: true } => Hop.Closed(
                $"{table.Id} of {target.SubnetId} has a blackhole route for {callerAddress} ({back.Destination} to {back.Target})"
            ),
            _ when !back.Target.StartsWith("vgw-", StringComparison.Ordinal) => Hop.Closed(
                $"{table.Id} of {target.SubnetId} sends {callerAddress} to {back.Target} "
                    + $"({back.Destination}), which does not lead on premises"
            ),
            _ when gateway is null && snapshot.Missing("VpnGateway") is not null => Hop.Unknown(
                Unread.Says(snapshot, "VpnGateway", "ec2:DescribeVpnGateways", back.Target)
            ),
            _ when gateway is null || gateway.VpcId != target.VpcId => Hop.Closed(
                $"{back.Target}, where {table.Id} sends {callerAddress}, is not attached to {target.VpcId}",
                CommandLine.ForCmdlet("Add-EC2VpnGateway").With("VpnGatewayId", back.Target).With("VpcId", target.VpcId)
            ),
            _ => Hop.Open(
                $"return route {table.Id} {back.Destination} {back.Target}; the path from {callerAddress} to "
                    + $"{target.VpcId} is outside AWS and assumed to work"
            ),
        };
    }

    /// <summary>The most specific route; a range of its own beats a prefix list of the same length.</summary>
    public static RouteFact? Find(AccountSnapshot snapshot, RouteTableFact table, string address)
    {
        RouteFact? found = null;
        int best = -1;
        foreach (RouteFact route in table.Routes.OrderBy(route => route.IsPropagated))
        {
            bool isList = route.Destination.StartsWith("pl-", StringComparison.Ordinal);
            int length =
                !isList ? AddressRanges.PrefixLength(route.Destination, address)
                : snapshot.Index.PrefixList(route.Destination) is { CidrBlocks.Count: > 0 } list
                    ? list.CidrBlocks.Max(cidr => AddressRanges.PrefixLength(cidr, address))
                : -1;
            if (length > best && route.IsPropagated && found is { Target: "local" })
            {
                // A local route is preferred to propagated ones whatever their length (VPC user guide, "Route priority").
                continue;
            }

            if (
                length > best
                || (length == best && length >= 0 && !isList && found!.Destination.StartsWith("pl-", StringComparison.Ordinal))
            )
            {
                (found, best) = (route, length);
            }
        }

        return found;
    }

    /// <summary>The ranges that routes on the way back from a subnet name.</summary>
    public static IEnumerable<string?> Ranges(AccountSnapshot snapshot, InterfaceFact target) =>
        (snapshot.Index.RouteTable(target.SubnetId, target.VpcId)?.Routes ?? [])
            .SelectMany(route => snapshot.Index.PrefixList(route.Destination)?.CidrBlocks ?? [route.Destination])
            .Concat(
                snapshot
                    .TransitGateways.SelectMany(gateway => gateway.Attachments)
                    .SelectMany(item => item.Routes ?? [])
                    .Select(route => route.Destination)
            );

    /// <summary>What helps against a blackhole route: a route in its place, or, where another then takes the packets, none.</summary>
    private static Remedy? Gone(RouteTableFact table, RouteFact route, RouteChange? instead) =>
        Remedy.OneOf((RouteChange[])[new(table.Id, route.Destination, null), .. instead is null ? (RouteChange[])[] : [instead]]);

    private static bool IsPeering(RouteFact route) => route.Target.StartsWith("pcx-", StringComparison.Ordinal);

    private static bool IsTransit(RouteFact route) => route.Target.StartsWith("tgw-", StringComparison.Ordinal);

    private static Hop Appliance(RouteTableFact table, string address, RouteFact route) =>
        new(
            Disposition.Narrow,
            $"{table.Id} sends {address} to {route.Target} ({route.Destination}), an appliance that this check cannot judge"
        );

    private static RouteChange? RouteBack(
        AccountSnapshot snapshot,
        Caller caller,
        string address,
        RouteFact? there,
        RouteTableFact table,
        RouteFact? back
    ) =>
        there is { IsBlackhole: false } && CallerRange(snapshot, caller, address) is var range
            ? new RouteChange(table.Id, range, there.Target, back?.Destination == range ? back.Target : null)
            : null;

    private static RouteChange? NewRoute(AccountSnapshot snapshot, RouteTableFact table, string from, string to, string address) =>
        snapshot.Peerings.FirstOrDefault(item => item.Status == "active" && item.VpcIds.Contains(from) && item.VpcIds.Contains(to))
            is { } peering
        && snapshot.Index.Vpc(to)?.CidrBlocks.FirstOrDefault(cidr => AddressRanges.Contains(cidr, address)) is { } range
            ? new RouteChange(
                table.Id,
                range,
                peering.Id,
                table.Routes.FirstOrDefault(route => route.Destination == range && !route.IsPropagated)?.Target
            )
            : null;

    /// <summary>
    /// A prefix list among the destinations whose ranges were not read; those of gateway endpoints hold no private address.
    /// </summary>
    private static string? UnreadList(AccountSnapshot snapshot, RouteTableFact table) =>
        table
            .Routes.FirstOrDefault(route =>
                route.Destination.StartsWith("pl-", StringComparison.Ordinal)
                && !route.Target.StartsWith("vpce-", StringComparison.Ordinal)
                && snapshot.Index.PrefixList(route.Destination) is null
            )
            ?.Destination;

    private static Hop UnreadRoute(AccountSnapshot snapshot, RouteTableFact table, string list) =>
        Hop.Unknown(
            $"{table.Id} has a route for a prefix list: {Unread.Says(snapshot, "PrefixList", "ec2:GetManagedPrefixListEntries", list)}"
        );

    private static string CallerRange(AccountSnapshot snapshot, Caller caller, string address) =>
        snapshot.Index.Vpc(caller.VpcId)?.CidrBlocks.FirstOrDefault(cidr => AddressRanges.Contains(cidr, address))
        ?? AddressRanges.AsCidr(address);

    private static Hop UnreadTable(AccountSnapshot snapshot, string of) =>
        Hop.Unknown(Unread.Says(snapshot, "RouteTable", "ec2:DescribeRouteTables", $"the route table of {of}"));
}
