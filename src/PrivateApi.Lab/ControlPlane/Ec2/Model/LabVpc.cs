namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A VPC. One made by API has DNS support and no DNS hostnames; the default one has both.</summary>
internal sealed class LabVpc(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "vpc";

    /// <summary>IPv4 ranges; the first is the primary one, which can't be taken away.</summary>
    public List<LabCidrAssociation> CidrBlocks { get; } = [];

    public List<LabCidrAssociation> Ipv6CidrBlocks { get; } = [];

    public required DateTimeOffset AvailableAt { get; init; }

    public required string DhcpOptionsId { get; set; }

    public string InstanceTenancy { get; init; } = "default";

    public bool IsDefault { get; init; }

    public bool EnableDnsSupport { get; set; } = true;

    public bool EnableDnsHostnames { get; set; }

    public bool EnableNetworkAddressUsageMetrics { get; set; }

    public Cidr CidrBlock => CidrBlocks[0].Cidr;

    public string StateAt(DateTimeOffset now) => now < AvailableAt ? "pending" : "available";
}
