using System.Net;
using System.Net.Sockets;

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

    private static string? PlusTwo(string range)
    {
        if (!IPNetwork.TryParse(range, out IPNetwork network) || network.BaseAddress.AddressFamily != AddressFamily.InterNetwork)
        {
            return null;
        }

        byte[] bytes = network.BaseAddress.GetAddressBytes();
        bytes[3] += 2;
        return new IPAddress(bytes).ToString();
    }
}
