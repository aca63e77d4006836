using System.Net;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Routes of transit gateways' route tables.</summary>
internal static class TransitGatewayRouteActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateTransitGatewayRoute"] = CreateTransitGatewayRoute,
            ["ReplaceTransitGatewayRoute"] = ReplaceTransitGatewayRoute,
            ["DeleteTransitGatewayRoute"] = DeleteTransitGatewayRoute,
            ["SearchTransitGatewayRoutes"] = SearchTransitGatewayRoutes,
        };

    private static IEnumerable<XElement?> CreateTransitGatewayRoute(Ec2Call call)
    {
        LabTransitGatewayRouteTable table = TransitGatewayRouteTableActions.Find(call);
        LabTransitGatewayRoute route = Read(call, table);
        if (table.StaticRoutes.Exists(other => other.Destination == route.Destination))
        {
            throw new AwsFault(
                400,
                "RouteAlreadyExists",
                $"Route {route.Destination} already exists in Transit Gateway Route Table {table.Id}."
            );
        }

        table.StaticRoutes.Add(route);
        return Answer(call, route);
    }

    private static IEnumerable<XElement?> ReplaceTransitGatewayRoute(Ec2Call call)
    {
        LabTransitGatewayRouteTable table = TransitGatewayRouteTableActions.Find(call);
        LabTransitGatewayRoute route = Read(call, table);
        table.StaticRoutes[IndexOf(table, route.Destination)] = route;
        return Answer(call, route);
    }

    private static IEnumerable<XElement?> DeleteTransitGatewayRoute(Ec2Call call)
    {
        LabTransitGatewayRouteTable table = TransitGatewayRouteTableActions.Find(call);
        int index = IndexOf(table, Destination(call));
        LabTransitGatewayRoute route = table.StaticRoutes[index];
        table.StaticRoutes.RemoveAt(index);
        return Answer(call, route, "deleted");
    }

    private static IEnumerable<XElement?> Answer(Ec2Call call, LabTransitGatewayRoute route, string? state = null) =>
        [new XElement("route", TransitGatewayXml.Route(call, route, state))];

    private static IPNetwork Destination(Ec2Call call) => Ec2Cidr.Read(call.Required("DestinationCidrBlock"), "destinationCidrBlock");

    private static int IndexOf(LabTransitGatewayRouteTable table, IPNetwork destination)
    {
        int index = table.StaticRoutes.FindIndex(route => route.Destination == destination);
        return index >= 0
            ? index
            : throw new AwsFault(
                400,
                "InvalidRoute.NotFound",
                $"Route {destination} does not exist in Transit Gateway Route Table {table.Id}."
            );
    }

    private static LabTransitGatewayRoute Read(Ec2Call call, LabTransitGatewayRouteTable table)
    {
        IPNetwork destination = Destination(call);
        bool blackhole = call.Is("Blackhole");
        if (blackhole == call["TransitGatewayAttachmentId"] is not null)
        {
            throw blackhole
                ? new AwsFault(400, "InvalidParameterCombination", "A blackhole route cannot have a transit gateway attachment.")
                : new AwsFault(400, "MissingParameter", "The request must contain the parameter TransitGatewayAttachmentId");
        }

        return new LabTransitGatewayRoute(
            destination,
            blackhole ? null : TransitGatewayRouteTableActions.Attachment(call, table).Id,
            IsStatic: true
        );
    }

    private static IEnumerable<XElement?> SearchTransitGatewayRoutes(Ec2Call call)
    {
        LabTransitGatewayRouteTable table = TransitGatewayRouteTableActions.Find(call);
        if (!call.Form.Has("Filter"))
        {
            throw new AwsFault(400, "MissingParameter", "The request must contain the parameter Filters");
        }

        IReadOnlyList<LabTransitGatewayRoute> all = TransitGatewayRoutes.List(call.State, table, call.Now);
        IEnumerable<LabTransitGatewayRoute> found = Filters(call, all).Apply(call, all);
        return
        [
            .. Ec2Listing.Page(call, found, "routeSet", route => TransitGatewayXml.Route(call, route), least: 5),
            new XElement("additionalRoutesAvailable", false),
        ];
    }

    private static Ec2Filters<LabTransitGatewayRoute> Filters(Ec2Call call, IReadOnlyList<LabTransitGatewayRoute> all)
    {
        LabTransitGatewayAttachment? Attachment(LabTransitGatewayRoute route) =>
            route.AttachmentId is { } id ? call.State.TransitGatewayAttachments.GetValueOrDefault(id) : null;
        return new Ec2Filters<LabTransitGatewayRoute>
        {
            ["attachment.resource-id"] = route => [Attachment(route)?.AttachedId],
            ["attachment.resource-type"] = route => [Attachment(route)?.AttachedType],
            ["attachment.transit-gateway-attachment-id"] = route => [Attachment(route)?.Id],
            ["prefix-list-id"] = _ => [],
            ["route-search.exact-match"] = Search(call, "exact-match", (route, range) => route.Destination == range),
            ["route-search.longest-prefix-match"] = Search(
                call,
                "longest-prefix-match",
                (route, range) =>
                    route == all.Where(other => other.Destination.Contains(range)).MaxBy(other => other.Destination.PrefixLength)
            ),
            ["route-search.subnet-of-match"] = Search(call, "subnet-of-match", (route, range) => range.Contains(route.Destination)),
            ["route-search.supernet-of-match"] = Search(call, "supernet-of-match", (route, range) => route.Destination.Contains(range)),
            ["state"] = route => [TransitGatewayXml.RouteState(call, route)],
            ["type"] = route => [route.Type],
        };
    }

    /// <summary>A filter that compares ranges: it returns those of its values that match the route.</summary>
    private static Func<LabTransitGatewayRoute, IEnumerable<string?>> Search(
        Ec2Call call,
        string name,
        Func<LabTransitGatewayRoute, IPNetwork, bool> fits
    )
    {
        List<string> values = call
            .Form.Indexes("Filter")
            .Where(prefix => call[prefix + ".Name"] == "route-search." + name)
            .SelectMany(prefix => call.Form.List(prefix + ".Value"))
            .ToList();
        return route => values.Where(value => fits(route, Range(value)));
    }

    // A single address means the range of that address alone.
    private static IPNetwork Range(string text) =>
        Ec2Cidr.Read(
            text.Contains('/', StringComparison.Ordinal) ? text : text + (text.Contains(':', StringComparison.Ordinal) ? "/128" : "/32"),
            "filter"
        );
}
