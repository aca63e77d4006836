using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Attachments and routes of transit gateways as answers show them.</summary>
internal static class TransitGatewayXml
{
    /// <summary>An attachment, whatever is attached.</summary>
    public static IEnumerable<XElement?> Attachment(Ec2Call call, LabTransitGatewayAttachment attachment) =>
        [
            new XElement("transitGatewayAttachmentId", attachment.Id),
            new XElement("transitGatewayId", attachment.TransitGatewayId),
            new XElement("transitGatewayOwnerId", attachment.OwnerId),
            new XElement("resourceOwnerId", attachment.OwnerId),
            new XElement("resourceType", attachment.AttachedType),
            new XElement("resourceId", attachment.AttachedId),
            new XElement("state", attachment.StateAt(call.Now)),
            TransitGatewayRoutes.TableOf(call.State, attachment.Id) is { } table
                ? new XElement(
                    "association",
                    new XElement("transitGatewayRouteTableId", table.Id),
                    new XElement("state", State(call, attachment, "associat"))
                )
                : null,
            Ec2Xml.Time("creationTime", attachment.CreatedAt),
            Ec2Xml.Tags(attachment),
        ];

    /// <summary>An association or propagation of an attachment.</summary>
    public static IEnumerable<XElement?> Part(LabTransitGatewayAttachment attachment, string state) =>
        [
            new XElement("transitGatewayAttachmentId", attachment.Id),
            new XElement("resourceId", attachment.AttachedId),
            new XElement("resourceType", attachment.AttachedType),
            new XElement("state", state),
        ];

    /// <summary>
    /// The state of an association (<c>associat</c>) or propagation (<c>enabl</c>): done once the attachment is available.
    /// </summary>
    public static string State(Ec2Call call, LabTransitGatewayAttachment attachment, string stem) =>
        stem + (attachment.IsAvailableAt(call.Now) ? "ed" : "ing");

    public static IEnumerable<XElement?> Route(Ec2Call call, LabTransitGatewayRoute route, string? state = null)
    {
        LabTransitGatewayAttachment? attachment = route.AttachmentId is { } id
            ? call.State.TransitGatewayAttachments.GetValueOrDefault(id)
            : null;
        return
        [
            new XElement("destinationCidrBlock", route.Destination),
            attachment is null
                ? null
                : Ec2Xml.Set(
                    "transitGatewayAttachments",
                    [
                        [
                            new XElement("resourceId", attachment.AttachedId),
                            new XElement("transitGatewayAttachmentId", attachment.Id),
                            new XElement("resourceType", attachment.AttachedType),
                        ],
                    ]
                ),
            new XElement("type", route.Type),
            new XElement("state", state ?? RouteState(call, route)),
        ];
    }

    public static string RouteState(Ec2Call call, LabTransitGatewayRoute route) =>
        TransitGatewayRoutes.IsActive(call.State, route, call.Now) ? "active" : "blackhole";
}
