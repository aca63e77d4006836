namespace PrivateApi.Paths;

/// <summary>
/// What security groups let through. They only allow, and remember connections: the answer needs no rule of its own
/// (Amazon VPC user guide, "Security group rules").
/// </summary>
internal static class SecurityGroupRules
{
    /// <summary>The rule that lets TCP to a port pass, in or out of an interface's groups; null when none does.</summary>
    /// <param name="groups">Groups of the interface that is judged.</param>
    /// <param name="isEgress">True for connections that it opens.</param>
    /// <param name="peerAddress">Address of the other side.</param>
    /// <param name="peerGroups">Ids of the other side's groups; empty when it has none in this VPC.</param>
    /// <param name="port">The port that the connection goes to.</param>
    public static (SecurityGroupFact Group, SecurityGroupRuleFact Rule)? Admitting(
        IReadOnlyList<SecurityGroupFact> groups, bool isEgress, string peerAddress, IReadOnlyCollection<string> peerGroups, int port)
    {
        foreach (SecurityGroupFact group in groups)
        {
            foreach (SecurityGroupRuleFact rule in group.Rules)
            {
                if (rule.IsEgress == isEgress && CoversPort(rule, port) && CoversPeer(rule, peerAddress, peerGroups))
                {
                    return (group, rule);
                }
            }
        }

        return null;
    }

    private static bool CoversPort(SecurityGroupRuleFact rule, int port) =>
        rule.Protocol == "-1" || ((rule.Protocol is "tcp" or "6") && (rule.FromPort == -1 || (rule.FromPort <= port && port <= rule.ToPort)));

    private static bool CoversPeer(SecurityGroupRuleFact rule, string address, IReadOnlyCollection<string> groups) =>
        rule.ReferencedGroupId is { } referenced
            ? groups.Contains(referenced)
            : rule.CidrBlocks.Any(cidr => AddressRange.Contains(cidr, address));
}
