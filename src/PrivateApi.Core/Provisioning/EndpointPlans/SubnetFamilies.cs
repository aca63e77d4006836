using Amazon.EC2.Model;
using PrivateApi.Errors;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>Whether subnets have the ranges that an endpoint of an IP address type needs, and which type suits them instead.</summary>
internal static class SubnetFamilies
{
    private const string IPv4 = "ipv4";

    private static readonly string[] Types = [IPv4, "dualstack", "ipv6"];

    /// <summary>True where AWS makes an endpoint of the type in the subnet.</summary>
    /// <param name="subnet">The subnet.</param>
    /// <param name="ipAddressType"><c>ipv4</c>, <c>dualstack</c> or <c>ipv6</c>; null for the default.</param>
    public static bool Suits(Subnet subnet, string? ipAddressType) => EndpointFamilies.Suits(ipAddressType, SubnetRanges.Families(subnet));

    /// <exception cref="PrivateApiException"><c>IpAddressTypeNotSupported</c>.</exception>
    public static void Require(IReadOnlyList<Subnet> subnets, string? ipAddressType, ExecuteApiService service)
    {
        string type = ipAddressType ?? IPv4;
        bool hasIpv6 = service.IpAddressTypes.Count == 0 || service.IpAddressTypes.Contains("ipv6");
        if (type != IPv4 && !hasIpv6)
        {
            throw new PrivateApiException(
                "IpAddressTypeNotSupported",
                FaultKind.InvalidArgument,
                $"{service.Name} supports only {string.Join(", ", service.IpAddressTypes)}. Use -IpAddressType ipv4, in {Wanted(IPv4)}.",
                type
            );
        }

        if (subnets.FirstOrDefault(subnet => !Suits(subnet, type)) is { } unfit)
        {
            // The one type that all of them suit, the richest first: dualstack answers whoever ipv4 and ipv6 would.
            string? instead = Types
                .Where(other => hasIpv6 || other == IPv4)
                .OrderByDescending(other => other == "dualstack")
                .FirstOrDefault(other => subnets.All(subnet => Suits(subnet, other)));
            throw new PrivateApiException(
                "IpAddressTypeNotSupported",
                FaultKind.InvalidArgument,
                $"Subnet {unfit.SubnetId} {Has(unfit, type)}, and AWS makes an endpoint of type {type} in {Wanted(type)} alone. "
                    + (
                        instead is null
                            ? $"Use {Wanted(type)}."
                            : $"Use -IpAddressType {PowerShellLiteral.Argument(instead)}, or {Wanted(type)}."
                    ),
                unfit.SubnetId
            );
        }
    }

    private static string Has(Subnet subnet, string type) =>
        SubnetRanges.Families(subnet) switch
        {
            AddressFamilies.Both => "has an IPv4 range too",
            AddressFamilies.V4 => "has no IPv6 range",
            _ when type == IPv4 => "is IPv6-only",
            _ => "has no IPv4 range",
        };

    private static string Wanted(string type) =>
        type switch
        {
            "ipv6" => "IPv6-only subnets",
            "dualstack" => "subnets with an IPv4 and an IPv6 range",
            _ => "subnets with an IPv4 range",
        };
}
