namespace PrivateApi.Paths;

/// <summary>One numbered rule of a network ACL.</summary>
/// <param name="RuleNumber">Its place: the lowest that matches decides.</param>
/// <param name="IsEgress">True for traffic that leaves the subnet.</param>
/// <param name="Protocol">IANA number as text; <c>-1</c> for all.</param>
/// <param name="IsAllow">True to allow, false to deny.</param>
/// <param name="CidrBlock">IPv4 or IPv6 range of the other side.</param>
/// <param name="FromPort">First port; null for all.</param>
/// <param name="ToPort">Last port; null for all.</param>
internal sealed record NetworkAclEntryFact(int RuleNumber, bool IsEgress, string Protocol, bool IsAllow, string CidrBlock, int? FromPort = null, int? ToPort = null);
