namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>An Elastic IP address.</summary>
internal sealed class LabElasticAddress(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "elastic-ip";

    public required string PublicIp { get; init; }

    /// <summary>Set while something uses it.</summary>
    public string? AssociationId { get; set; }

    /// <summary>The interface that uses it; null for none.</summary>
    public string? NetworkInterfaceId { get; set; }

    public string? PrivateIpAddress { get; set; }
}
