using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability.Network;

/// <summary>Membership of addresses in CIDR blocks.</summary>
internal static class AddressRange
{
    /// <summary>True when the block holds the address, or all of another block; false for another family or a malformed one.</summary>
    public static bool Contains(string cidr, string part) =>
        IpRange.TryParse(cidr, out IpRange range) && IpRange.TryParse(part, out IpRange inner) && range.Contains(inner);

    /// <summary>Length of the block's prefix when it holds the address, by which routes are ranked; -1 otherwise.</summary>
    public static int PrefixLength(string cidr, string address) =>
        IpRange.TryParse(cidr, out IpRange range)
        && IpRange.TryParseAddress(address, out UInt128 value, out bool v6)
        && range.Contains(value, v6)
            ? range.PrefixLength
            : -1;
}
