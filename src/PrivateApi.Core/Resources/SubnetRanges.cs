using Amazon.EC2.Model;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Resources;

/// <summary>The ranges of a subnet as EC2 answers them: an IPv6-only one has no IPv4 range.</summary>
internal static class SubnetRanges
{
    /// <summary>All of them, IPv4 first.</summary>
    public static IEnumerable<string> Of(Subnet subnet) =>
        (subnet.Ipv6CidrBlockAssociationSet ?? [])
            .Select(item => item.Ipv6CidrBlock)
            .Prepend(subnet.CidrBlock)
            .Where(range => !string.IsNullOrEmpty(range));

    /// <summary>The one that stands for the subnet: IPv4 where it has one; empty for none.</summary>
    public static string First(Subnet subnet) => Of(subnet).FirstOrDefault() ?? string.Empty;

    /// <summary>True for a subnet without an IPv4 range.</summary>
    public static bool IsIpv6Only(Subnet subnet) => EndpointFamilies.IsIpv6Only(Of(subnet));

    /// <summary>Their families.</summary>
    public static AddressFamilies Families(Subnet subnet) => EndpointFamilies.OfRanges(Of(subnet));
}
