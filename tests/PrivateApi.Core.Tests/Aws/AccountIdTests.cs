using System.Net;
using Amazon.Runtime;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Aws;

/// <summary>Reads side by side all need the account's id, and STS is asked for it once.</summary>
public sealed class AccountIdTests : IDisposable
{
    private readonly EmbeddedAws _lab = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task Twenty_reads_at_once_ask_once()
    {
        using TappedSession scene = new(_lab);
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => scene.Session.GetAccountIdAsync(Stop)));
        Assert.All(ids, id => Assert.Matches("^[0-9]{12}$", id));
        Assert.Equal(1, scene.Tap.Count("GetCallerIdentity"));
    }

    [Fact]
    public async Task A_refusal_is_not_kept()
    {
        using TappedSession scene = new(_lab);
        scene.Tap.Answer = (operation, _) =>
            operation == "GetCallerIdentity" ? WireTap.Error(HttpStatusCode.Forbidden, "AccessDenied") : null;
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => scene.Session.GetAccountIdAsync(Stop));
        scene.Tap.Answer = (_, _) => null;
        Assert.Matches("^[0-9]{12}$", await scene.Session.GetAccountIdAsync(Stop));
    }
}
