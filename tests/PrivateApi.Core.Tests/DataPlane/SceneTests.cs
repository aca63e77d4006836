using System.Text.Json;
using PrivateApi.Lab;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.DataPlane;

public sealed class SceneTests
{
    [Fact]
    public async Task Boto3_goes_from_an_empty_VPC_to_the_pets_and_through_every_refusal()
    {
        using EmbeddedAws lab = new();
        JsonElement answer = await Peer.BotoAsync("scene.py", lab.Listen());
        Assert.StartsWith("vpce-", answer.GetProperty("vpcEndpointId").GetString(), StringComparison.Ordinal);
    }
}
