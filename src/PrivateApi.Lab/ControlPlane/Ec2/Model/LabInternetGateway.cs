namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>An internet gateway, attached to at most one VPC.</summary>
internal sealed class LabInternetGateway(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "internet-gateway";

    /// <summary>The VPC it is attached to; null when detached.</summary>
    public string? VpcId { get; set; }
}
