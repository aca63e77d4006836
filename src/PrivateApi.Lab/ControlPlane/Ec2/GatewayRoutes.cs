using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Routes that a gateway endpoint keeps in route tables: the service's prefix list to the endpoint.</summary>
internal static class GatewayRoutes
{
    public static void Add(Ec2Call call, LabVpcEndpoint endpoint, IReadOnlyList<string> tableIds)
    {
        LabPrefixList list = call.State.PrefixLists.Values.Single(list => list.IsAws && list.Name == endpoint.ServiceName);
        List<LabRouteTable> tables = tableIds.Select(id => Ec2Kind.RouteTable.Find(call.State.RouteTables, id)).ToList();
        foreach (LabRouteTable table in tables)
        {
            if (table.VpcId != endpoint.VpcId)
            {
                throw new AwsFault(
                    400,
                    "InvalidParameter",
                    $"Route table {table.Id} and VPC {endpoint.VpcId} belong to different networks."
                );
            }

            if (table.Routes.Exists(route => route.DestinationPrefixListId == list.Id))
            {
                throw new AwsFault(
                    400,
                    "RouteAlreadyExists",
                    $"route table {table.Id} already has a route with destination-prefix-list-id {list.Id}"
                );
            }
        }

        foreach (LabRouteTable table in tables)
        {
            table.Routes.Add(
                new LabRoute
                {
                    DestinationPrefixListId = list.Id,
                    TargetKind = "gatewayId",
                    TargetId = endpoint.Id,
                }
            );
            endpoint.RouteTableIds.Add(table.Id);
        }
    }

    public static void Remove(Ec2Call call, LabVpcEndpoint endpoint, IReadOnlyCollection<string> tableIds)
    {
        foreach (string id in tableIds)
        {
            endpoint.RouteTableIds.Remove(id);
            call.State.RouteTables.GetValueOrDefault(id)?.Routes.RemoveAll(route => route.TargetId == endpoint.Id);
        }
    }
}
