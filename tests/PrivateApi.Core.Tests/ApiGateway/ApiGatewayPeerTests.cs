using PrivateApi.Lab;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.ApiGateway;

/// <summary>The lab's API Gateway as boto3 and the AWS CLI see it; the promises are in the scripts.</summary>
public sealed class ApiGatewayPeerTests
{
    [Fact]
    public async Task A_private_api_is_born_defined_and_deployed_with_boto3_and_every_answer_fits_the_model()
    {
        using EmbeddedAws lab = new();
        await Peer.BotoAsync("apigateway_main.py", lab.Listen());
    }
}
