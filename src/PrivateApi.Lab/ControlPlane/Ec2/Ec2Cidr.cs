using System.Net;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Reads address ranges of requests.</summary>
internal static class Ec2Cidr
{
    /// <summary>A range in CIDR form, its host bits cleared; of one family, or of either if none is named.</summary>
    /// <exception cref="AwsFault">The text is not a range.</exception>
    public static IPNetwork Read(string text, string parameter, bool? isIpv6 = null) =>
        AddressRanges.TryParseCidr(text, out IPNetwork cidr) && cidr.IsV6 == (isIpv6 ?? cidr.IsV6)
            ? cidr
            : throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Value ({text}) for parameter {parameter} is invalid. This is not a valid CIDR block."
            );
}
