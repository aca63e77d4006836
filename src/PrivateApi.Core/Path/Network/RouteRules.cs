using PrivateApi.Snapshots;

namespace PrivateApi.Paths;

/// <summary>
/// Whether packets find a way from a caller to an interface, and back. The most specific route decides (Amazon VPC user guide,
/// "Route priority"); a subnet without a table of its own uses the main one.
/// </summary>
internal static class RouteRules
{
    /// <summary>The way of a caller in a VPC, or on premises.</summary>
    public static Gate Judge(AccountSnapshot snapshot, Caller caller, string callerAddress, InterfaceFact target, string targetAddress) => caller switch
    {
        { Kind: CallerKind.Internet } => Gate.Closed($"{targetAddress} is a private address: nothing on the internet has a way to it"),
        { Kind: CallerKind.OnPremises } => FromOnPremises(snapshot, caller, callerAddress, target),
        _ => FromVpc(snapshot, caller, callerAddress, target, targetAddress),
    };

    private static Gate FromVpc(AccountSnapshot snapshot, Caller caller, string callerAddress, InterfaceFact target, string targetAddress)
    {
        bool isSameVpc = caller.VpcId == target.VpcId;
        if (snapshot.Index.RouteTable(caller.SubnetId, caller.VpcId) is not { } table)
        {
            // Every route table of a VPC has the local route.
            return isSameVpc && snapshot.Missing("RouteTable") is null ? Gate.Open($"both are in {target.VpcId}") : Unread(snapshot, caller.SubnetId ?? caller.VpcId!);
        }

        RouteFact? there = Find(snapshot, table, targetAddress);
        Gate way = there switch
        {
            null => Gate.Closed($"{table.Id} has no route to {targetAddress}", NewRoute(snapshot, table, caller.VpcId!, target.VpcId)),
            { IsBlackhole: true } => Gate.Closed($"{table.Id} sends {targetAddress} to {there.Target} ({there.Destination}), which is gone: a blackhole", $"Remove-EC2Route -RouteTableId {table.Id} -DestinationCidrBlock {there.Destination}"),
            { Target: "local" } when isSameVpc => Gate.Open($"{table.Id} {there.Destination} local"),
            _ when there.Target.StartsWith("pcx-", StringComparison.Ordinal) => PeeringRules.Judge(snapshot, there.Target, caller.VpcId!, target.VpcId, table),
            _ when there.Target.StartsWith("tgw-", StringComparison.Ordinal) => TransitRules.Judge(snapshot, there.Target, caller.VpcId!, caller.Zone, target.VpcId, targetAddress, table),
            _ when isSameVpc => new Gate(GateState.Narrow, $"{table.Id} sends {targetAddress} to {there.Target} ({there.Destination}), an appliance that cannot be judged from here"),
            _ => Gate.Closed($"{table.Id} sends {targetAddress} to {there.Target} ({there.Destination}), which does not lead to {target.VpcId}", NewRoute(snapshot, table, caller.VpcId!, target.VpcId)),
        };
        return way.State == GateState.Closed ? way : Back(snapshot, caller, callerAddress, target, there, way);
    }

    /// <summary>The answer's way: by the endpoint's subnet's table, over the same connection.</summary>
    private static Gate Back(AccountSnapshot snapshot, Caller caller, string callerAddress, InterfaceFact target, RouteFact? there, Gate way)
    {
        if (snapshot.Index.RouteTable(target.SubnetId, target.VpcId) is not { } table)
        {
            return caller.VpcId == target.VpcId ? way : Unread(snapshot, target.SubnetId);
        }

        RouteFact? back = Find(snapshot, table, callerAddress);
        string? problem = back switch
        {
            null => $"no route back to {callerAddress}",
            { IsBlackhole: true } => $"a blackhole for the way back to {callerAddress} ({back.Destination} to {back.Target})",
            _ when caller.VpcId == target.VpcId => null,
            _ when back.Target != there?.Target => $"a way back to {callerAddress} through {back.Target} ({back.Destination}), not through {there?.Target}",
            _ => null,
        };
        if (problem is not null)
        {
            return Gate.Closed($"{way.Evidence}, but {table.Id} of {target.SubnetId} has {problem}", there is null ? null : RouteTo(table, there.Target, CallerRange(snapshot, caller, callerAddress)));
        }

        if (back!.Target.StartsWith("tgw-", StringComparison.Ordinal))
        {
            Gate returns = TransitRules.Judge(snapshot, back.Target, target.VpcId, target.Zone, caller.VpcId!, callerAddress, table);
            return returns.State == GateState.Open ? way with { Evidence = $"{way.Evidence}; back by {table.Id} {back.Destination} {back.Target}" } : returns;
        }

        return way with { Evidence = back.Target == "local" ? way.Evidence : $"{way.Evidence}; back by {table.Id} {back.Destination} {back.Target}" };
    }

    // What happens before packets reach the VPC is the user's network; the way back is in AWS.
    private static Gate FromOnPremises(AccountSnapshot snapshot, Caller caller, string callerAddress, InterfaceFact target)
    {
        if (snapshot.Index.RouteTable(target.SubnetId, target.VpcId) is not { } table)
        {
            return Unread(snapshot, target.SubnetId);
        }

        RouteFact? back = Find(snapshot, table, callerAddress);
        if (back is { IsBlackhole: false } && back.Target.StartsWith("tgw-", StringComparison.Ordinal))
        {
            return TransitRules.Outward(snapshot, back.Target, target.VpcId, target.Zone, callerAddress, table);
        }

        if (target.VpcId != caller.VpcId)
        {
            // "Edge to edge routing through a gateway or private connection" is not supported (VPC peering guide).
            return Gate.Closed($"the gateway lands in {caller.VpcId} and the endpoint is in {target.VpcId}: peering does not carry traffic from a gateway on, and {table.Id} of {target.SubnetId} has no transit gateway for {callerAddress}");
        }

        VpnGatewayFact? gateway = back is null ? null : snapshot.VpnGateway.FirstOrDefault(item => item.Id == back.Target);
        return back switch
        {
            null => Gate.Closed($"{table.Id} of {target.SubnetId} has no route back to {callerAddress}", snapshot.VpnGateway.FirstOrDefault(item => item.VpcId == target.VpcId) is { } attached ? $"Enable-EC2VgwRoutePropagation -RouteTableId {table.Id} -GatewayId {attached.Id}" : null),
            { IsBlackhole: true } => Gate.Closed($"{table.Id} of {target.SubnetId} has a blackhole for {callerAddress} ({back.Destination} to {back.Target})"),
            _ when !back.Target.StartsWith("vgw-", StringComparison.Ordinal) => Gate.Closed($"{table.Id} of {target.SubnetId} sends {callerAddress} to {back.Target} ({back.Destination}), which does not lead on premises"),
            _ when gateway is null && snapshot.Missing("VpnGateway") is not null => Gate.Unknown(Paths.Unread.Says(snapshot, "VpnGateway", "ec2:DescribeVpnGateways", back.Target)),
            _ when gateway is null || gateway.VpcId != target.VpcId => Gate.Closed($"{back.Target}, where {table.Id} sends {callerAddress}, is not attached to {target.VpcId}", $"Add-EC2VpnGateway -VpnGatewayId {back.Target} -VpcId {target.VpcId}"),
            _ => Gate.Open($"back by {table.Id} {back.Destination} {back.Target}; the way from {callerAddress} to {target.VpcId} is outside AWS and taken for granted"),
        };
    }

    /// <summary>The most specific route; a range of its own beats a prefix list of the same length.</summary>
    public static RouteFact? Find(AccountSnapshot snapshot, RouteTableFact table, string address)
    {
        RouteFact? found = null;
        int best = -1;
        foreach (RouteFact route in table.Route.OrderBy(route => route.IsPropagated))
        {
            bool isList = route.Destination.StartsWith("pl-", StringComparison.Ordinal);
            int length = !isList ? AddressRange.PrefixLength(route.Destination, address)
                : snapshot.Index.PrefixList(route.Destination) is { CidrBlock.Count: > 0 } list ? list.CidrBlock.Max(cidr => AddressRange.PrefixLength(cidr, address))
                : -1;
            if (length > best && route.IsPropagated && found is { Target: "local" })
            {
                // A local route is preferred to propagated ones whatever their length (VPC user guide, "Route priority").
                continue;
            }

            if (length > best || (length == best && length >= 0 && !isList && found!.Destination.StartsWith("pl-", StringComparison.Ordinal)))
            {
                (found, best) = (route, length);
            }
        }

        return found;
    }

    public static string RouteTo(RouteTableFact table, string target, string range) =>
        $"New-EC2Route -RouteTableId {table.Id} {(range.Contains(':', StringComparison.Ordinal) ? "-DestinationIpv6CidrBlock" : "-DestinationCidrBlock")} {range} {(target.StartsWith("tgw-", StringComparison.Ordinal) ? "-TransitGatewayId" : "-VpcPeeringConnectionId")} {target}";

    private static string? NewRoute(AccountSnapshot snapshot, RouteTableFact table, string from, string to) =>
        snapshot.Peering.FirstOrDefault(item => item.Status == "active" && item.VpcId.Contains(from) && item.VpcId.Contains(to)) is { } peering
            && snapshot.Index.Vpc(to)?.CidrBlock is [var range, ..]
            ? RouteTo(table, peering.Id, range)
            : null;

    private static string CallerRange(AccountSnapshot snapshot, Caller caller, string address) =>
        snapshot.Index.Vpc(caller.VpcId)?.CidrBlock.FirstOrDefault(cidr => AddressRange.Contains(cidr, address))
            ?? (address.Contains(':', StringComparison.Ordinal) ? address + "/128" : address + "/32");

    private static Gate Unread(AccountSnapshot snapshot, string of) => Gate.Unknown(Paths.Unread.Says(snapshot, "RouteTable", "ec2:DescribeRouteTables", $"the route table of {of}"));
}
