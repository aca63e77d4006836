using System.Globalization;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>
/// Creates network interfaces: a free address of the subnet, a MAC address, and the attributes of the requesting service.
/// </summary>
internal static class InterfaceFactory
{
    /// <summary>First four addresses and the last are AWS's.</summary>
    private const int Reserved = 5;

    public static LabNetworkInterface Create(
        Ec2State state,
        LabSubnet subnet,
        IEnumerable<string> groupIds,
        Purpose purpose,
        DateTimeOffset now
    )
    {
        LabNetworkInterface made = new(state.Store.Ids.Ec2("eni"), state.AccountId)
        {
            Subnet = subnet,
            PrivateIpAddress = purpose.PrivateIpAddress ?? FreeAddress(state, subnet),
            Ipv6Address = purpose.Ipv6Address ?? (purpose.WithIpv6 || subnet.IsNative ? FreeIpv6Address(state, subnet) : null),
            MacAddress = "0a:" + string.Join(':', Enumerable.Range(0, 5).Select(_ => state.Store.Ids.Take("0123456789abcdef", 2))),
            Description = purpose.Description,
            InterfaceType = purpose.InterfaceType,
            RequesterManaged = purpose.RequesterId is not null,
            RequesterId = purpose.RequesterId,
            AttachmentId = purpose.RequesterId is null
                ? null
                : state.Store.Ids.Ec2(purpose.InterfaceType == "lambda" ? "ela-attach" : "eni-attach"),
            Address = purpose.Address,
            SourceDestCheck = purpose.InterfaceType != "nat_gateway",
            CreatedAt = now,
        };
        made.SecurityGroupIds.AddRange(groupIds);
        state.NetworkInterfaces.Add(made.Id, made);
        return made;
    }

    /// <summary>
    /// How many IPv4 addresses of a subnet are free. EC2's model counts IPv4 addresses alone; [K] that an IPv6-only subnet
    /// answers 0, and not nothing, is assumed.
    /// </summary>
    public static int FreeCount(Ec2State state, LabSubnet subnet) =>
        subnet.CidrBlock is { } cidr
            ? (int)(cidr.Last - cidr.First) + 1 - Reserved - state.NetworkInterfaces.Values.Count(item => item.SubnetId == subnet.Id)
            : 0;

    /// <summary>True where a subnet has addresses left for so many interfaces; one of IPv6 alone always has.</summary>
    public static bool HasRoom(Ec2State state, LabSubnet subnet, int count = 1) => subnet.IsNative || FreeCount(state, subnet) >= count;

    /// <summary>A requested address.</summary>
    /// <exception cref="AwsFault">It is not in the subnet, or is taken.</exception>
    public static string Claim(Ec2State state, LabSubnet subnet, string address)
    {
        if (subnet.CidrBlock is not { } cidr || !cidr.Contains(address))
        {
            throw new AwsFault(400, "InvalidParameterValue", "Address does not fall within the subnet's address range");
        }

        string[] taken = Enumerable
            .Range(0, 4)
            .Select(offset => cidr.At((UInt128)offset))
            .Append(AddressRanges.Address(cidr.Last, isV6: false).ToString())
            .ToArray();
        if (taken.Contains(address))
        {
            throw new AwsFault(400, "InvalidParameterValue", "Address is in subnet's reserved address range");
        }

        return state.NetworkInterfaces.Values.Any(item => item.SubnetId == subnet.Id && item.PrivateIpAddress == address)
            ? throw new AwsFault(400, "InvalidIPAddress.InUse", "Address " + address + " is in use.")
            : address;
    }

    /// <summary>A requested IPv6 address, as AWS writes it.</summary>
    /// <exception cref="AwsFault">It is not in the subnet, or is taken.</exception>
    public static string ClaimIpv6(Ec2State state, LabSubnet subnet, string address)
    {
        if (subnet.Ipv6CidrBlock?.Contains(address) != true)
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"The address {address} does not fall within the IPv6 address range of the subnet {subnet.Id}"
            );
        }

        string text = System.Net.IPAddress.Parse(address).ToString();
        return state.NetworkInterfaces.Values.Any(item => item.Ipv6Address == text)
            ? throw new AwsFault(400, "InvalidIPAddress.InUse", "Address " + text + " is in use.")
            : text;
    }

    public static AwsFault Full() =>
        new(400, "InsufficientFreeAddressesInSubnet", "The specified subnet does not have enough free addresses to satisfy the request.");

    private static string? FreeAddress(Ec2State state, LabSubnet subnet)
    {
        if (subnet.CidrBlock is not { } cidr)
        {
            return null;
        }

        HashSet<string?> used = state
            .NetworkInterfaces.Values.Where(item => item.SubnetId == subnet.Id)
            .Select(item => item.PrivateIpAddress)
            .ToHashSet(StringComparer.Ordinal);
        for (UInt128 offset = 4; cidr.First + offset < cidr.Last; offset++)
        {
            string address = cidr.At(offset);
            if (!used.Contains(address))
            {
                return address;
            }
        }

        throw Full();
    }

    /// <summary>An IPv6 address from the subnet's range; null if it has none.</summary>
    public static string? FreeIpv6Address(Ec2State state, LabSubnet subnet) =>
        subnet.Ipv6CidrBlock?.At(
            UInt128.Parse(state.Store.Ids.Take("0123456789abcdef", 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        );

    /// <summary>The purpose of an interface.</summary>
    /// <param name="InterfaceType">Its type.</param>
    /// <param name="Description">Its description.</param>
    /// <param name="RequesterId">The service that manages it; null for the user's own.</param>
    /// <param name="PrivateIpAddress">An address asked for and checked; null for any.</param>
    /// <param name="WithIpv6">True to give it an IPv6 address, where the subnet has a range.</param>
    /// <param name="Ipv6Address">An IPv6 address asked for and checked; null for any or none.</param>
    /// <param name="Address">Its Elastic IP address; null for none.</param>
    internal sealed record Purpose(
        string InterfaceType,
        string Description,
        string? RequesterId,
        string? PrivateIpAddress = null,
        bool WithIpv6 = false,
        string? Ipv6Address = null,
        LabElasticAddress? Address = null
    );
}
