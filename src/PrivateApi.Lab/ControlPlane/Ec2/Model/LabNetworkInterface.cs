namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A network interface, made by a user or by a service (VPC endpoint, NAT gateway, Lambda).</summary>
internal sealed class LabNetworkInterface(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "network-interface";

    public required LabSubnet Subnet { get; init; }

    public string SubnetId => Subnet.Id;

    public string VpcId => Subnet.VpcId;

    public required string PrivateIpAddress { get; init; }

    /// <summary>Null for none.</summary>
    public string? Ipv6Address { get; set; }

    public required string MacAddress { get; init; }

    public List<string> SecurityGroupIds { get; } = [];

    public string Description { get; set; } = string.Empty;

    /// <summary><c>interface</c>, <c>vpc_endpoint</c>, <c>nat_gateway</c>, <c>transit_gateway</c>, <c>lambda</c>.</summary>
    public string InterfaceType { get; init; } = "interface";

    /// <summary>True when a service made it: users can't change or delete it.</summary>
    public bool RequesterManaged { get; init; }

    /// <summary>The service's account or principal; null for the user's own interfaces.</summary>
    public string? RequesterId { get; init; }

    /// <summary>Attachment to a service's machinery; null when not attached.</summary>
    public string? AttachmentId { get; set; }

    /// <summary>The instance that it is attached to; null for a service's machinery or none.</summary>
    public string? InstanceId { get; set; }

    public bool SourceDestCheck { get; set; } = true;

    /// <summary>The public address, of a NAT gateway's interface; null for none.</summary>
    public LabElasticAddress? Address { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a service that is letting go of it deletes it; null while it is kept.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>How many functions use it (Lambda shares interfaces by subnet and group set).</summary>
    public int Users { get; set; }

    public string StatusAt(DateTimeOffset now) => AttachmentId is null ? "available" : now < CreatedAt ? "pending" : "in-use";
}
