using PrivateApi.Model;
using PrivateApi.Tests.Calls;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>The lab's resolver answers the families of an endpoint's names, and its network carries each by its own rules.</summary>
public sealed class FamilyCallTests
{
    // A function has no IPv6 address unless it is allowed one (Lambda guide, "IPv6 support").
    [Theory]
    [InlineData("ipv4", CallFailure.None)]
    [InlineData("dualstack", CallFailure.None)]
    [InlineData("ipv6", CallFailure.ConnectFailed)]
    public async Task A_function_without_IPv6_reaches_what_has_IPv4(string addresses, CallFailure expected)
    {
        using CallScene scene = await CallScene.MakeAsync(addresses: addresses);
        CallResult result = await scene.CallAsync(scene.Inside with { SubnetIds = scene.Network.SubnetId });
        Assert.Equal(expected, result.Failure);
    }
}
