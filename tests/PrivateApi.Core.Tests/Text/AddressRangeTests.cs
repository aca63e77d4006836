using System.Net;
using CsCheck;
using PrivateApi.Text;

namespace PrivateApi.Tests.Text;

public sealed class AddressRangeTests
{
    [Fact]
    public void Ranges_agree_with_the_base_class_library()
    {
        Gen<(byte[] Bytes, int Length, byte[] Probe)> ipv4 = Gen.Select(Gen.Byte.Array[4], Gen.Int[0, 32], Gen.Byte.Array[4]);
        Gen<(byte[] Bytes, int Length, byte[] Probe)> ipv6 = Gen.Select(Gen.Byte.Array[16], Gen.Int[0, 128], Gen.Byte.Array[16]);
        Gen.OneOf(ipv4, ipv6)
            .Sample(sample =>
            {
                Assert.True(AddressRanges.TryParseCidr($"{new IPAddress(sample.Bytes)}/{sample.Length}", out IPNetwork cidr));
                IPNetwork expected = Reference(sample.Bytes, sample.Length);
                Assert.Equal(expected, cidr);
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
    public void What_is_no_range_is_not_read_as_one(string text) => Assert.False(AddressRanges.TryParseCidr(text, out _));

    // Bit by bit, as a person does it.
    private static IPNetwork Reference(byte[] address, int length)
    {
        byte[] first = [.. address];
        for (int bit = length; bit < first.Length * 8; bit++)
        {
            first[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(first), length);
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0", "10.255.255.255")]
    [InlineData("192.168.1.77/30", "192.168.1.76", "192.168.1.79")]
    [InlineData("203.0.113.5", "203.0.113.5", "203.0.113.5")]
    [InlineData("2001:db8::/126", "2001:db8::", "2001:db8::3")]
    [InlineData("::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void A_range_has_a_first_and_a_last_address(string text, string first, string last)
    {
        Assert.True(AddressRanges.TryParse(text, out IPNetwork range));
        Assert.Equal(first, AddressRanges.Address(range.First, range.IsV6).ToString());
        Assert.Equal(last, AddressRanges.Address(range.Last, range.IsV6).ToString());
    }

    [Theory]
    [InlineData("0x7f.0.0.1")]
    [InlineData("10.1")]
    [InlineData("1.2.3.")]
    [InlineData(".1.2.3.4")]
    [InlineData("1..2.3")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData(" 10.0.0.1")]
    public void What_AWS_takes_for_no_address_is_none(string text) => Assert.False(AddressRanges.TryParseAddress(text, out _));

    [Theory]
    [InlineData("10.0.0.0/16", "10.0.128.0/17", true)]
    [InlineData("10.0.0.0/16", "10.1.0.0/24", false)]
    [InlineData("10.0.0.0/16", "::/0", false)]
    [InlineData("10.0.0.0/24", "10.0.0.0/16", true)]
    public void Ranges_overlap_when_one_holds_the_other(string one, string other, bool overlap)
    {
        Assert.True(AddressRanges.TryParse(one, out IPNetwork a));
        Assert.True(AddressRanges.TryParse(other, out IPNetwork b));
        Assert.Equal(overlap, a.Overlaps(b));
    }
}
