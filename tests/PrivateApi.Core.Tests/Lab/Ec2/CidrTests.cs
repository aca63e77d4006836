using System.Net;
using CsCheck;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Tests.Lab.Ec2;

public sealed class CidrTests
{
    [Fact]
    public void Ranges_agree_with_the_base_class_library()
    {
        Gen<(byte[] Bytes, int Length, byte[] Probe)> ipv4 = Gen.Select(Gen.Byte.Array[4], Gen.Int[0, 32], Gen.Byte.Array[4]);
        Gen<(byte[] Bytes, int Length, byte[] Probe)> ipv6 = Gen.Select(Gen.Byte.Array[16], Gen.Int[0, 128], Gen.Byte.Array[16]);
        Gen.OneOf(ipv4, ipv6)
            .Sample(sample =>
            {
                Cidr cidr = Cidr.Parse($"{new IPAddress(sample.Bytes)}/{sample.Length}");
                IPNetwork expected = IPNetwork.Parse(cidr.ToString());
                Assert.Equal(sample.Length, expected.PrefixLength);
                Assert.True(expected.Contains(new IPAddress(sample.Bytes)));
                Assert.Equal(expected.Contains(new IPAddress(sample.Probe)), cidr.Contains(new IPAddress(sample.Probe).ToString()));
            });
    }

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0/16")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.256/24")]
    [InlineData("10.0.010.0/24")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("::/129")]
    [InlineData("")]
    public void What_is_no_range_is_not_read_as_one(string text) => Assert.False(Cidr.TryParse(text, out _));
}
