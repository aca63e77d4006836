using System.Net;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Addressing;

/// <summary>
/// Amazon's own resolver among the name servers of DHCP options (VPC user guide, "DNS attributes for your VPC":
/// AmazonProvidedDNS, the base of the VPC's range plus two, 169.254.169.253, fd00:ec2::253).
/// </summary>
internal static class AmazonDns
{
    public static bool Is(string server, IEnumerable<string> vpcRanges) =>
        server.Equals("AmazonProvidedDNS", StringComparison.OrdinalIgnoreCase)
        || server is "169.254.169.253" or "fd00:ec2::253"
        || vpcRanges.Any(range => PlusTwo(range) == server);

    /// <summary>Its address in a VPC; null without an IPv4 range.</summary>
    public static string? Of(IEnumerable<string> vpcRanges) => vpcRanges.Select(PlusTwo).FirstOrDefault(address => address is not null);

    private static string? PlusTwo(string range) =>
        AddressRanges.TryParseCidr(range, out IPNetwork network) && !network.IsV6 ? network.At(2) : null;
}
