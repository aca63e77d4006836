namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

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

    /// <summary>Whatever the peer is, as one text.</summary>
    public string Peer => CidrIpv4 ?? CidrIpv6 ?? PrefixListId ?? ReferencedGroupId ?? string.Empty;

    /// <summary>True when both let the same through; descriptions and tags don't count.</summary>
    public bool SameAs(LabSecurityGroupRule other) =>
        IsEgress == other.IsEgress && Protocol == other.Protocol && FromPort == other.FromPort && ToPort == other.ToPort && Peer == other.Peer;
}
