using System.Net;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Names;
using PrivateApi.Text;

namespace PrivateApi.Reachability;

/// <summary>
/// The addresses that a caller may have: its own where that is known, else every one that its subnets leave it. A rule decides
/// about such a caller only if it decides the same about all of them, so a range is cut where rules begin and end.
/// </summary>
internal static class CallerAddresses
{
    /// <summary>How a user says which address it is.</summary>
    public const string HowToName = "name it with -VpcId and -SourceIp, -NetworkInterfaceId or -InstanceId";

    /// <summary>Addresses and ranges of one family; empty where the caller has none.</summary>
    public static IReadOnlyList<string> Of(Caller caller, bool isV6) =>
        (isV6 ? caller.Ipv6Address : caller.Address) is { } own
            ? [own]
            : [.. caller.Ranges.Where(range => range.Contains(':', StringComparison.Ordinal) == isV6)];

    /// <summary>The families of which the caller has an address, or may have one.</summary>
    public static AddressFamilies Families(Caller caller) =>
        (Of(caller, isV6: false).Count > 0 ? AddressFamilies.V4 : AddressFamilies.None)
        | (Of(caller, isV6: true).Count > 0 ? AddressFamilies.V6 : AddressFamilies.None);

    /// <summary>
    /// Why it is not certain that the caller has an IPv6 address; null where it has one, or none. In a subnet with ranges of both families
    /// every network interface has an IPv4 address, and an IPv6 one where it was assigned (VPC user guide, "IP addressing").
    /// </summary>
    public static string? Ipv6Doubt(Caller caller) =>
        caller.Ipv6Address is null
        && Families(caller) == AddressFamilies.Both
        && Of(caller, isV6: true).All(range => range.Contains('/', StringComparison.Ordinal))
            ? $"{caller.Label} may have no IPv6 address: a network interface in a subnet of both families has one only where it was "
                + "assigned; name the caller with -NetworkInterfaceId or -InstanceId, or its IPv6 address with -VpcId and -SourceIp"
            : null;

    /// <summary>True where a name certainly answers a family that the caller has, and where neither is known.</summary>
    public static bool Meets(Caller caller, NameAnswer name) =>
        caller.Kind == CallerKind.Internet
        || Families(caller) is AddressFamilies.None
        || name.Interfaces.Count == 0
        || (Families(caller) & EndpointFamilies.Of(name.Interfaces) & (name.Ipv6Doubt is null ? AddressFamilies.Both : AddressFamilies.V4))
            != AddressFamilies.None;

    /// <summary>The caller with its addresses of the families that are called: the others are not seen at the other end.</summary>
    public static Caller Only(Caller caller, AddressFamilies called)
    {
        AddressFamilies left = Families(caller) & called;
        return left == AddressFamilies.None || (left == Families(caller) && left != AddressFamilies.Both) ? caller
            : left == AddressFamilies.Both ? caller with { Address = null, Ipv6Address = null, Ranges = Of(caller) }
            : left == AddressFamilies.V4
                ? caller with
                {
                    Ipv6Address = null,
                    Ranges = caller.Address is null ? Of(caller, isV6: false) : [],
                }
            : caller with { Address = null, Ranges = caller.Ipv6Address is null ? Of(caller, isV6: true) : [] };
    }

    /// <summary>The same of both families.</summary>
    public static IReadOnlyList<string> Of(Caller caller) => [.. Of(caller, isV6: false), .. Of(caller, isV6: true)];

    /// <summary>
    /// The ranges in parts that no rule divides. AWS keeps the first four addresses and the last of a subnet (VPC user guide,
    /// "Subnet CIDR blocks"), so no caller has one of those.
    /// </summary>
    /// <param name="ranges">Addresses and ranges.</param>
    /// <param name="rules">The ranges that rules name; other texts cut nothing.</param>
    public static IReadOnlyList<string> Parts(IReadOnlyList<string> ranges, IEnumerable<string?> rules)
    {
        IPNetwork[] cuts =
        [
            .. rules
                .Select(rule => rule is not null && AddressRanges.TryParse(rule, out IPNetwork cut) ? cut : (IPNetwork?)null)
                .OfType<IPNetwork>(),
        ];
        List<string> parts = [];
        foreach (string text in ranges)
        {
            if (AddressRanges.TryParseCidr(text, out IPNetwork range))
            {
                parts.AddRange(Cut(range, cuts).Where(part => !IsReserved(range, part)).Select(Written));
            }
            else
            {
                parts.Add(text);
            }
        }

        return parts;
    }

    /// <summary>An address of a part: rules treat all of them alike.</summary>
    public static string AnyOf(string part) => AddressRanges.TryParse(part, out IPNetwork range) ? range.At(0) : part;

    /// <summary>What depends on the address, in words.</summary>
    /// <param name="ranges">Addresses and ranges that the caller may have.</param>
    /// <param name="allowed">The parts of them that get through.</param>
    /// <param name="others">The parts that do not.</param>
    public static string Depends(IReadOnlyList<string> ranges, IReadOnlyList<string> allowed, IReadOnlyList<string> others)
    {
        string of = string.Join(", ", ranges);
        return $"depends on the caller's address: "
            + (
                allowed.Count <= others.Count
                    ? $"{Few(allowed)} of {of} {(allowed.Count == 1 ? "is" : "are")} allowed"
                    : $"{Few(others)} of {of} {(others.Count == 1 ? "is" : "are")} not allowed"
            );
    }

    private static string Few(IReadOnlyList<string> parts) =>
        parts.Count <= 3 ? string.Join(", ", parts) : $"{string.Join(", ", parts.Take(3))} and {parts.Count - 3} more parts";

    private static IEnumerable<IPNetwork> Cut(IPNetwork range, IReadOnlyList<IPNetwork> cuts)
    {
        IPNetwork[] inside = [.. cuts.Where(cut => cut.PrefixLength > range.PrefixLength && range.Contains(cut))];
        return inside.Length == 0
            ? [range]
            : Enumerable.Range(0, 2).SelectMany(half => Cut(range.Part(range.PrefixLength + 1, half), inside));
    }

    private static bool IsReserved(IPNetwork range, IPNetwork part) =>
        range.Last - range.First >= 8 && (part.Last <= range.First + 3 || part.First == range.Last);

    private static string Written(IPNetwork part) => part.First == part.Last ? part.BaseAddress.ToString() : part.ToString();
}
