using PrivateApi.Facts;

namespace PrivateApi.Reachability.Addressing;

/// <summary>
/// The address families that an endpoint's names answer: those of its DNS record IP type, which is its IP address type unless its DNS
/// options say otherwise (PrivateLink guide, "Access an AWS service using an interface VPC endpoint", "DNS record IP type").
/// </summary>
internal static class EndpointFamilies
{
    private const string IPv4 = "ipv4";
    private const string IPv6 = "ipv6";

    // A records for all names, and AAAA records for the regional and zonal ones but not for private DNS.
    private const string ServiceDefined = "service-defined";

    /// <summary>Of the regional name and the zonal ones, which alias records lead to.</summary>
    /// <param name="addressType"><c>ipv4</c>, <c>dualstack</c> or <c>ipv6</c>; null for the default.</param>
    /// <param name="recordType">The same or <c>service-defined</c>; null for that of the endpoint.</param>
    public static AddressFamilies OfNames(string? addressType, string? recordType) =>
        Of(addressType) & (recordType is null or ServiceDefined ? AddressFamilies.Both : Of(recordType));

    /// <summary>The same of an endpoint that was read; of its interfaces where a snapshot is from before that was read.</summary>
    public static AddressFamilies OfNames(AccountSnapshot snapshot, EndpointFact endpoint) =>
        endpoint.IpAddressType is null ? OfInterfaces(snapshot, endpoint) : OfNames(endpoint.IpAddressType, endpoint.DnsRecordIpType);

    /// <summary>Of the names that private DNS answers.</summary>
    public static AddressFamilies OfPrivateDns(AccountSnapshot snapshot, EndpointFact endpoint) =>
        OfNames(snapshot, endpoint) & (endpoint.DnsRecordIpType == ServiceDefined ? AddressFamilies.V4 : AddressFamilies.Both);

    /// <summary>Interfaces with their addresses of some families alone; those without any are left out.</summary>
    public static InterfaceFact[] Only(IEnumerable<InterfaceFact> interfaces, AddressFamilies families) =>
        [
            .. interfaces
                .Select(item =>
                    item with
                    {
                        Address = families.HasFlag(AddressFamilies.V4) ? item.Address : null,
                        Ipv6Address = families.HasFlag(AddressFamilies.V6) ? item.Ipv6Address : [],
                    }
                )
                .Where(item => item.AnyAddress is not null),
        ];

    /// <summary>The families of interfaces' addresses.</summary>
    public static AddressFamilies Of(IEnumerable<InterfaceFact> interfaces) =>
        interfaces.Aggregate(
            AddressFamilies.None,
            (families, item) =>
                families
                | (item.Address is null ? AddressFamilies.None : AddressFamilies.V4)
                | (item.Ipv6Address.Count == 0 ? AddressFamilies.None : AddressFamilies.V6)
        );

    /// <summary>The families of ranges.</summary>
    public static AddressFamilies OfRanges(IEnumerable<string> ranges) =>
        ranges.Aggregate(
            AddressFamilies.None,
            (families, range) => families | (range.Contains(':', StringComparison.Ordinal) ? AddressFamilies.V6 : AddressFamilies.V4)
        );

    /// <summary>True for a subnet of those ranges that has no IPv4 address to give; false where its ranges are not known.</summary>
    public static bool IsIpv6Only(IEnumerable<string> ranges) => OfRanges(ranges) == AddressFamilies.V6;

    /// <summary>
    /// True where AWS makes an endpoint of a type in a subnet: ipv4 needs an IPv4 range, dualstack ranges of both families, ipv6 an
    /// IPv6-only subnet (PrivateLink guide, "Access an AWS service using an interface VPC endpoint", "IP address types"). A subnet whose
    /// ranges are not known gets the benefit of the doubt.
    /// </summary>
    /// <param name="addressType"><c>ipv4</c>, <c>dualstack</c> or <c>ipv6</c>; null for the default.</param>
    /// <param name="subnet">The families of the subnet's ranges.</param>
    public static bool Suits(string? addressType, AddressFamilies subnet) =>
        subnet == AddressFamilies.None
        || (Of(addressType) == AddressFamilies.V4 ? subnet.HasFlag(AddressFamilies.V4) : subnet == Of(addressType));

    /// <summary>Families in words.</summary>
    public static string Words(AddressFamilies families) =>
        families switch
        {
            AddressFamilies.V4 => "IPv4",
            AddressFamilies.V6 => "IPv6",
            _ => "IPv4 and IPv6",
        };

    /// <summary>The types of records that answer families.</summary>
    public static string[] RecordTypes(AddressFamilies families) =>
        [.. families.HasFlag(AddressFamilies.V4) ? (string[])["A"] : [], .. families.HasFlag(AddressFamilies.V6) ? (string[])["AAAA"] : []];

    /// <summary>Of an IP address type.</summary>
    private static AddressFamilies Of(string? type) =>
        type switch
        {
            IPv6 => AddressFamilies.V6,
            null or "" or IPv4 => AddressFamilies.V4,
            _ => AddressFamilies.Both,
        };

    private static AddressFamilies OfInterfaces(AccountSnapshot snapshot, EndpointFact endpoint)
    {
        AddressFamilies families = Of(endpoint.InterfaceIds.Select(snapshot.Index.Interface).OfType<InterfaceFact>());
        return families == AddressFamilies.None ? AddressFamilies.V4 : families;
    }
}
