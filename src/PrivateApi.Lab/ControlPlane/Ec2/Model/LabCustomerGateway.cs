namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>The customer's end of a VPN connection.</summary>
internal sealed class LabCustomerGateway(string id, string ownerId) : LabStagedResource(id, ownerId)
{
    public override string ResourceType => "customer-gateway";

    public required string IpAddress { get; init; }

    public required string BgpAsn { get; init; }

    public string? DeviceName { get; init; }
}
