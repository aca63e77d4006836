using PrivateApi.Errors;
using PrivateApi.Provisioning.NetworkPlans;

namespace PrivateApi.Tests.Provisioning;

public sealed class AddressPlanTests
{
    [Theory]
    [InlineData("10.0.0.0/16", "10.0.0.0/18 10.0.64.0/18", "10.0.128.0/18 10.0.192.0/18")]
    [InlineData("192.168.1.192/26", "192.168.1.192/28 192.168.1.208/28", "192.168.1.224/28 192.168.1.240/28")]
    [InlineData("172.31.255.0/24", "172.31.255.0/26 172.31.255.64/26", "172.31.255.128/26 172.31.255.192/26")]
    public void A_range_is_shared_out_in_four_equal_parts(string vpc, string privateSubnets, string publicSubnets)
    {
        AddressPlan plan = AddressPlan.Divide(vpc);
        Assert.Equal(privateSubnets, string.Join(' ', plan.Private));
        Assert.Equal(publicSubnets, string.Join(' ', plan.Public));
    }

    [Theory]
    [InlineData("10.0.0.0/15", "/16 to /28")]
    [InlineData("10.0.0.0/27", "at least a /26")]
    [InlineData("10.0.0.0/29", "16 to 26")]
    [InlineData("10.0.0.7/16", "10.0.0.0/16")]
    [InlineData("10.0.0.0", "IPv4 range such as")]
    [InlineData("10.0/16", "IPv4 range such as")]
    [InlineData("10.0.0.0/16/1", "IPv4 range such as")]
    [InlineData("10.0.0.0/+16", "IPv4 range such as")]
    [InlineData("10.0.0.0/33", "IPv4 range such as")]
    [InlineData("10.0.0.010/24", "IPv4 range such as")]
    [InlineData("300.0.0.0/16", "IPv4 range such as")]
    [InlineData("fd00::/64", "IPv4 range such as")]
    [InlineData("", "IPv4 range such as")]
    public void A_range_that_cannot_be_is_refused_with_what_would_do(string cidr, string advice)
    {
        PrivateApiException e = Assert.Throws<PrivateApiException>(() => AddressPlan.Divide(cidr));
        Assert.Equal("InvalidCidrBlock", e.ErrorId);
        Assert.Contains(advice, e.Message, StringComparison.Ordinal);
    }
}
