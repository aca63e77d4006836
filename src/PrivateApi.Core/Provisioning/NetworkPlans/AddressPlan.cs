using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PrivateApi.Errors;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>How a VPC's range is divided: four equal parts, two private subnets first, then two public ones.</summary>
internal sealed record AddressPlan(IPNetwork Vpc, IReadOnlyList<IPNetwork> Private, IReadOnlyList<IPNetwork> Public)
{
    private const int Parts = 4;

    /// <summary>Reads and divides a range.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidCidrBlock</c>.</exception>
    public static AddressPlan Divide(string cidrBlock)
    {
        IPNetwork vpc = Parse(cidrBlock);

        // A VPC is /16 to /28 and a subnet at least /28 (VPC user guide, "VPC CIDR blocks" and "Subnet sizing").
        if (vpc.PrefixLength is < 16 or > 26)
        {
            throw Invalid(
                cidrBlock,
                "A VPC's range is /16 to /28, and four subnets of the smallest size, /28, need at least a /26. "
                    + "Use a prefix length of 16 to 26."
            );
        }

        IPNetwork[] parts = Enumerable.Range(0, Parts).Select(index => Part(vpc, index)).ToArray();
        return new AddressPlan(vpc, parts[..2], parts[2..]);
    }

    private static IPNetwork Parse(string cidrBlock)
    {
        string[] halves = cidrBlock.Split('/');
        if (
            halves.Length != 2
            || halves[0].Count(c => c == '.') != 3
            || !IPAddress.TryParse(halves[0], out IPAddress? address)
            || address.AddressFamily != AddressFamily.InterNetwork
            || address.ToString() != halves[0]
            || !int.TryParse(halves[1], NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            || length > 32
        )
        {
            throw Invalid(cidrBlock, "Write an IPv4 range such as 10.0.0.0/16.");
        }

        uint mask = length == 0 ? 0 : uint.MaxValue << (32 - length);
        IPNetwork canonical = new(FromNumber(ToNumber(address) & mask), length);
        return canonical.BaseAddress.Equals(address)
            ? canonical
            : throw Invalid(cidrBlock, $"Its address has bits outside its prefix; the range that contains it is {canonical}.");
    }

    private static IPNetwork Part(IPNetwork vpc, int index)
    {
        int length = vpc.PrefixLength + 2;
        return new IPNetwork(FromNumber(ToNumber(vpc.BaseAddress) + ((uint)index << (32 - length))), length);
    }

    private static uint ToNumber(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    private static IPAddress FromNumber(uint number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }

    private static PrivateApiException Invalid(string cidrBlock, string advice) =>
        new("InvalidCidrBlock", FaultKind.InvalidArgument, $"'{cidrBlock}' cannot be used as the network's range. {advice}", cidrBlock);
}
