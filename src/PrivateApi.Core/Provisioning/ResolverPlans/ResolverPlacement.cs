namespace PrivateApi.Provisioning.ResolverPlans;

/// <summary>Where a new resolver goes.</summary>
/// <param name="VpcId">The VPC of its subnets.</param>
/// <param name="SubnetIds">Its subnets, each once.</param>
internal sealed record ResolverPlacement(string VpcId, IReadOnlyList<string> SubnetIds);
