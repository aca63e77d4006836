using System.Xml.Linq;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Routes of route tables.</summary>
internal static class RouteActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } = new Dictionary<string, Ec2Handler>
    {
        ["CreateRoute"] = CreateRoute,
        ["ReplaceRoute"] = ReplaceRoute,
        ["DeleteRoute"] = DeleteRoute,
    };

    private static IEnumerable<XElement?> CreateRoute(Ec2Call call)
    {
        LabRouteTable table = RouteTableActions.Find(call);
        LabRoute route = Read(call, table);
        if (table.Routes.Exists(other => other.Destination == route.Destination && other.TargetId != "local"))
        {
            throw new AwsFault(400, "RouteAlreadyExists", $"The route identified by {route.Destination} already exists.");
        }

        // A route may not undercut the VPC's own ranges unless it leads to an interface, instance or endpoint.
        LabVpc vpc = call.State.Vpcs[table.VpcId];
        string? text = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock;
        if (text is not null
            && route.TargetKind is not ("networkInterfaceId" or "instanceId" or "natGatewayId" or "vpcEndpointId")
            && vpc.CidrBlocks.Concat(vpc.Ipv6CidrBlocks).Any(block => block.Cidr.Contains(Cidr.Parse(text))))
        {
            throw new AwsFault(400, "InvalidParameterValue", $"The destination CIDR block {text} is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.");
        }

        table.Routes.Add(route);
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> ReplaceRoute(Ec2Call call)
    {
        LabRouteTable table = RouteTableActions.Find(call);
        int index = IndexOf(call, table);
        table.Routes[index] = Read(call, table);
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DeleteRoute(Ec2Call call)
    {
        LabRouteTable table = RouteTableActions.Find(call);
        int index = IndexOf(call, table);
        LabRoute route = table.Routes[index];
        if (route.TargetId == "local")
        {
            throw new AwsFault(400, "InvalidParameterValue", $"cannot remove local route {route.Destination} in route table {table.Id}");
        }

        if (route.TargetId.StartsWith("vpce-", StringComparison.Ordinal))
        {
            throw new AwsFault(400, "InvalidParameterValue", $"cannot remove VPC endpoint route {route.Destination} in route table {table.Id}");
        }

        table.Routes.RemoveAt(index);
        return Ec2Xml.True;
    }

    private static (string? Ipv4, string? Ipv6, string? PrefixList) Destination(Ec2Call call)
    {
        (string? ipv4, string? ipv6, string? list) = (call["DestinationCidrBlock"], call["DestinationIpv6CidrBlock"], call["DestinationPrefixListId"]);
        return new[] { ipv4, ipv6, list }.Count(item => item is { Length: > 0 }) == 1
            ? (ipv4 is null ? null : Ec2Cidr.Read(ipv4, "destinationCidrBlock").ToString(),
                ipv6 is null ? null : Ec2Cidr.Read(ipv6, "destinationIpv6CidrBlock").ToString(),
                list is null ? null : Ec2Kind.PrefixList.Find(call.State.PrefixLists, list).Id)
            : throw new AwsFault(400, "MissingParameter", "The request must contain exactly one of destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId");
    }

    private static int IndexOf(Ec2Call call, LabRouteTable table)
    {
        (string? ipv4, string? ipv6, string? list) = Destination(call);
        string destination = ipv4 ?? ipv6 ?? list!;
        int index = table.Routes.FindIndex(route => route.Destination == destination);
        string kind = ipv4 is not null ? "destination-cidr-block" : ipv6 is not null ? "destination-ipv6-cidr-block" : "destination-prefix-list-id";
        return index >= 0 ? index : throw new AwsFault(400, "InvalidRoute.NotFound", $"no route with {kind} {destination} in route table {table.Id}");
    }

    private static LabRoute Read(Ec2Call call, LabRouteTable table)
    {
        (string? ipv4, string? ipv6, string? list) = Destination(call);
        (string kind, string id) = RouteTargets.Read(call, table);
        return new LabRoute { DestinationCidrBlock = ipv4, DestinationIpv6CidrBlock = ipv6, DestinationPrefixListId = list, TargetKind = kind, TargetId = id };
    }
}
