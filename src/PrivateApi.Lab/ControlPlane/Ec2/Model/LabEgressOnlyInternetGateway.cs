namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>An egress-only internet gateway: IPv6 out of a VPC, nothing in.</summary>
internal sealed class LabEgressOnlyInternetGateway(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "egress-only-internet-gateway";

    public required string VpcId { get; init; }
}
