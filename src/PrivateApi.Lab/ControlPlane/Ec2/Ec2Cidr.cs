using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Reads address ranges of requests.</summary>
internal static class Ec2Cidr
{
    /// <summary>A range in CIDR form, its host bits cleared; of one family, or of either if none is named.</summary>
    /// <exception cref="AwsFault">The text is not a range.</exception>
    public static Cidr Read(string text, string parameter, bool? isIpv6 = null) =>
        Cidr.TryParse(text, out Cidr cidr) && cidr.IsIpv6 == (isIpv6 ?? cidr.IsIpv6)
            ? cidr
            : throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Value ({text}) for parameter {parameter} is invalid. This is not a valid CIDR block."
            );
}
