using System.Security.Cryptography;
using System.Text;

namespace PrivateApi.Calls.Lambda;

/// <summary>
/// Names of what a probe consists of. They derive from its place, so that the next call from there finds it; the
/// function's also from the version of its code.
/// </summary>
internal static class ProbeNames
{
    /// <summary>How the names of all our functions and groups begin.</summary>
    public const string Prefix = "privateapi-probe-";

    /// <summary>Name of the role's one inline policy.</summary>
    public const string RolePolicy = "network-interfaces";

    private const int HashLength = 10;

    /// <summary>The role is shared by a Region's probes; roles belong to no Region, so its name says which.</summary>
    public static string Role(string region) => Prefix + region;

    /// <summary>The group made for probes of a place.</summary>
    public static string SecurityGroup(ProbePlace place) => Prefix + Hash(place);

    /// <summary>The function of a place.</summary>
    public static string Function(ProbePlace place) => $"{SecurityGroup(place)}-{ProbePackage.Version}";

    private static string Hash(ProbePlace place)
    {
        string[] parts =
        [
            place.VpcId,
            .. place.SubnetIds.Order(StringComparer.Ordinal),
            place.SecurityGroupIds.Count > 0 ? "given" : "own",
            .. (place.SecurityGroupIds.Count > 0 ? place.SecurityGroupIds : place.EgressTargets).Order(StringComparer.Ordinal),
            // The addresses stand in the function's environment, which is the same for all who use it.
            .. place.EndpointAddresses.Order(StringComparer.Ordinal),
            .. place.Domains.Order(StringComparer.Ordinal),
        ];
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts))))[..HashLength].ToLowerInvariant();
    }
}
