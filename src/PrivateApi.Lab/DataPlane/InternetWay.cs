using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.State;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// Whether a caller in a subnet can reach the internet: by a route to a public NAT gateway, because a function has no public address,
/// whose own subnet has a route to an attached internet gateway (VPC user guide, "NAT gateways").
/// </summary>
internal static class InternetWay
{
    public static bool Exists(LabStore store, AccountSnapshot snapshot, Caller caller, string address) =>
        Target(snapshot, caller.SubnetId, caller.VpcId, address, "nat-") is { } gateway
        && store.All<Ec2State>().Select(item => item.State.NatGateways.GetValueOrDefault(gateway)).OfType<LabNatGateway>().FirstOrDefault()
            is { IsPublic: true } nat
        && Target(snapshot, nat.Subnet.Id, nat.Subnet.VpcId, address, "igw-") is not null
        && InternetRoute.Egress(snapshot, caller).State == Disposition.Open
        && InternetRoute.NetworkAcl(snapshot, caller).State < Disposition.Unknown;

    /// <summary>What a subnet's route to an address leads to, if it exists and is of that kind; null otherwise.</summary>
    private static string? Target(AccountSnapshot snapshot, string? subnetId, string? vpcId, string address, string kind) =>
        snapshot.Index.RouteTable(subnetId, vpcId) is { } table
        && RouteRules.Find(snapshot, table, address) is { IsBlackhole: false } route
        && route.Target.StartsWith(kind, StringComparison.Ordinal)
            ? route.Target
            : null;
}
