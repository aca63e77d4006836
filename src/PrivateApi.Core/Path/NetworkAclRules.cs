namespace PrivateApi.Paths;

/// <summary>
/// What network ACLs let through: the matching entry with the lowest number decides, each direction for itself, since
/// ACLs remember nothing (Amazon VPC user guide, "Network ACL rules").
/// </summary>
internal static class NetworkAclRules
{
    /// <summary>A port from the range that Linux and Lambda callers take theirs of; the answer goes to it.</summary>
    public const int EphemeralPort = 49152;

    /// <summary>The entry that decides about TCP to a port; null when none matches, which denies.</summary>
    /// <param name="acl">The ACL.</param>
    /// <param name="isEgress">True for packets that leave the subnet.</param>
    /// <param name="peerAddress">The address outside the subnet: where they go to, or come from.</param>
    /// <param name="port">The packets' destination port.</param>
    public static NetworkAclEntryFact? Deciding(NetworkAclFact acl, bool isEgress, string peerAddress, int port) =>
        acl.Entries
            .Where(entry => entry.IsEgress == isEgress
                && (entry.Protocol is "-1" or "6")
                && (entry.Protocol == "-1" || entry.FromPort is null || (entry.FromPort <= port && port <= entry.ToPort))
                && AddressRange.Contains(entry.CidrBlock, peerAddress))
            .MinBy(entry => entry.RuleNumber);

    /// <summary>True when the deciding entry allows.</summary>
    public static bool Allows(NetworkAclFact acl, bool isEgress, string peerAddress, int port) =>
        Deciding(acl, isEgress, peerAddress, port)?.IsAllow == true;
}
