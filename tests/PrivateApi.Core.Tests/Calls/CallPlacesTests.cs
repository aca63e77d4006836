using PrivateApi.Calls;
using PrivateApi.Model;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Calls;

public sealed class CallPlacesTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_to_an_API_that_names_no_endpoint_goes_through_the_one_beside_the_caller(bool privateDns)
    {
        using CallScene scene = await CallScene.MakeAsync(privateDns: privateDns);
        Api open = scene.Api with { AssociatedVpcEndpointId = [], Policy = null };
        CallPlaces places = new(scene.Lab.Session);
        Endpoint? chosen = await places.EndpointAsync(scene.Inside, open, scene.Network.VpcId, LabScene.Stop);
        Assert.Equal(scene.Endpoint.VpcEndpointId, chosen?.VpcEndpointId);
        Assert.Null(await places.EndpointAsync(scene.Inside, open, vpcId: null, LabScene.Stop));
        Assert.Null(await places.EndpointAsync(scene.Inside, open, "vpc-elsewhere", LabScene.Stop));
    }

    [Fact]
    public async Task A_caller_elsewhere_calls_through_the_endpoint_that_the_API_names()
    {
        using CallScene scene = await CallScene.MakeAsync();
        Endpoint? chosen = await new CallPlaces(scene.Lab.Session).EndpointAsync(scene.Inside, scene.Api, "vpc-elsewhere", LabScene.Stop);
        Assert.Equal(scene.Endpoint.VpcEndpointId, chosen?.VpcEndpointId);
    }
}
