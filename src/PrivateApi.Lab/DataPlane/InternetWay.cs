using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Paths;

namespace PrivateApi.Lab.DataPlane;

/// <summary>Whether a function in a subnet gets to the internet: by a default route to a NAT gateway, since it has no public address.</summary>
internal static class InternetWay
{
    public static bool Exists(Ec2State network, InterfaceFact caller)
    {
        LabRouteTable? table = network.RouteTables.Values.FirstOrDefault(table => table.Associations.Any(item => item.SubnetId == caller.SubnetId))
            ?? network.RouteTables.Values.FirstOrDefault(table => table.VpcId == caller.VpcId && table.IsMain);
        return table?.Routes.Any(route => route.DestinationCidrBlock == "0.0.0.0/0" && route.TargetKind == "natGatewayId") == true
            && SecurityGroupRules.Admitting(caller.SecurityGroups, isEgress: true, "203.0.113.10", [], ReachRules.Https) is not null;
    }
}
