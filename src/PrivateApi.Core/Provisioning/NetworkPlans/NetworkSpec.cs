namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>What <c>New-PrivateApiNetwork</c> was asked for.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="CidrBlock">The VPC's range.</param>
/// <param name="Tag">The user's tags, for everything that is created.</param>
/// <param name="HasIpv6">True for a VPC and subnets with IPv6 ranges of Amazon's besides.</param>
internal sealed record NetworkSpec(string Name, string CidrBlock, IReadOnlyDictionary<string, string> Tag, bool HasIpv6 = false);
