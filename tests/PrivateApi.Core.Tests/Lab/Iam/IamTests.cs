using System.Text.Json;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.Iam;

public sealed class IamTests
{
    [Fact]
    public async Task Boto3_makes_roles_assumes_them_and_takes_them_away()
    {
        using EmbeddedAws lab = new();
        JsonElement answer = await Peer.BotoAsync("iam_sts.py", lab.Listen());
        Assert.Equal(
            ["page0", "page1", "page2", "page3", "page4"],
            answer.GetProperty("roles").EnumerateArray().Select(role => role.GetString())
        );
    }
}
