using System.Globalization;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Transit gateways. One can be reached only from its own account: the lab has no resource shares.</summary>
internal static class TransitGatewayActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateTransitGateway"] = CreateTransitGateway,
            ["DeleteTransitGateway"] = DeleteTransitGateway,
            ["DescribeTransitGateways"] = DescribeTransitGateways,
        };

    private static Ec2Filters<LabTransitGateway> Filters(Ec2Call call) =>
        new()
        {
            ["options.amazon-side-asn"] = gateway => [gateway.AmazonSideAsn.ToString(CultureInfo.InvariantCulture)],
            ["options.association-default-route-table-id"] = gateway => [gateway.AssociationRouteTableId],
            ["options.propagation-default-route-table-id"] = gateway => [gateway.PropagationRouteTableId],
            ["options.auto-accept-shared-attachments"] = gateway => [Flag(gateway.AutoAcceptSharedAttachments)],
            ["options.default-route-table-association"] = gateway => [Flag(gateway.AssociationRouteTableId is not null)],
            ["options.default-route-table-propagation"] = gateway => [Flag(gateway.PropagationRouteTableId is not null)],
            ["options.dns-support"] = gateway => [Flag(gateway.DnsSupport)],
            ["options.vpn-ecmp-support"] = gateway => [Flag(gateway.VpnEcmpSupport)],
            ["owner-id"] = gateway => [gateway.OwnerId],
            ["state"] = gateway => [gateway.StateAt(call.Now)],
            ["transit-gateway-id"] = gateway => [gateway.Id],
        };

    private static string Flag(bool value) => value ? "enable" : "disable";

    private static IEnumerable<XElement?> CreateTransitGateway(Ec2Call call)
    {
        bool association = EnableFlag.Read(call, "Options.DefaultRouteTableAssociation", otherwise: true);
        bool propagation = EnableFlag.Read(call, "Options.DefaultRouteTablePropagation", otherwise: true);
        LabTransitGateway made = Ec2Tags.Apply(
            call,
            new LabTransitGateway(call.NewId("tgw"), call.AccountId)
            {
                Description = call["Description"] ?? string.Empty,
                AmazonSideAsn = call["Options.AmazonSideAsn"] is { } asn ? long.Parse(asn, CultureInfo.InvariantCulture) : 64512,
                CidrBlocks = call
                    .Form.List("Options.TransitGatewayCidrBlocks")
                    .Select(text => Ec2Cidr.Read(text, "transitGatewayCidrBlocks").ToString())
                    .ToList(),
                AutoAcceptSharedAttachments = EnableFlag.Read(call, "Options.AutoAcceptSharedAttachments", otherwise: false),
                DnsSupport = EnableFlag.Read(call, "Options.DnsSupport", otherwise: true),
                VpnEcmpSupport = EnableFlag.Read(call, "Options.VpnEcmpSupport", otherwise: true),
                MulticastSupport = EnableFlag.Read(call, "Options.MulticastSupport", otherwise: false),
                SecurityGroupReferencingSupport = EnableFlag.Read(call, "Options.SecurityGroupReferencingSupport", otherwise: false),
                CreatedAt = call.Now,
                AvailableAt = call.Now + call.Store.Options.PendingTime,
            }
        );
        call.State.TransitGateways.Add(made.Id, made);
        if (association || propagation)
        {
            string table = TransitGatewayFactory.AddRouteTable(call, made).Id;
            made.AssociationRouteTableId = association ? table : null;
            made.PropagationRouteTableId = propagation ? table : null;
        }

        return [new XElement("transitGateway", Render(call, made))];
    }

    private static IEnumerable<XElement?> DeleteTransitGateway(Ec2Call call)
    {
        LabTransitGateway gateway = TransitGatewayFactory.Available(call);
        List<LabTransitGatewayAttachment> attachments = call
            .State.TransitGatewayAttachments.Values.Where(attachment =>
                attachment.TransitGatewayId == gateway.Id && attachment.StateAt(call.Now) != "deleted"
            )
            .ToList();
        if (attachments.Count > 0)
        {
            string kind = attachments.Exists(attachment => attachment.IsVpc) ? "Transit Gateway" : "VPN";
            throw new AwsFault(
                400,
                "IncorrectState",
                $"{gateway.Id} has non-deleted {kind} Attachments: {string.Join(", ", attachments.Select(attachment => attachment.Id))}."
            );
        }

        gateway.GoneAt = call.Now + call.Store.Options.DeletingTime;
        foreach (
            LabTransitGatewayRouteTable table in call.State.TransitGatewayRouteTables.Values.Where(table =>
                table.TransitGatewayId == gateway.Id
            )
        )
        {
            table.GoneAt ??= gateway.GoneAt;
        }

        return [new XElement("transitGateway", Render(call, gateway))];
    }

    private static IEnumerable<XElement?> DescribeTransitGateways(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "TransitGatewayIds",
            Ec2Kind.TransitGateway,
            call.State.TransitGateways,
            Filters(call),
            "transitGatewaySet",
            gateway => Render(call, gateway)
        );

    private static IEnumerable<XElement?> Render(Ec2Call call, LabTransitGateway gateway) =>
        [
            new XElement("transitGatewayId", gateway.Id),
            new XElement(
                "transitGatewayArn",
                $"arn:{call.State.Partition}:ec2:{call.Region}:{gateway.OwnerId}:transit-gateway/{gateway.Id}"
            ),
            new XElement("state", gateway.StateAt(call.Now)),
            new XElement("ownerId", gateway.OwnerId),
            new XElement("description", gateway.Description),
            Ec2Xml.Time("creationTime", gateway.CreatedAt),
            new XElement(
                "options",
                new XElement("amazonSideAsn", gateway.AmazonSideAsn),
                gateway.CidrBlocks.Count > 0 ? Ec2Xml.Values("transitGatewayCidrBlocks", gateway.CidrBlocks) : null,
                EnableFlag.Render("autoAcceptSharedAttachments", gateway.AutoAcceptSharedAttachments),
                EnableFlag.Render("defaultRouteTableAssociation", gateway.AssociationRouteTableId is not null),
                Ec2Xml.Maybe("associationDefaultRouteTableId", gateway.AssociationRouteTableId),
                EnableFlag.Render("defaultRouteTablePropagation", gateway.PropagationRouteTableId is not null),
                Ec2Xml.Maybe("propagationDefaultRouteTableId", gateway.PropagationRouteTableId),
                EnableFlag.Render("vpnEcmpSupport", gateway.VpnEcmpSupport),
                EnableFlag.Render("dnsSupport", gateway.DnsSupport),
                EnableFlag.Render("securityGroupReferencingSupport", gateway.SecurityGroupReferencingSupport),
                EnableFlag.Render("multicastSupport", gateway.MulticastSupport)
            ),
            Ec2Xml.Tags(gateway),
        ];
}
