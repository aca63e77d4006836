using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>What is attached to transit gateways; VPC attachments are created here, those of VPN connections with the connection.</summary>
internal static class TransitGatewayAttachmentActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateTransitGatewayVpcAttachment"] = CreateTransitGatewayVpcAttachment,
            ["ModifyTransitGatewayVpcAttachment"] = ModifyTransitGatewayVpcAttachment,
            ["DeleteTransitGatewayVpcAttachment"] = DeleteTransitGatewayVpcAttachment,
            ["DescribeTransitGatewayVpcAttachments"] = DescribeTransitGatewayVpcAttachments,
            ["DescribeTransitGatewayAttachments"] = DescribeTransitGatewayAttachments,
        };

    private static Ec2Filters<LabTransitGatewayAttachment> VpcFilters(Ec2Call call) =>
        new()
        {
            ["state"] = attachment => [attachment.StateAt(call.Now)],
            ["transit-gateway-attachment-id"] = attachment => [attachment.Id],
            ["transit-gateway-id"] = attachment => [attachment.TransitGatewayId],
            ["vpc-id"] = attachment => [attachment.AttachedId],
        };

    private static Ec2Filters<LabTransitGatewayAttachment> Filters(Ec2Call call) =>
        new()
        {
            ["association.state"] = attachment =>
                [
                    TransitGatewayRoutes.TableOf(call.State, attachment.Id) is null
                        ? null
                        : TransitGatewayXml.State(call, attachment, "associat"),
                ],
            ["association.transit-gateway-route-table-id"] = attachment => [TransitGatewayRoutes.TableOf(call.State, attachment.Id)?.Id],
            ["resource-id"] = attachment => [attachment.AttachedId],
            ["resource-owner-id"] = attachment => [attachment.OwnerId],
            ["resource-type"] = attachment => [attachment.AttachedType],
            ["state"] = attachment => [attachment.StateAt(call.Now)],
            ["transit-gateway-attachment-id"] = attachment => [attachment.Id],
            ["transit-gateway-id"] = attachment => [attachment.TransitGatewayId],
            ["transit-gateway-owner-id"] = attachment => [attachment.OwnerId],
        };

    private static LabTransitGatewayAttachment Find(Ec2Call call)
    {
        LabTransitGatewayAttachment attachment = Ec2Kind.TransitGatewayVpcAttachment.Find(
            call.State.TransitGatewayAttachments,
            call.Required("TransitGatewayAttachmentId")
        );
        return attachment.StateAt(call.Now) switch
        {
            _ when !attachment.IsVpc => throw Ec2Kind.TransitGatewayVpcAttachment.NotFound(attachment.Id),
            "available" => attachment,
            "deleted" => throw Ec2Kind.TransitGatewayVpcAttachment.NotFound(attachment.Id),
            string state => throw new AwsFault(400, "IncorrectState", $"{attachment.Id} is in invalid state: {state}"),
        };
    }

    private static IEnumerable<XElement?> CreateTransitGatewayVpcAttachment(Ec2Call call)
    {
        LabTransitGateway gateway = TransitGatewayFactory.Available(call);
        LabVpc vpc = call.Vpc();
        if (
            call.State.TransitGatewayAttachments.Values.Any(other =>
                other.TransitGatewayId == gateway.Id && other.AttachedId == vpc.Id && other.StateAt(call.Now) != "deleted"
            )
        )
        {
            throw new AwsFault(
                400,
                "DuplicateTransitGatewayAttachment",
                $"{gateway.Id} has non-deleted Transit Gateway Attachments with same VPC ID."
            );
        }

        IReadOnlyDictionary<string, string> tags = Ec2Tags.FromSpecification(call, "transit-gateway-attachment");
        LabTransitGatewayAttachment made = new(call.NewId("tgw-attach"), call.AccountId)
        {
            TransitGatewayId = gateway.Id,
            AttachedType = "vpc",
            AttachedId = vpc.Id,
            DnsSupport = EnableFlag.Read(call, "Options.DnsSupport", otherwise: true),
            SecurityGroupReferencingSupport = EnableFlag.Read(call, "Options.SecurityGroupReferencingSupport", otherwise: true),
            Ipv6Support = EnableFlag.Read(call, "Options.Ipv6Support", otherwise: false),
            ApplianceModeSupport = EnableFlag.Read(call, "Options.ApplianceModeSupport", otherwise: false),
            CreatedAt = call.Now,
            AvailableAt = call.Now + call.Store.Options.PendingTime,
        };
        List<LabSubnet> subnets = Subnets(call, made, call.Form.List("SubnetIds"), []);
        if (subnets.Count == 0)
        {
            throw new AwsFault(400, "MissingParameter", "The request must contain the parameter SubnetIds");
        }

        Ec2Tags.Put(made, tags);
        foreach (LabSubnet subnet in subnets)
        {
            TransitGatewayFactory.AddInterface(call, made, subnet);
        }

        TransitGatewayFactory.Attach(call, gateway, made);
        return [new XElement("transitGatewayVpcAttachment", RenderVpc(call, made))];
    }

    /// <summary>Subnets for an attachment, checked: in its VPC, one per zone, with room, and with IPv6 if the attachment has it.</summary>
    private static List<LabSubnet> Subnets(
        Ec2Call call,
        LabTransitGatewayAttachment attachment,
        IEnumerable<string> ids,
        IEnumerable<LabSubnet> present
    )
    {
        List<LabSubnet> subnets = ids.Distinct().Select(id => Ec2Kind.Subnet.Find(call.State.Subnets, id)).ToList();
        if (subnets.Find(subnet => subnet.VpcId != attachment.AttachedId) is { } foreign)
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"The subnet {foreign.Id} and the VPC {attachment.AttachedId} belong to different networks."
            );
        }

        if (present.Concat(subnets).GroupBy(subnet => subnet.Zone).Any(zone => zone.Count() > 1))
        {
            throw new AwsFault(400, "DuplicateSubnetsInSameZone", "Duplicate Subnets for same AZ");
        }

        if (attachment.Ipv6Support && subnets.Find(subnet => subnet.Ipv6CidrBlock is null) is { } bare)
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"The subnet {bare.Id} does not have an IPv6 CIDR block, which IPv6 support requires."
            );
        }

        if (subnets.Find(subnet => subnet.IsNative) is { } native)
        {
            // [K] The guide says that an attachment's subnets must have IPv4 too; code and words are assumed.
            throw new AwsFault(400, "InvalidParameterValue", $"The subnet {native.Id} does not have an IPv4 CIDR block.");
        }

        return subnets.Exists(subnet => !InterfaceFactory.HasRoom(call.State, subnet)) ? throw InterfaceFactory.Full() : subnets;
    }

    private static IEnumerable<XElement?> ModifyTransitGatewayVpcAttachment(Ec2Call call)
    {
        LabTransitGatewayAttachment attachment = Find(call);
        List<string> removed = call.Form.List("RemoveSubnetIds").ToList();
        if (removed.Find(id => !attachment.SubnetIds.Contains(id)) is { } unknown)
        {
            throw new AwsFault(400, "InvalidParameterValue", $"The subnet {unknown} is not part of {attachment.Id}.");
        }

        List<LabNetworkInterface> kept = attachment.Interfaces.Where(item => !removed.Contains(item.SubnetId)).ToList();
        List<LabSubnet> added = Subnets(call, attachment, call.Form.List("AddSubnetIds"), kept.Select(item => item.Subnet));
        if (kept.Count + added.Count == 0)
        {
            throw new AwsFault(400, "InvalidParameterValue", $"{attachment.Id} must have at least one subnet.");
        }

        attachment.DnsSupport = EnableFlag.Read(call, "Options.DnsSupport", attachment.DnsSupport);
        attachment.SecurityGroupReferencingSupport = EnableFlag.Read(
            call,
            "Options.SecurityGroupReferencingSupport",
            attachment.SecurityGroupReferencingSupport
        );
        attachment.Ipv6Support = EnableFlag.Read(call, "Options.Ipv6Support", attachment.Ipv6Support);
        attachment.ApplianceModeSupport = EnableFlag.Read(call, "Options.ApplianceModeSupport", attachment.ApplianceModeSupport);
        foreach (LabNetworkInterface item in attachment.Interfaces.Except(kept).ToList())
        {
            attachment.Interfaces.Remove(item);
            item.GoneAt = call.Now + call.Store.Options.DeletingTime;
        }

        foreach (LabSubnet subnet in added)
        {
            TransitGatewayFactory.AddInterface(call, attachment, subnet);
        }

        return [new XElement("transitGatewayVpcAttachment", RenderVpc(call, attachment, "modifying"))];
    }

    private static IEnumerable<XElement?> DeleteTransitGatewayVpcAttachment(Ec2Call call)
    {
        LabTransitGatewayAttachment attachment = Find(call);
        TransitGatewayFactory.Detach(call, attachment);
        return [new XElement("transitGatewayVpcAttachment", RenderVpc(call, attachment, "deleting"))];
    }

    private static IEnumerable<XElement?> DescribeTransitGatewayVpcAttachments(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "TransitGatewayAttachmentIds",
            Ec2Kind.TransitGatewayVpcAttachment,
            call.State.TransitGatewayAttachments.Values.Where(attachment => attachment.IsVpc).ToDictionary(attachment => attachment.Id),
            VpcFilters(call),
            "transitGatewayVpcAttachments",
            attachment => RenderVpc(call, attachment)
        );

    private static IEnumerable<XElement?> DescribeTransitGatewayAttachments(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "TransitGatewayAttachmentIds",
            Ec2Kind.TransitGatewayAttachment,
            call.State.TransitGatewayAttachments,
            Filters(call),
            "transitGatewayAttachments",
            attachment => TransitGatewayXml.Attachment(call, attachment)
        );

    private static IEnumerable<XElement?> RenderVpc(Ec2Call call, LabTransitGatewayAttachment attachment, string? state = null) =>
        [
            new XElement("transitGatewayAttachmentId", attachment.Id),
            new XElement("transitGatewayId", attachment.TransitGatewayId),
            new XElement("vpcId", attachment.AttachedId),
            new XElement("vpcOwnerId", attachment.OwnerId),
            new XElement("state", state ?? attachment.StateAt(call.Now)),
            Ec2Xml.Values("subnetIds", attachment.SubnetIds),
            Ec2Xml.Time("creationTime", attachment.CreatedAt),
            new XElement(
                "options",
                EnableFlag.Render("dnsSupport", attachment.DnsSupport),
                EnableFlag.Render("securityGroupReferencingSupport", attachment.SecurityGroupReferencingSupport),
                EnableFlag.Render("ipv6Support", attachment.Ipv6Support),
                EnableFlag.Render("applianceModeSupport", attachment.ApplianceModeSupport)
            ),
            Ec2Xml.Tags(attachment),
        ];
}
