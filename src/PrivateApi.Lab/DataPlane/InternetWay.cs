using PrivateApi.Paths;
using PrivateApi.Snapshots;

namespace PrivateApi.Lab.DataPlane;

/// <summary>Whether a caller in a subnet gets to the internet: by a route to a NAT gateway, since a function has no public address.</summary>
internal static class InternetWay
{
    public static bool Exists(AccountSnapshot snapshot, Caller caller, string address) =>
        snapshot.Index.RouteTable(caller.SubnetId, caller.VpcId) is { } table
        && RouteRules.Find(snapshot, table, address) is { IsBlackhole: false } route
        && route.Target.StartsWith("nat-", StringComparison.Ordinal)
        && SecurityGroupRules.Judge(snapshot, caller.SecurityGroupId ?? [], isEgress: true, address, []).State == GateState.Open;
}
