using System.Net;

namespace PrivateApi.Paths;

/// <summary>Membership of addresses in CIDR blocks.</summary>
internal static class AddressRange
{
    /// <summary>True when the block holds the address; false for another family or a malformed one.</summary>
    public static bool Contains(string cidr, string address) =>
        IPNetwork.TryParse(cidr, out IPNetwork network) && IPAddress.TryParse(address, out IPAddress? parsed) && network.Contains(parsed);
}
