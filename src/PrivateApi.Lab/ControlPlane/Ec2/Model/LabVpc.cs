using System.Net;

namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A VPC. One made by API has DNS support and no DNS hostnames; the default one has both.</summary>
internal sealed class LabVpc(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "vpc";

    /// <summary>IPv4 ranges; the first is the primary one, which cannot be removed.</summary>
    public List<LabCidrAssociation> CidrBlocks { get; } = [];

    public List<LabCidrAssociation> Ipv6CidrBlocks { get; } = [];

    public required DateTimeOffset AvailableAt { get; init; }

    public required string DhcpOptionsId { get; set; }

    public string InstanceTenancy { get; init; } = "default";

    public bool IsDefault { get; init; }

    public bool EnableDnsSupport { get; set; } = true;

    public bool EnableDnsHostnames { get; set; }

    public bool EnableNetworkAddressUsageMetrics { get; set; }

    public IPNetwork CidrBlock => CidrBlocks[0].Cidr;

    public string StateAt(DateTimeOffset now) => now < AvailableAt ? "pending" : "available";
}

/// <summary>An address range of a VPC or a subnet, with the id of its association.</summary>
internal sealed record LabCidrAssociation(string Id, IPNetwork Cidr);

/// <summary>A set of DHCP options: names with their values, as given.</summary>
internal sealed class LabDhcpOptions(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "dhcp-options";

    /// <summary>For instance <c>domain-name-servers</c> → <c>AmazonProvidedDNS</c>.</summary>
    public required IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Options { get; init; }

    /// <summary>True for the Region's default set, which cannot be deleted.</summary>
    public bool IsDefault { get; init; }

    public IReadOnlyList<string> DomainNameServers => Options.FirstOrDefault(option => option.Key == "domain-name-servers").Value ?? [];
}

/// <summary>A subnet: a part of a VPC's range in one Availability Zone.</summary>
internal sealed class LabSubnet(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "subnet";

    public required string VpcId { get; init; }

    public required LabZone Zone { get; init; }

    /// <summary>Its IPv4 range; null for an IPv6-only (native) subnet.</summary>
    public required IPNetwork? CidrBlock { get; init; }

    /// <summary>True for one that has an IPv6 range alone.</summary>
    public bool IsNative => CidrBlock is null;

    public required DateTimeOffset AvailableAt { get; init; }

    public List<LabCidrAssociation> Ipv6CidrBlocks { get; } = [];

    public IPNetwork? Ipv6CidrBlock => Ipv6CidrBlocks.Count > 0 ? Ipv6CidrBlocks[0].Cidr : null;

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

/// <summary>
/// An Availability Zone: its name in this account (<c>eu-west-1a</c>) and its id, the same in every account (<c>euw1-az1</c>).
/// </summary>
internal sealed record LabZone(string Name, string Id);

/// <summary>A network interface, created by a user or by a service (VPC endpoint, NAT gateway, Lambda).</summary>
internal sealed class LabNetworkInterface(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "network-interface";

    public required LabSubnet Subnet { get; init; }

    public string SubnetId => Subnet.Id;

    public string VpcId => Subnet.VpcId;

    /// <summary>Null in an IPv6-only subnet.</summary>
    public required string? PrivateIpAddress { get; init; }

    /// <summary>Null for none.</summary>
    public string? Ipv6Address { get; set; }

    public required string MacAddress { get; init; }

    public List<string> SecurityGroupIds { get; } = [];

    public string Description { get; set; } = string.Empty;

    /// <summary><c>interface</c>, <c>vpc_endpoint</c>, <c>nat_gateway</c>, <c>transit_gateway</c>, <c>lambda</c>.</summary>
    public string InterfaceType { get; init; } = "interface";

    /// <summary>True when a service created it: users cannot change or delete it.</summary>
    public bool RequesterManaged { get; init; }

    /// <summary>The service's account or principal; null for the user's own interfaces.</summary>
    public string? RequesterId { get; init; }

    /// <summary>Attachment to a service; null when not attached.</summary>
    public string? AttachmentId { get; set; }

    /// <summary>The instance that it is attached to; null for a service or none.</summary>
    public string? InstanceId { get; set; }

    public bool SourceDestCheck { get; set; } = true;

    /// <summary>The public address, of a NAT gateway's interface; null for none.</summary>
    public LabElasticAddress? Address { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a service that has released it deletes it; null while it is in use.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>How many functions use it (Lambda shares interfaces by subnet and group set).</summary>
    public int Users { get; set; }

    public string StatusAt(DateTimeOffset now) =>
        AttachmentId is null ? "available"
        : now < CreatedAt ? "pending"
        : "in-use";
}

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
