using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Route tables of transit gateways: which attachments they route for, and which put their ranges into them.</summary>
internal static class TransitGatewayRouteTableActions
{
    private static readonly Ec2Filters<LabTransitGatewayAttachment> PartFilters = new()
    {
        ["resource-id"] = attachment => [attachment.AttachedId],
        ["resource-type"] = attachment => [attachment.AttachedType],
        ["transit-gateway-attachment-id"] = attachment => [attachment.Id],
    };

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateTransitGatewayRouteTable"] = CreateTransitGatewayRouteTable,
            ["DeleteTransitGatewayRouteTable"] = DeleteTransitGatewayRouteTable,
            ["DescribeTransitGatewayRouteTables"] = DescribeTransitGatewayRouteTables,
            ["AssociateTransitGatewayRouteTable"] = AssociateTransitGatewayRouteTable,
            ["DisassociateTransitGatewayRouteTable"] = DisassociateTransitGatewayRouteTable,
            ["EnableTransitGatewayRouteTablePropagation"] = EnableTransitGatewayRouteTablePropagation,
            ["DisableTransitGatewayRouteTablePropagation"] = DisableTransitGatewayRouteTablePropagation,
            ["GetTransitGatewayRouteTableAssociations"] = GetTransitGatewayRouteTableAssociations,
            ["GetTransitGatewayRouteTablePropagations"] = GetTransitGatewayRouteTablePropagations,
            ["GetTransitGatewayAttachmentPropagations"] = GetTransitGatewayAttachmentPropagations,
        };

    /// <summary>The table that a call names; one that is being deleted isn't there any more.</summary>
    public static LabTransitGatewayRouteTable Find(Ec2Call call)
    {
        LabTransitGatewayRouteTable table = Ec2Kind.TransitGatewayRouteTable.Find(
            call.State.TransitGatewayRouteTables,
            call.Required("TransitGatewayRouteTableId")
        );
        return table.StateAt(call.Now) switch
        {
            "available" => table,
            "pending" => throw new AwsFault(400, "IncorrectState", $"{table.Id} is in invalid state: pending"),
            _ => throw Ec2Kind.TransitGatewayRouteTable.NotFound(table.Id),
        };
    }

    /// <summary>The attachment that a call names, available and of the table's gateway.</summary>
    public static LabTransitGatewayAttachment Attachment(Ec2Call call, LabTransitGatewayRouteTable table)
    {
        LabTransitGatewayAttachment attachment = Ec2Kind.TransitGatewayAttachment.Find(
            call.State.TransitGatewayAttachments,
            call.Required("TransitGatewayAttachmentId")
        );
        if (attachment.TransitGatewayId != table.TransitGatewayId)
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Transit Gateway Attachment {attachment.Id} and Transit Gateway Route Table {table.Id} "
                    + "belong to different transit gateways."
            );
        }

        return attachment.StateAt(call.Now) switch
        {
            "available" => attachment,
            "deleted" or "deleting" => throw Ec2Kind.TransitGatewayAttachment.NotFound(attachment.Id),
            string state => throw new AwsFault(400, "IncorrectState", $"{attachment.Id} is in invalid state: {state}"),
        };
    }

    private static Ec2Filters<LabTransitGatewayRouteTable> Filters(Ec2Call call) =>
        new()
        {
            ["default-association-route-table"] = table => [IsDefaultAssociation(call, table) ? "true" : "false"],
            ["default-propagation-route-table"] = table => [IsDefaultPropagation(call, table) ? "true" : "false"],
            ["state"] = table => [table.StateAt(call.Now)],
            ["transit-gateway-id"] = table => [table.TransitGatewayId],
            ["transit-gateway-route-table-id"] = table => [table.Id],
        };

    private static bool IsDefaultAssociation(Ec2Call call, LabTransitGatewayRouteTable table) =>
        call.State.TransitGateways.GetValueOrDefault(table.TransitGatewayId)?.AssociationRouteTableId == table.Id;

    private static bool IsDefaultPropagation(Ec2Call call, LabTransitGatewayRouteTable table) =>
        call.State.TransitGateways.GetValueOrDefault(table.TransitGatewayId)?.PropagationRouteTableId == table.Id;

    private static IEnumerable<XElement?> CreateTransitGatewayRouteTable(Ec2Call call)
    {
        LabTransitGateway gateway = TransitGatewayFactory.Available(call);
        IReadOnlyDictionary<string, string> tags = Ec2Tags.FromSpecification(call, "transit-gateway-route-table");
        LabTransitGatewayRouteTable made = TransitGatewayFactory.AddRouteTable(call, gateway);
        Ec2Tags.Put(made, tags);
        return [new XElement("transitGatewayRouteTable", Render(call, made))];
    }

    private static IEnumerable<XElement?> DeleteTransitGatewayRouteTable(Ec2Call call)
    {
        LabTransitGatewayRouteTable table = Find(call);
        if (table.AssociatedAttachmentIds.Count > 0 || IsDefaultAssociation(call, table) || IsDefaultPropagation(call, table))
        {
            // The message is assumed.
            throw new AwsFault(
                400,
                "IncorrectState",
                table.AssociatedAttachmentIds.Count > 0
                    ? $"{table.Id} has non-deleted Route Table Associations: {string.Join(", ", table.AssociatedAttachmentIds)}."
                    : $"{table.Id} is a default route table of {table.TransitGatewayId}."
            );
        }

        table.GoneAt = call.Now + call.Store.Options.DeletingTime;
        table.PropagatingAttachmentIds.Clear();
        return [new XElement("transitGatewayRouteTable", Render(call, table))];
    }

    private static IEnumerable<XElement?> DescribeTransitGatewayRouteTables(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "TransitGatewayRouteTableIds",
            Ec2Kind.TransitGatewayRouteTable,
            call.State.TransitGatewayRouteTables,
            Filters(call),
            "transitGatewayRouteTables",
            table => Render(call, table)
        );

    private static IEnumerable<XElement?> AssociateTransitGatewayRouteTable(Ec2Call call)
    {
        LabTransitGatewayRouteTable table = Find(call);
        LabTransitGatewayAttachment attachment = Attachment(call, table);
        if (TransitGatewayRoutes.TableOf(call.State, attachment.Id) is not null)
        {
            throw new AwsFault(
                400,
                "Resource.AlreadyAssociated",
                $"Transit Gateway Attachment {attachment.Id} is already associated to a route table."
            );
        }

        table.AssociatedAttachmentIds.Add(attachment.Id);
        return Answer("association", table, attachment, "associating");
    }

    private static IEnumerable<XElement?> DisassociateTransitGatewayRouteTable(Ec2Call call)
    {
        LabTransitGatewayRouteTable table = Find(call);
        LabTransitGatewayAttachment attachment = Attachment(call, table);
        return table.AssociatedAttachmentIds.Remove(attachment.Id)
            ? Answer("association", table, attachment, "disassociating")
            : throw new AwsFault(
                400,
                "InvalidAssociation.NotFound",
                $"Association {attachment.Id} does not exist in Transit Gateway Route Table {table.Id}."
            );
    }

    private static IEnumerable<XElement?> EnableTransitGatewayRouteTablePropagation(Ec2Call call)
    {
        LabTransitGatewayRouteTable table = Find(call);
        LabTransitGatewayAttachment attachment = Attachment(call, table);
        if (table.PropagatingAttachmentIds.Contains(attachment.Id))
        {
            throw new AwsFault(
                400,
                "TransitGatewayRouteTablePropagation.Duplicate",
                $"Propagation {attachment.Id} already exists in Transit Gateway Route Table {table.Id}."
            );
        }

        table.PropagatingAttachmentIds.Add(attachment.Id);
        return Answer("propagation", table, attachment, "enabling");
    }

    private static IEnumerable<XElement?> DisableTransitGatewayRouteTablePropagation(Ec2Call call)
    {
        LabTransitGatewayRouteTable table = Find(call);
        LabTransitGatewayAttachment attachment = Attachment(call, table);
        return table.PropagatingAttachmentIds.Remove(attachment.Id)
            ? Answer("propagation", table, attachment, "disabling")
            : throw new AwsFault(
                400,
                "TransitGatewayRouteTablePropagation.NotFound",
                $"Propagation {attachment.Id} does not exist in Transit Gateway Route Table {table.Id}."
            );
    }

    private static IEnumerable<XElement?> Answer(
        string name,
        LabTransitGatewayRouteTable table,
        LabTransitGatewayAttachment attachment,
        string state
    ) => [new XElement(name, new XElement("transitGatewayRouteTableId", table.Id), TransitGatewayXml.Part(attachment, state))];

    private static IEnumerable<XElement?> GetTransitGatewayRouteTableAssociations(Ec2Call call) =>
        Parts(call, Find(call).AssociatedAttachmentIds, "associations", "associat");

    private static IEnumerable<XElement?> GetTransitGatewayRouteTablePropagations(Ec2Call call) =>
        Parts(call, Find(call).PropagatingAttachmentIds, "transitGatewayRouteTablePropagations", "enabl");

    private static IEnumerable<XElement?> Parts(Ec2Call call, IEnumerable<string> attachmentIds, string set, string stem) =>
        Ec2Listing.Page(
            call,
            PartFilters.Apply(call, attachmentIds.Select(id => call.State.TransitGatewayAttachments[id])),
            set,
            attachment => TransitGatewayXml.Part(attachment, TransitGatewayXml.State(call, attachment, stem)),
            least: 5
        );

    private static IEnumerable<XElement?> GetTransitGatewayAttachmentPropagations(Ec2Call call)
    {
        LabTransitGatewayAttachment attachment = Ec2Kind.TransitGatewayAttachment.Find(
            call.State.TransitGatewayAttachments,
            call.Required("TransitGatewayAttachmentId")
        );
        Ec2Filters<LabTransitGatewayRouteTable> filters = new() { ["transit-gateway-route-table-id"] = table => [table.Id] };
        return Ec2Listing.Page(
            call,
            filters.Apply(
                call,
                call.State.TransitGatewayRouteTables.Values.Where(table => table.PropagatingAttachmentIds.Contains(attachment.Id))
            ),
            "transitGatewayAttachmentPropagations",
            table =>
                [
                    new XElement("transitGatewayRouteTableId", table.Id),
                    new XElement("state", TransitGatewayXml.State(call, attachment, "enabl")),
                ],
            least: 5
        );
    }

    private static IEnumerable<XElement?> Render(Ec2Call call, LabTransitGatewayRouteTable table) =>
        [
            new XElement("transitGatewayRouteTableId", table.Id),
            new XElement("transitGatewayId", table.TransitGatewayId),
            new XElement("state", table.StateAt(call.Now)),
            new XElement("defaultAssociationRouteTable", IsDefaultAssociation(call, table)),
            new XElement("defaultPropagationRouteTable", IsDefaultPropagation(call, table)),
            Ec2Xml.Time("creationTime", table.CreatedAt),
            Ec2Xml.Tags(table),
        ];
}
