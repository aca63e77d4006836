using Amazon.SecurityToken.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab;

public sealed class LabTests
{
    [Fact]
    public async Task A_session_on_the_lab_knows_its_account()
    {
        using EmbeddedAws lab = new(new LabOptions { AccountId = "210987654321" });
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = lab.Listen(),
                Region = "eu-west-1",
                IsLab = true,
            }
        );
        Assert.Equal("210987654321", await session.GetAccountIdAsync(TestContext.Current.CancellationToken));
        GetCallerIdentityResponse identity = await session.Sts.GetCallerIdentityAsync(
            new GetCallerIdentityRequest(),
            TestContext.Current.CancellationToken
        );
        Assert.Equal("arn:aws:iam::210987654321:user/lab", identity.Arn);
    }

    [Fact]
    public async Task Boto3_asks_the_lab_who_it_is()
    {
        using EmbeddedAws lab = new();
        System.Text.Json.JsonElement answer = await Peer.BotoAsync("identity.py", lab.Listen());
        Assert.Equal("123456789012", answer.GetProperty("account").GetString());
    }
}
