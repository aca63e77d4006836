namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A security group with its rules, both directions.</summary>
internal sealed class LabSecurityGroup(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "security-group";

    public required string VpcId { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public List<LabSecurityGroupRule> Rules { get; } = [];

    public IEnumerable<LabSecurityGroupRule> Ingress => Rules.Where(rule => !rule.IsEgress);

    public IEnumerable<LabSecurityGroupRule> Egress => Rules.Where(rule => rule.IsEgress);
}

/// <summary>One rule: protocol, ports, and exactly one peer (an IPv4 or IPv6 range, a prefix list or a group).</summary>
internal sealed class LabSecurityGroupRule(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "security-group-rule";

    public required string GroupId { get; init; }

    public required bool IsEgress { get; init; }

    /// <summary><c>tcp</c>, <c>udp</c>, <c>icmp</c>, <c>icmpv6</c>, <c>-1</c> for all, or another protocol's number.</summary>
    public required string Protocol { get; init; }

    /// <summary>First port, or the ICMP type; -1 for all.</summary>
    public required int FromPort { get; init; }

    /// <summary>Last port, or the ICMP code; -1 for all.</summary>
    public required int ToPort { get; init; }

    public string? CidrIpv4 { get; set; }

    public string? CidrIpv6 { get; set; }

    public string? PrefixListId { get; set; }

    public string? ReferencedGroupId { get; set; }

    /// <summary>Account of the referenced group; null when there is none.</summary>
    public string? ReferencedGroupOwnerId { get; set; }

    /// <summary>VPC of the referenced group; null when there is none, or it is in the group's own VPC.</summary>
    public string? ReferencedVpcId { get; set; }

    public string? Description { get; set; }

    /// <summary>The peer, of any kind, as one text.</summary>
    public string Peer => CidrIpv4 ?? CidrIpv6 ?? PrefixListId ?? ReferencedGroupId ?? string.Empty;

    /// <summary>True when both allow the same traffic; descriptions and tags do not count.</summary>
    public bool SameAs(LabSecurityGroupRule other) =>
        IsEgress == other.IsEgress
        && Protocol == other.Protocol
        && FromPort == other.FromPort
        && ToPort == other.ToPort
        && Peer == other.Peer;
}

/// <summary>A network ACL: numbered, stateless rules of the subnets associated with it.</summary>
internal sealed class LabNetworkAcl(string id, string ownerId) : LabResource(id, ownerId)
{
    /// <summary>Number of the final rule that denies what no other rule decided; shown, never changed.</summary>
    public const int LastRule = 32767;

    /// <summary>The same for IPv6.</summary>
    public const int LastIpv6Rule = 32768;

    public override string ResourceType => "network-acl";

    public required string VpcId { get; init; }

    public bool IsDefault { get; init; }

    public List<LabNetworkAclEntry> Entries { get; } = [];

    /// <summary>Subnet ids by association id.</summary>
    public Dictionary<string, string> Associations { get; } = new(StringComparer.Ordinal);
}

/// <summary>One numbered rule; <paramref name="Protocol"/> is a number as text, <c>-1</c> for all.</summary>
/// <param name="RuleNumber">1 to 32766, evaluated in ascending order.</param>
/// <param name="Egress">True for traffic leaving the subnet.</param>
/// <param name="Protocol">IANA number, or -1.</param>
/// <param name="Allow">True to allow, false to deny.</param>
/// <param name="CidrBlock">IPv4 range; null for an IPv6 rule.</param>
/// <param name="Ipv6CidrBlock">IPv6 range; null for an IPv4 rule.</param>
/// <param name="FromPort">First port; null for all.</param>
/// <param name="ToPort">Last port; null for all.</param>
/// <param name="IcmpType">ICMP type; null unless ICMP.</param>
/// <param name="IcmpCode">ICMP code; null unless ICMP.</param>
internal sealed record LabNetworkAclEntry(
    int RuleNumber,
    bool Egress,
    string Protocol,
    bool Allow,
    string? CidrBlock,
    string? Ipv6CidrBlock = null,
    int? FromPort = null,
    int? ToPort = null,
    int? IcmpType = null,
    int? IcmpCode = null
);
