using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Creates route tables and attachments of transit gateways, and removes attachments.</summary>
internal static class TransitGatewayFactory
{
    /// <summary>The transit gateway that a call names, available.</summary>
    /// <exception cref="AwsFault">It does not exist, or is not available.</exception>
    public static LabTransitGateway Available(Ec2Call call)
    {
        LabTransitGateway gateway = Ec2Kind.TransitGateway.Find(call.State.TransitGateways, call.Required("TransitGatewayId"));
        return gateway.StateAt(call.Now) switch
        {
            "available" => gateway,
            "deleted" or "deleting" => throw Ec2Kind.TransitGateway.NotFound(gateway.Id),
            string state => throw new AwsFault(400, "IncorrectState", $"{gateway.Id} is in invalid state: {state}"),
        };
    }

    public static LabTransitGatewayRouteTable AddRouteTable(Ec2Call call, LabTransitGateway gateway)
    {
        LabTransitGatewayRouteTable table = new(call.NewId("tgw-rtb"), call.AccountId)
        {
            TransitGatewayId = gateway.Id,
            CreatedAt = call.Now,
            AvailableAt = call.Now + call.Store.Options.PendingTime,
        };
        call.State.TransitGatewayRouteTables.Add(table.Id, table);
        return table;
    }

    /// <summary>Creates an attachment, with the association and propagation that its gateway has by default.</summary>
    public static void Attach(Ec2Call call, LabTransitGateway gateway, LabTransitGatewayAttachment attachment)
    {
        call.State.TransitGatewayAttachments.Add(attachment.Id, attachment);
        if (gateway.AssociationRouteTableId is { } association)
        {
            call.State.TransitGatewayRouteTables[association].AssociatedAttachmentIds.Add(attachment.Id);
        }

        if (gateway.PropagationRouteTableId is { } propagation)
        {
            call.State.TransitGatewayRouteTables[propagation].PropagatingAttachmentIds.Add(attachment.Id);
        }
    }

    /// <summary>Adds a network interface of a VPC attachment in a subnet.</summary>
    public static void AddInterface(Ec2Call call, LabTransitGatewayAttachment attachment, LabSubnet subnet)
    {
        InterfaceFactory.Purpose purpose = new(
            "transit_gateway",
            $"Network Interface for Transit Gateway Attachment {attachment.Id}",
            call.AccountId,
            WithIpv6: attachment.Ipv6Support
        );
        attachment.Interfaces.Add(InterfaceFactory.Create(call.State, subnet, [], purpose, call.Now));
    }

    /// <summary>Releases an attachment, and what route tables have from it; static routes to it stay, as blackholes.</summary>
    public static void Detach(Ec2Call call, LabTransitGatewayAttachment attachment)
    {
        attachment.GoneAt = call.Now + call.Store.Options.DeletingTime;
        foreach (LabNetworkInterface item in attachment.Interfaces)
        {
            item.GoneAt = attachment.GoneAt;
        }

        foreach (LabTransitGatewayRouteTable table in call.State.TransitGatewayRouteTables.Values)
        {
            table.AssociatedAttachmentIds.Remove(attachment.Id);
            table.PropagatingAttachmentIds.Remove(attachment.Id);
        }
    }
}
