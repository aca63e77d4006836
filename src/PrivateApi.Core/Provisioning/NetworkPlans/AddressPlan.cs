using System.Net;
using PrivateApi.Errors;
using PrivateApi.Text;

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

        IPNetwork[] parts = Enumerable.Range(0, Parts).Select(index => vpc.Part(vpc.PrefixLength + 2, index)).ToArray();
        return new AddressPlan(vpc, parts[..2], parts[2..]);
    }

    private static IPNetwork Parse(string cidrBlock)
    {
        if (!AddressRanges.TryParseCidr(cidrBlock, out IPNetwork range) || range.IsV6)
        {
            throw Invalid(cidrBlock, "Write an IPv4 range such as 10.0.0.0/16.");
        }

        return cidrBlock.StartsWith(range.BaseAddress + "/", StringComparison.Ordinal)
            ? range
            : throw Invalid(cidrBlock, $"Its address has bits outside its prefix; the range that contains it is {range}.");
    }

    private static PrivateApiException Invalid(string cidrBlock, string advice) =>
        new("InvalidCidrBlock", FaultKind.InvalidArgument, $"'{cidrBlock}' cannot be used as the network's range. {advice}", cidrBlock);
}
