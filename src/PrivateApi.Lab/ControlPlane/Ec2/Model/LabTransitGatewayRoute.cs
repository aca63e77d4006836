namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A route of a transit gateway's route table.</summary>
/// <param name="Destination">Where it leads to, IPv4 or IPv6.</param>
/// <param name="AttachmentId">By which attachment; null for a blackhole.</param>
/// <param name="IsStatic">False when an attachment propagated it.</param>
internal sealed record LabTransitGatewayRoute(Cidr Destination, string? AttachmentId, bool IsStatic)
{
    public string Type => IsStatic ? "static" : "propagated";
}
