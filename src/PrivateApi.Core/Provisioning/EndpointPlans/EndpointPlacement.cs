namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>Where an endpoint goes, checked against what AWS would refuse.</summary>
/// <param name="ServiceName">The service's name.</param>
/// <param name="SubnetIds">Its subnets, one per zone.</param>
/// <param name="VpcRanges">The VPC's ranges, for a security group of its own.</param>
internal sealed record EndpointPlacement(string ServiceName, IReadOnlyList<string> SubnetIds, IReadOnlyList<string> VpcRanges);
