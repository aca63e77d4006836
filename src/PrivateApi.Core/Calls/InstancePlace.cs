namespace PrivateApi.Calls;

/// <summary>Where an instance is.</summary>
/// <param name="VpcId">Its VPC.</param>
/// <param name="SubnetId">Its subnet.</param>
/// <param name="SecurityGroupIds">Its security groups.</param>
internal sealed record InstancePlace(string VpcId, string SubnetId, IReadOnlyList<string> SecurityGroupIds);
