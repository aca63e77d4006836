using System.Net;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Customer gateways.</summary>
internal static class CustomerGatewayActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateCustomerGateway"] = CreateCustomerGateway,
            ["DeleteCustomerGateway"] = DeleteCustomerGateway,
            ["DescribeCustomerGateways"] = DescribeCustomerGateways,
        };

    private static Ec2Filters<LabCustomerGateway> Filters(Ec2Call call) =>
        new()
        {
            ["bgp-asn"] = gateway => [gateway.BgpAsn],
            ["customer-gateway-id"] = gateway => [gateway.Id],
            ["ip-address"] = gateway => [gateway.IpAddress],
            ["state"] = gateway => [gateway.StateAt(call.Now)],
            ["type"] = _ => ["ipsec.1"],
        };

    private static IEnumerable<XElement?> CreateCustomerGateway(Ec2Call call)
    {
        string address =
            call["IpAddress"]
            ?? call["PublicIp"]
            ?? throw new AwsFault(400, "MissingParameter", "The request must contain the parameter ipAddress");
        if (!IPAddress.TryParse(address, out _))
        {
            throw new AwsFault(400, "InvalidParameterValue", $"Value ({address}) for parameter ipAddress is invalid. Invalid format");
        }

        LabCustomerGateway made = Ec2Tags.Apply(
            call,
            new LabCustomerGateway(call.NewId("cgw"), call.AccountId)
            {
                IpAddress = address,
                BgpAsn = call["BgpAsn"] ?? "65000",
                DeviceName = call["DeviceName"],
                CreatedAt = call.Now,
                AvailableAt = call.Now,
            }
        );
        call.State.CustomerGateways.Add(made.Id, made);
        return [new XElement("customerGateway", Render(call, made))];
    }

    private static IEnumerable<XElement?> DeleteCustomerGateway(Ec2Call call)
    {
        LabCustomerGateway gateway = Ec2Kind.CustomerGateway.Find(call.State.CustomerGateways, call.Required("CustomerGatewayId"));
        if (call.State.VpnConnections.Values.Any(connection => connection.CustomerGatewayId == gateway.Id && connection.GoneAt is null))
        {
            throw new AwsFault(400, "IncorrectState", $"The customer gateway is in use.");
        }

        gateway.GoneAt ??= call.Now;
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DescribeCustomerGateways(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "CustomerGatewayId",
            Ec2Kind.CustomerGateway,
            call.State.CustomerGateways,
            Filters(call),
            "customerGatewaySet",
            gateway => Render(call, gateway)
        );

    private static IEnumerable<XElement?> Render(Ec2Call call, LabCustomerGateway gateway) =>
        [
            new XElement("customerGatewayId", gateway.Id),
            new XElement("state", gateway.StateAt(call.Now)),
            new XElement("type", "ipsec.1"),
            new XElement("ipAddress", gateway.IpAddress),
            new XElement("bgpAsn", gateway.BgpAsn),
            Ec2Xml.Maybe("deviceName", gateway.DeviceName),
            Ec2Xml.Tags(gateway),
        ];
}
