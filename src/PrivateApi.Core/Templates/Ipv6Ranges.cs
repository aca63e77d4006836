using System.Net;
using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>
/// IPv6 ranges of a VPC as a stack has them: Amazon assigns it another /56, of which subnets get the same parts (CloudFormation reference,
/// "AWS::EC2::VPCCidrBlock" and "Fn::Cidr").
/// </summary>
internal sealed class Ipv6Ranges
{
    private const int SubnetPrefix = 64;
    private const int Parts = 256;

    private readonly string _vpc;
    private readonly IPNetwork _block;

    private Ipv6Ranges(string vpc, IPNetwork block)
    {
        _vpc = vpc;
        _block = block;
    }

    /// <summary>Its range of Amazon's; null where it has none, or several.</summary>
    /// <param name="vpc">The VPC.</param>
    /// <param name="name">The VPC's name in the template.</param>
    public static Ipv6Ranges? Of(Vpc vpc, string name) =>
        Blocks(vpc) is [var only] && IsAmazons(only) ? new(name, IPNetwork.Parse(only.Ipv6CidrBlock)) : null;

    /// <summary>True where it has ranges that a stack cannot have: of the user's own, of a pool, or several.</summary>
    public static bool HasOthers(Vpc vpc) => Blocks(vpc) is { Length: > 0 } blocks && !(blocks is [var only] && IsAmazons(only));

    /// <summary>The key of the resource that assigns the range; other resources name it to come after it.</summary>
    public static string Key(string vpcId) => $"{vpcId}/ipv6";

    /// <summary>A range as the stack has it; null for one that is not the VPC's.</summary>
    public JsonObject? Find(string? range)
    {
        if (range is null || !IPNetwork.TryParse(range, out IPNetwork found))
        {
            return null;
        }

        JsonObject whole = Select(0, GetAtt(_vpc, "Ipv6CidrBlocks"));
        return found.Equals(_block) ? whole
            : found.PrefixLength == SubnetPrefix && _block.Contains(found.BaseAddress) && Index(found) < Parts
                ? Select(Index(found), new JsonObject { ["Fn::Cidr"] = new JsonArray(whole, Parts, SubnetPrefix) })
            : null;
    }

    private int Index(IPNetwork part)
    {
        byte[] bytes = part.BaseAddress.GetAddressBytes();
        byte[] start = _block.BaseAddress.GetAddressBytes();
        return ((bytes[6] - start[6]) << 8) + bytes[7] - start[7];
    }

    private static VpcIpv6CidrBlockAssociation[] Blocks(Vpc vpc) =>
        [.. (vpc.Ipv6CidrBlockAssociationSet ?? []).Where(block => block.Ipv6CidrBlockState?.State?.Value == "associated")];

    private static bool IsAmazons(VpcIpv6CidrBlockAssociation block) =>
        block.Ipv6Pool is null or "Amazon" && IPNetwork.TryParse(block.Ipv6CidrBlock, out _);
}
