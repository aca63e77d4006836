namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

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
    int? IcmpCode = null);
