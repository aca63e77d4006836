using System.Globalization;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Virtual private gateways, and the propagation of their routes.</summary>
internal static class VpnGatewayActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateVpnGateway"] = CreateVpnGateway,
            ["AttachVpnGateway"] = AttachVpnGateway,
            ["DetachVpnGateway"] = DetachVpnGateway,
            ["DeleteVpnGateway"] = DeleteVpnGateway,
            ["DescribeVpnGateways"] = DescribeVpnGateways,
            ["EnableVgwRoutePropagation"] = EnableVgwRoutePropagation,
            ["DisableVgwRoutePropagation"] = DisableVgwRoutePropagation,
        };

    private static Ec2Filters<LabVpnGateway> Filters(Ec2Call call) =>
        new()
        {
            ["amazon-side-asn"] = gateway => [gateway.AmazonSideAsn.ToString(CultureInfo.InvariantCulture)],
            ["attachment.state"] = gateway => [gateway.VpcId is null ? null : gateway.AttachmentAt(call.Now)],
            ["attachment.vpc-id"] = gateway => [gateway.VpcId],
            ["availability-zone"] = _ => [],
            ["state"] = gateway => [gateway.StateAt(call.Now)],
            ["type"] = _ => ["ipsec.1"],
            ["vpn-gateway-id"] = gateway => [gateway.Id],
        };

    private static LabVpnGateway Find(Ec2Call call, string parameter = "VpnGatewayId")
    {
        LabVpnGateway gateway = Ec2Kind.VpnGateway.Find(call.State.VpnGateways, call.Required(parameter));
        return gateway.GoneAt is null ? gateway : throw Ec2Kind.VpnGateway.NotFound(gateway.Id);
    }

    private static IEnumerable<XElement?> CreateVpnGateway(Ec2Call call)
    {
        string type = call.Required("Type");
        if (type != "ipsec.1")
        {
            throw new AwsFault(400, "InvalidParameterValue", $"Value ({type}) for parameter type is invalid. Valid values are ipsec.1.");
        }

        // Assumed to be available at once, as the describe calls show it.
        LabVpnGateway made = Ec2Tags.Apply(
            call,
            new LabVpnGateway(call.NewId("vgw"), call.AccountId)
            {
                AmazonSideAsn = call["AmazonSideAsn"] is { } asn ? long.Parse(asn, CultureInfo.InvariantCulture) : 64512,
                CreatedAt = call.Now,
                AvailableAt = call.Now,
            }
        );
        call.State.VpnGateways.Add(made.Id, made);

        // Only the describe calls show that there are no tags.
        return
        [
            new XElement(
                "vpnGateway",
                Render(call, made).Where(element => element is not { Name.LocalName: "tagSet", HasElements: false })
            ),
        ];
    }

    private static IEnumerable<XElement?> AttachVpnGateway(Ec2Call call)
    {
        LabVpnGateway gateway = Find(call);
        LabVpc vpc = call.Vpc();
        if (gateway.VpcId is not null && gateway.AttachmentAt(call.Now) != "detached" && gateway.VpcId != vpc.Id)
        {
            throw new AwsFault(
                400,
                "VpnGatewayAttachmentLimitExceeded",
                $"The maximum number of mutations or attachments has been reached for {gateway.Id}."
            );
        }

        if (call.State.VpnGateways.Values.Any(other => other != gateway && other.IsAttachedTo(vpc.Id)))
        {
            throw new AwsFault(400, "InvalidParameterValue", $"Network {vpc.Id} already has a vpn gateway attached");
        }

        (gateway.VpcId, gateway.AttachedAt, gateway.DetachedAt) = (vpc.Id, call.Now + call.Store.Options.PendingTime, null);
        return [new XElement("attachment", Attachment(call, gateway))];
    }

    private static IEnumerable<XElement?> DetachVpnGateway(Ec2Call call)
    {
        LabVpnGateway gateway = Find(call);
        LabVpc vpc = call.Vpc();
        if (!gateway.IsAttachedTo(vpc.Id))
        {
            throw new AwsFault(
                400,
                "InvalidVpnGatewayAttachment.NotFound",
                $"The attachment with vpn gateway ID '{gateway.Id}' and vpc ID '{vpc.Id}' does not exist"
            );
        }

        gateway.DetachedAt = call.Now + call.Store.Options.DeletingTime;
        foreach (LabRouteTable table in call.State.RouteTables.Values)
        {
            table.PropagatingGatewayIds.Remove(gateway.Id);
        }

        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DeleteVpnGateway(Ec2Call call)
    {
        LabVpnGateway gateway = Find(call);
        bool used =
            (gateway.VpcId is not null && gateway.AttachmentAt(call.Now) != "detached")
            || call.State.VpnConnections.Values.Any(connection => connection.VpnGatewayId == gateway.Id && connection.GoneAt is null);
        if (used)
        {
            throw new AwsFault(400, "IncorrectState", $"The vpnGateway '{gateway.Id}' is in use");
        }

        gateway.GoneAt = call.Now;
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DescribeVpnGateways(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "VpnGatewayId",
            Ec2Kind.VpnGateway,
            call.State.VpnGateways,
            Filters(call),
            "vpnGatewaySet",
            gateway => Render(call, gateway)
        );

    private static IEnumerable<XElement?> EnableVgwRoutePropagation(Ec2Call call)
    {
        LabRouteTable table = RouteTableActions.Find(call);
        LabVpnGateway gateway = Find(call, "GatewayId");
        if (!gateway.IsAttachedTo(table.VpcId))
        {
            throw new AwsFault(400, "Gateway.NotAttached", $"resource {gateway.Id} is not attached to network {table.VpcId}");
        }

        if (!table.PropagatingGatewayIds.Contains(gateway.Id))
        {
            table.PropagatingGatewayIds.Add(gateway.Id);
        }

        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DisableVgwRoutePropagation(Ec2Call call)
    {
        RouteTableActions.Find(call).PropagatingGatewayIds.Remove(Find(call, "GatewayId").Id);
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> Attachment(Ec2Call call, LabVpnGateway gateway) =>
        [new XElement("vpcId", gateway.VpcId), new XElement("state", gateway.AttachmentAt(call.Now))];

    private static IEnumerable<XElement?> Render(Ec2Call call, LabVpnGateway gateway) =>
        [
            new XElement("vpnGatewayId", gateway.Id),
            new XElement("state", gateway.StateAt(call.Now)),
            new XElement("type", "ipsec.1"),
            Ec2Xml.Set("attachments", gateway.VpcId is null ? [] : [Attachment(call, gateway)]),
            new XElement("amazonSideAsn", gateway.AmazonSideAsn),
            Ec2Xml.Tags(gateway),
        ];
}
