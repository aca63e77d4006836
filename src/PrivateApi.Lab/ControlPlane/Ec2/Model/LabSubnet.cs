namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A subnet: a part of a VPC's range in one Availability Zone.</summary>
internal sealed class LabSubnet(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "subnet";

    public required string VpcId { get; init; }

    public required LabZone Zone { get; init; }

    public required Cidr CidrBlock { get; init; }

    public required DateTimeOffset AvailableAt { get; init; }

    public List<LabCidrAssociation> Ipv6CidrBlocks { get; } = [];

    public Cidr? Ipv6CidrBlock => Ipv6CidrBlocks.Count > 0 ? Ipv6CidrBlocks[0].Cidr : null;

    public string AvailabilityZone => Zone.Name;

    public string AvailabilityZoneId => Zone.Id;

    public bool DefaultForAz { get; init; }

    public bool MapPublicIpOnLaunch { get; set; }

    public bool AssignIpv6AddressOnCreation { get; set; }

    public bool EnableDns64 { get; set; }

    /// <summary><c>ip-name</c> or <c>resource-name</c>.</summary>
    public string HostnameType { get; set; } = "ip-name";

    public bool EnableResourceNameDnsARecord { get; set; }

    public bool EnableResourceNameDnsAaaaRecord { get; set; }

    public string StateAt(DateTimeOffset now) => now < AvailableAt ? "pending" : "available";
}
