using System.Net;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Routes of route tables.</summary>
internal static class RouteActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateRoute"] = CreateRoute,
            ["ReplaceRoute"] = ReplaceRoute,
            ["DeleteRoute"] = DeleteRoute,
        };

    private static IEnumerable<XElement?> CreateRoute(Ec2Call call)
    {
        LabRouteTable table = RouteTableActions.Find(call);
        LabRoute route = Read(call, table);
        CheckWithinVpc(call, table, route);
        if (table.Routes.Exists(other => other.Destination == route.Destination))
        {
            throw new AwsFault(400, "RouteAlreadyExists", $"The route identified by {route.Destination} already exists.");
        }

        table.Routes.Add(route);
        return Ec2Xml.True;
    }

    /// <summary>
    /// A route inside the VPC's own ranges must cover a whole subnet and lead to something inside the VPC (VPC user
    /// guide, "Route tables", "Add more specific routes"). The second message is assumed.
    /// </summary>
    private static void CheckWithinVpc(Ec2Call call, LabRouteTable table, LabRoute route)
    {
        LabVpc vpc = call.State.Vpcs[table.VpcId];
        if (!AddressRanges.TryParseCidr(route.Destination, out IPNetwork destination) || !IsWithin(vpc, destination))
        {
            return;
        }

        if (route.TargetKind is not ("networkInterfaceId" or "natGatewayId" or "vpcEndpointId") && route.TargetId != "local")
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"The destination CIDR block {destination} is equal to or more specific than one of this VPC's CIDR "
                    + "blocks. This route can target only an interface or an instance."
            );
        }

        bool whole =
            IsLocal(vpc, destination)
            || call.State.Subnets.Values.Any(subnet =>
                subnet.VpcId == vpc.Id && (subnet.CidrBlock == destination || subnet.Ipv6CidrBlock == destination)
            );
        if (!whole)
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"The destination CIDR block {destination} is more specific than one of this VPC's CIDR blocks "
                    + "and does not match the CIDR block of a subnet."
            );
        }
    }

    private static bool IsWithin(LabVpc vpc, IPNetwork cidr) =>
        vpc.CidrBlocks.Concat(vpc.Ipv6CidrBlocks).Any(block => block.Cidr.Contains(cidr));

    private static bool IsLocal(LabVpc vpc, IPNetwork cidr) => vpc.CidrBlocks.Concat(vpc.Ipv6CidrBlocks).Any(block => block.Cidr == cidr);

    private static IEnumerable<XElement?> ReplaceRoute(Ec2Call call)
    {
        LabRouteTable table = RouteTableActions.Find(call);
        int index = IndexOf(call, table);
        LabRoute route = Read(call, table, table.Routes[index].Origin);
        CheckWithinVpc(call, table, route);
        if (
            route.TargetId == "local"
            && !(
                AddressRanges.TryParseCidr(route.Destination, out IPNetwork destination)
                && IsLocal(call.State.Vpcs[table.VpcId], destination)
            )
        )
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"The route {route.Destination} is not a local route, so that its target cannot be reset to local."
            );
        }

        table.Routes[index] = route;
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DeleteRoute(Ec2Call call)
    {
        LabRouteTable table = RouteTableActions.Find(call);
        int index = IndexOf(call, table);
        LabRoute route = table.Routes[index];
        if (route.Origin == "CreateRouteTable")
        {
            throw new AwsFault(400, "InvalidParameterValue", $"cannot remove local route {route.Destination} in route table {table.Id}");
        }

        if (route.TargetId.StartsWith("vpce-", StringComparison.Ordinal))
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"cannot remove VPC endpoint route {route.Destination} in route table {table.Id}"
            );
        }

        table.Routes.RemoveAt(index);
        return Ec2Xml.True;
    }

    private static (string? Ipv4, string? Ipv6, string? PrefixList) Destination(Ec2Call call)
    {
        (string? ipv4, string? ipv6, string? list) = (
            call["DestinationCidrBlock"],
            call["DestinationIpv6CidrBlock"],
            call["DestinationPrefixListId"]
        );
        return new[] { ipv4, ipv6, list }.Count(item => item is { Length: > 0 }) == 1
            ? (
                ipv4 is null ? null : Ec2Cidr.Read(ipv4, "destinationCidrBlock", isIpv6: false).ToString(),
                ipv6 is null ? null : Ec2Cidr.Read(ipv6, "destinationIpv6CidrBlock", isIpv6: true).ToString(),
                list is null ? null : Ec2Kind.PrefixList.Find(call.State.PrefixLists, list).Id
            )
            : throw new AwsFault(
                400,
                "MissingParameter",
                "The request must contain exactly one of destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId"
            );
    }

    private static int IndexOf(Ec2Call call, LabRouteTable table)
    {
        (string? ipv4, string? ipv6, string? list) = Destination(call);
        string destination = ipv4 ?? ipv6 ?? list!;
        int index = table.Routes.FindIndex(route => route.Destination == destination);
        string kind =
            ipv4 is not null ? "destination-cidr-block"
            : ipv6 is not null ? "destination-ipv6-cidr-block"
            : "destination-prefix-list-id";
        return index >= 0
            ? index
            : throw new AwsFault(400, "InvalidRoute.NotFound", $"no route with {kind} {destination} in route table {table.Id}");
    }

    private static LabRoute Read(Ec2Call call, LabRouteTable table, string origin = "CreateRoute")
    {
        (string? ipv4, string? ipv6, string? list) = Destination(call);
        (string kind, string id) = RouteTargets.Read(call, table);
        return new LabRoute
        {
            DestinationCidrBlock = ipv4,
            DestinationIpv6CidrBlock = ipv6,
            DestinationPrefixListId = list,
            TargetKind = kind,
            TargetId = id,
            Origin = origin,
        };
    }
}
