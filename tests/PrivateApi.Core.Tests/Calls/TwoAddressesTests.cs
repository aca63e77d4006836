using System.Net;
using PrivateApi.Calls;
using PrivateApi.Calls.Direct;
using PrivateApi.Model;

namespace PrivateApi.Tests.Calls;

/// <summary>An endpoint has an address in each subnet, and a firewall may drop what goes to one of them.</summary>
public sealed class TwoAddressesTests
{
    private const string Silent = "127.0.0.1";
    private const string Other = "127.0.0.2";
    private const int Time = 16_000;

    private static readonly ProbeRequest Call = new() { Url = $"https://{ProbeRun.Host}/demo/ok", TimeoutMs = Time };

    [Fact]
    public async Task Two_addresses_share_the_time_so_that_the_second_still_answers()
    {
        using SilentHost silent = new();
        using TlsServer server = new(IPAddress.Parse(Other), silent.Port);
        foreach (ProbeAnswer answer in await BothAsync(server, silent.Port, [Silent, Other]))
        {
            Assert.True(answer.Status == 200, $"{answer.Failure} {answer.Message}");
            Assert.Equal((Other, 2), (answer.ConnectedAddress, answer.Addresses.Count));
        }
    }

    [Theory]
    [InlineData(Silent, Other)]
    [InlineData(Other, Silent)]
    public async Task A_time_out_is_told_over_a_refusal(string first, string second)
    {
        using SilentHost silent = new();
        using TlsServer server = new();
        foreach (ProbeAnswer answer in await BothAsync(server, silent.Port, [first, second], time: 1500))
        {
            Assert.Equal(CallFailure.ConnectTimeout, answer.Failure);
            Assert.Contains(Silent, answer.Message!, StringComparison.Ordinal);
        }
    }

    private static async Task<ProbeAnswer[]> BothAsync(TlsServer server, int port, string[] addresses, int time = Time)
    {
        DirectCaller direct = new()
        {
            Port = port,
            TrustedRoot = server.Certificate,
            Lookup = (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()),
        };
        ProbeRun run = new(server);
        run.AddEvent(
            "two",
            System.Text.Json.JsonSerializer.SerializeToNode(Call with { TimeoutMs = time }, ProbeJson.Default.ProbeRequest),
            port,
            found: addresses
        );
        Task<Dictionary<string, ProbeAnswer>> python = run.AnswersAsync();
        return [await direct.CallAsync(Call with { TimeoutMs = time }, TestContext.Current.CancellationToken), (await python)["two"]];
    }
}
