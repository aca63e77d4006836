namespace PrivateApi.Paths;

/// <summary>Whether TCP gets from a caller to an interface of an endpoint, and back.</summary>
internal static class ReachRules
{
    /// <summary>The port of every API.</summary>
    public const int Https = 443;

    /// <summary>The first closed gate; <see cref="ReachStep.Reached"/> when all are open.</summary>
    public static ReachStep FirstObstacle(InterfaceFact caller, InterfaceFact endpoint)
    {
        // Every route table of a VPC has its local route: inside a VPC there is always a way. Other ways come later.
        if (caller.VpcId != endpoint.VpcId)
        {
            return ReachStep.Route;
        }

        if (SecurityGroupRules.Admitting(caller.SecurityGroups, isEgress: true, endpoint.Address, Ids(endpoint), Https) is null)
        {
            return ReachStep.CallerEgress;
        }

        // Traffic inside a subnet never meets its ACL.
        if (caller.SubnetId != endpoint.SubnetId)
        {
            if (!Passes(caller.NetworkAcl, endpoint.Address, outPort: Https, inPort: NetworkAclRules.EphemeralPort))
            {
                return ReachStep.CallerNetworkAcl;
            }

            if (!Passes(endpoint.NetworkAcl, caller.Address, outPort: NetworkAclRules.EphemeralPort, inPort: Https))
            {
                return ReachStep.EndpointNetworkAcl;
            }
        }

        return SecurityGroupRules.Admitting(endpoint.SecurityGroups, isEgress: false, caller.Address, Ids(caller), Https) is null
            ? ReachStep.EndpointIngress
            : ReachStep.Reached;
    }

    private static bool Passes(NetworkAclFact acl, string peer, int outPort, int inPort) =>
        NetworkAclRules.Allows(acl, isEgress: true, peer, outPort) && NetworkAclRules.Allows(acl, isEgress: false, peer, inPort);

    private static List<string> Ids(InterfaceFact side) => [.. side.SecurityGroups.Select(group => group.Id)];
}
