using System.Net;
using System.Net.Sockets;

namespace PrivateApi.Text;

/// <summary>Tells addresses of the public internet from those of private networks.</summary>
internal static class PublicAddresses
{
    // RFC 1918, RFC 6598 (carrier-grade NAT, usable in a VPC), RFC 3927, loopback, unique local and link-local IPv6.
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
    ];

    public static bool Contains(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            && !Private.Any(network => network.Contains(plain));
    }
}
