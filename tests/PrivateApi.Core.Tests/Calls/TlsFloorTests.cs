using PrivateApi.Calls;
using PrivateApi.Model;

namespace PrivateApi.Tests.Calls;

/// <summary>No call offers a version of TLS below 1.2, even where the machine's OpenSSL would.</summary>
public sealed class TlsFloorTests
{
    [Fact]
    public async Task The_probe_offers_nothing_below_TLS_1_2()
    {
        using TlsServer server = new();
        using ClientHello hello = new();
        ProbeRun run = new(server);
        run.AddEvent(
            "hello",
            new System.Text.Json.Nodes.JsonObject { ["url"] = $"https://{ProbeRun.Host}/" },
            hello.Port,
            takesOldTls: true
        );
        Assert.Equal(CallFailure.TlsFailed, (await run.AnswersAsync())["hello"].Failure);
        AssertFloor(await hello.VersionsAsync());
    }

    [Fact]
    public async Task A_call_from_this_machine_offers_nothing_below_TLS_1_2()
    {
        using TlsServer server = new();
        using ClientHello hello = new();
        await DirectCallerTests
            .CallerOf(server, hello.Port)
            .CallAsync(new ProbeRequest { Url = $"https://{ProbeRun.Host}/" }, TestContext.Current.CancellationToken);
        AssertFloor(await hello.VersionsAsync());
    }

    [Fact]
    public async Task The_script_on_an_instance_offers_nothing_below_TLS_1_2()
    {
        using TlsServer server = new();
        using ClientHello hello = new();
        Assert.Equal(
            CallFailure.TlsFailed,
            (
                await SsmScriptTests.RunAsync(server, new ProbeRequest { Url = $"https://localhost:{hello.Port}/" }, takesOldTls: true)
            ).Failure
        );
        AssertFloor(await hello.VersionsAsync());
    }

    private static void AssertFloor(IReadOnlyList<int> versions) =>
        Assert.All(versions, version => Assert.InRange(version, 0x0303, 0x0304));
}
