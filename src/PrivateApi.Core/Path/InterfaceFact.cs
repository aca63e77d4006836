namespace PrivateApi.Paths;

/// <summary>A network interface: of an endpoint, or of whoever calls.</summary>
/// <param name="Id">Its id; for a caller that is not there yet, a name for it.</param>
/// <param name="VpcId">Its VPC.</param>
/// <param name="SubnetId">Its subnet.</param>
/// <param name="Zone">Name of the Availability Zone.</param>
/// <param name="Address">Its private IPv4 address.</param>
/// <param name="SecurityGroups">Its security groups.</param>
/// <param name="NetworkAcl">The network ACL of its subnet.</param>
internal sealed record InterfaceFact(
    string Id,
    string VpcId,
    string SubnetId,
    string Zone,
    string Address,
    IReadOnlyList<SecurityGroupFact> SecurityGroups,
    NetworkAclFact NetworkAcl);
