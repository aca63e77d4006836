using System.Net;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>
/// VPN connections and their static routes. The configuration in the answer contains no key: nobody can connect to a lab.
/// </summary>
internal static class VpnConnectionActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateVpnConnection"] = CreateVpnConnection,
            ["DeleteVpnConnection"] = DeleteVpnConnection,
            ["DescribeVpnConnections"] = DescribeVpnConnections,
            ["CreateVpnConnectionRoute"] = CreateVpnConnectionRoute,
            ["DeleteVpnConnectionRoute"] = DeleteVpnConnectionRoute,
        };

    private static Ec2Filters<LabVpnConnection> Filters(Ec2Call call) =>
        new()
        {
            ["customer-gateway-id"] = connection => [connection.CustomerGatewayId],
            ["option.static-routes-only"] = connection => [connection.StaticRoutesOnly ? "true" : "false"],
            ["route.destination-cidr-block"] = connection => connection.Routes.Select(route => route.ToString()),
            ["state"] = connection => [connection.StateAt(call.Now)],
            ["transit-gateway-id"] = connection => [connection.TransitGatewayId],
            ["type"] = _ => ["ipsec.1"],
            ["vpn-connection-id"] = connection => [connection.Id],
            ["vpn-gateway-id"] = connection => [connection.VpnGatewayId],
        };

    private static LabVpnConnection Find(Ec2Call call)
    {
        LabVpnConnection connection = Ec2Kind.VpnConnection.Find(call.State.VpnConnections, call.Required("VpnConnectionId"));
        return connection.GoneAt is null ? connection : throw Ec2Kind.VpnConnection.NotFound(connection.Id);
    }

    private static IEnumerable<XElement?> CreateVpnConnection(Ec2Call call)
    {
        LabCustomerGateway customer = Ec2Kind.CustomerGateway.Find(call.State.CustomerGateways, call.Required("CustomerGatewayId"));
        if (call["VpnGatewayId"] is not null == call["TransitGatewayId"] is not null)
        {
            throw new AwsFault(
                400,
                "InvalidParameterCombination",
                "The request must contain exactly one of vpnGatewayId, transitGatewayId"
            );
        }

        LabVpnGateway? gateway = call["VpnGatewayId"] is { } id ? Ec2Kind.VpnGateway.Find(call.State.VpnGateways, id) : null;
        LabTransitGateway? transit = gateway is null ? TransitGatewayFactory.Available(call) : null;
        IReadOnlyDictionary<string, string> tags = Ec2Tags.FromSpecification(call, "vpn-connection");
        LabVpnConnection made = new(call.NewId("vpn"), call.AccountId)
        {
            CustomerGatewayId = customer.Id,
            VpnGatewayId = gateway?.Id,
            TransitGatewayId = transit?.Id,
            StaticRoutesOnly = call.Is("Options.StaticRoutesOnly"),
            TunnelAddresses = [Tunnel(call), Tunnel(call)],
            CreatedAt = call.Now,
            AvailableAt = call.Now + call.Store.Options.PendingTime,
        };
        Ec2Tags.Put(made, tags);
        call.State.VpnConnections.Add(made.Id, made);
        if (transit is not null)
        {
            TransitGatewayFactory.Attach(
                call,
                transit,
                new LabTransitGatewayAttachment(call.NewId("tgw-attach"), call.AccountId)
                {
                    TransitGatewayId = transit.Id,
                    AttachedType = "vpn",
                    AttachedId = made.Id,
                    CreatedAt = made.CreatedAt,
                    AvailableAt = made.AvailableAt,
                }
            );
        }

        return [new XElement("vpnConnection", Render(call, made))];
    }

    // From TEST-NET-2 (RFC 5737), which belongs to nobody.
    private static string Tunnel(Ec2Call call) =>
        "198.51.100."
        + (1 + Convert.ToInt32(call.Store.Ids.Take("0123456789abcdef", 2), 16) % 254).ToString(
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static IEnumerable<XElement?> DeleteVpnConnection(Ec2Call call)
    {
        LabVpnConnection connection = Find(call);
        connection.GoneAt = call.Now + call.Store.Options.DeletingTime;
        foreach (
            LabTransitGatewayAttachment attachment in call.State.TransitGatewayAttachments.Values.Where(attachment =>
                attachment.AttachedId == connection.Id && attachment.GoneAt is null
            )
        )
        {
            TransitGatewayFactory.Detach(call, attachment);
        }

        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DescribeVpnConnections(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "VpnConnectionId",
            Ec2Kind.VpnConnection,
            call.State.VpnConnections,
            Filters(call),
            "vpnConnectionSet",
            connection => Render(call, connection)
        );

    private static IEnumerable<XElement?> CreateVpnConnectionRoute(Ec2Call call)
    {
        LabVpnConnection connection = Find(call);
        IPNetwork range = Ec2Cidr.Read(call.Required("DestinationCidrBlock"), "destinationCidrBlock");
        if (!connection.StaticRoutesOnly)
        {
            throw new AwsFault(
                400,
                "OperationNotPermitted",
                $"Static routes cannot be added to the VPN connection {connection.Id}, which uses BGP"
            );
        }

        if (!connection.Routes.Contains(range))
        {
            connection.Routes.Add(range);
        }

        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DeleteVpnConnectionRoute(Ec2Call call)
    {
        LabVpnConnection connection = Find(call);
        IPNetwork range = Ec2Cidr.Read(call.Required("DestinationCidrBlock"), "destinationCidrBlock");
        return connection.Routes.Remove(range)
            ? Ec2Xml.True
            : throw new AwsFault(
                400,
                "InvalidRoute.NotFound",
                $"The route '{range}' does not exist in the VPN connection '{connection.Id}'"
            );
    }

    private static IEnumerable<XElement?> Render(Ec2Call call, LabVpnConnection connection)
    {
        string state = connection.StateAt(call.Now);
        return
        [
            new XElement("vpnConnectionId", connection.Id),
            new XElement("state", state),
            new XElement("customerGatewayConfiguration", new XElement("vpn_connection", new XAttribute("id", connection.Id)).ToString()),
            new XElement("type", "ipsec.1"),
            new XElement("category", "VPN"),
            new XElement("customerGatewayId", connection.CustomerGatewayId),
            Ec2Xml.Maybe("vpnGatewayId", connection.VpnGatewayId),
            Ec2Xml.Maybe("transitGatewayId", connection.TransitGatewayId),
            new XElement("gatewayAssociationState", "associated"),
            new XElement(
                "options",
                new XElement("enableAcceleration", false),
                new XElement("staticRoutesOnly", connection.StaticRoutesOnly),
                new XElement("localIpv4NetworkCidr", "0.0.0.0/0"),
                new XElement("remoteIpv4NetworkCidr", "0.0.0.0/0"),
                new XElement("outsideIpAddressType", "PublicIpv4"),
                new XElement("tunnelInsideIpVersion", "ipv4"),
                Ec2Xml.Set(
                    "tunnelOptionSet",
                    connection.TunnelAddresses.Select(address => new XElement?[] { new("outsideIpAddress", address) })
                )
            ),
            Ec2Xml.Set(
                "routes",
                connection.Routes.Select(route =>
                    new XElement?[] { new("destinationCidrBlock", route), new("source", "Static"), new("state", state) }
                )
            ),
            Ec2Xml.Set(
                "vgwTelemetry",
                connection.TunnelAddresses.Select(address =>
                    new XElement?[]
                    {
                        new("acceptedRouteCount", connection.RoutesAt(call.Now).Count()),
                        Ec2Xml.Time("lastStatusChange", connection.AvailableAt),
                        new("outsideIpAddress", address),
                        new("status", state == "available" ? "UP" : "DOWN"),
                        new("statusMessage", string.Empty),
                    }
                )
            ),
            Ec2Xml.Tags(connection),
        ];
    }
}
