using System.Text;
using PrivateApi.Calls;
using PrivateApi.Calls.Lambda;
using PrivateApi.Model;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Calls;

/// <summary>The probe itself, run by Python from its zip against a TLS server.</summary>
public sealed class ProbeHandlerTests
{
    private const string Host = ProbeRun.Host;
    private const string Alias = ProbeRun.Alias;
    private const string EndpointName = ProbeRun.EndpointName;

    [Fact]
    public async Task The_probe_calls_what_it_may_times_its_steps_and_tells_failures_as_data()
    {
        using TlsServer server = new();
        ProbeRun run = new(server);
        run.Add("ok", new ProbeRequest { Url = $"https://{Host}/demo/ok" });
        run.Add("alias", new ProbeRequest { Url = $"https://{Alias}/demo/ok" });
        run.Add(
            "endpoint name",
            new ProbeRequest
            {
                Url = $"https://{EndpointName}/demo/echo?type=dog&page=2",
                Method = "POST",
                HostHeader = Host,
                Headers = new Dictionary<string, string> { ["x-api-key"] = "k", ["Content-Type"] = "text/plain" },
                Body = Convert.ToBase64String(Encoding.UTF8.GetBytes("für")),
                IsBase64Encoded = true,
            }
        );
        run.Add("forbidden", new ProbeRequest { Url = $"https://{Host}/demo/forbidden" });
        run.Add("redirect", new ProbeRequest { Url = $"https://{Host}/demo/redirect" });
        run.Add("big", new ProbeRequest { Url = $"https://{Host}/demo/big" });
        run.Add(
            "address",
            new ProbeRequest { Url = "https://unknown000.execute-api.eu-west-1.test/demo/ok", ConnectAddress = "127.0.0.1" }
        );
        run.Add("name", new ProbeRequest { Url = "https://abcde12345.execute-api.eu-west-1.invalid/demo/ok" }, suffix: "invalid");
        using ClosedPort closed = new();
        run.Add("closed", new ProbeRequest { Url = $"https://{Host}/demo/ok" }, closed.Port);
        run.Add("certificate", new ProbeRequest { Url = "https://pets.example.test/demo/ok" });

        // Time enough for the handshake, whose time-out is another failure, however slow the machine is.
        run.Add("slow", new ProbeRequest { Url = $"https://{Host}/demo/slow", TimeoutMs = 15_000 });
        run.Add("hang-up", new ProbeRequest { Url = $"https://{Host}/demo/close" });
        run.Add("other host", new ProbeRequest { Url = "https://example.com/" });
        run.Add("other Region", new ProbeRequest { Url = "https://abcde12345.execute-api.us-east-1.test/" });
        run.Add("suffix in front", new ProbeRequest { Url = "https://abcde12345.execute-api.eu-west-1.test.example.com/" });
        run.Add("other port", new ProbeRequest { Url = $"https://{Host}:22/" });
        run.Add("plain http", new ProbeRequest { Url = $"http://{Host}/" });
        run.Add("user in front", new ProbeRequest { Url = $"https://{Host}@example.com/" });
        run.Add("other address", new ProbeRequest { Url = $"https://{Host}/", ConnectAddress = "169.254.169.254" });
        run.Add(
            "header smuggling",
            new ProbeRequest
            {
                Url = $"https://{Host}/demo/ok",
                Headers = new Dictionary<string, string> { ["a"] = "b\r\nHost: evil" },
            }
        );

        Dictionary<string, ProbeAnswer> answers = await run.AnswersAsync();

        Assert.True(answers["ok"].Message is null, answers["ok"].Message);
        ProbeAnswer ok = answers["ok"];
        Assert.Equal((CallFailure.None, 200, "[{\"id\":1}]", "127.0.0.1"), (ok.Failure, ok.Status, Text(ok), ok.ConnectedAddress));
        Assert.Equal(["127.0.0.1"], ok.Addresses);
        Assert.Equal("a, b", ok.Headers["X-Twice"]);
        Assert.All(
            [ok.Timings.Resolve, ok.Timings.Connect, ok.Timings.Tls, ok.Timings.Request],
            step => Assert.InRange(step!.Value, 0, 60_000)
        );
        Assert.Equal(200, answers["alias"].Status);

        string echo = Text(answers["endpoint name"]);
        Assert.StartsWith("POST /demo/echo?type=dog&page=2 HTTP/1.1", echo, StringComparison.Ordinal);
        Assert.Contains($"Host: {Host}\r\n", echo, StringComparison.Ordinal);
        Assert.Contains("x-api-key: k\r\n", echo, StringComparison.Ordinal);
        Assert.Contains($"Sni: {EndpointName}\r\n", echo, StringComparison.Ordinal);
        Assert.EndsWith("für", echo, StringComparison.Ordinal);

        Assert.Equal((CallFailure.None, 403), (answers["forbidden"].Failure, answers["forbidden"].Status));
        Assert.Equal((302, "https://example.com/"), (answers["redirect"].Status, answers["redirect"].Headers["Location"]));
        Assert.True(answers["big"].Truncated);
        Assert.Equal(4 * 1024 * 1024, Convert.FromBase64String(answers["big"].Body!).Length);
        Assert.False(ok.Truncated);
        Assert.Equal(200, answers["address"].Status);

        Assert.Equal(CallFailure.NameNotResolved, answers["name"].Failure);
        Assert.Null(answers["name"].Timings.Connect);
        Assert.Equal(CallFailure.ConnectFailed, answers["closed"].Failure);
        Assert.Equal("127.0.0.1", answers["closed"].ConnectedAddress);
        Assert.Equal(CallFailure.TlsFailed, answers["certificate"].Failure);
        Assert.Contains("pets.example.test", answers["certificate"].Message!, StringComparison.Ordinal);
        Assert.Null(answers["certificate"].Timings.Request);
        Assert.Equal(CallFailure.ReadTimeout, answers["slow"].Failure);
        Assert.InRange(answers["slow"].Timings.Request!.Value, 1, 60_000);
        Assert.Equal(CallFailure.ConnectFailed, answers["hang-up"].Failure);

        foreach (
            string refused in new[]
            {
                "other host",
                "other Region",
                "suffix in front",
                "other port",
                "plain http",
                "user in front",
                "other address",
                "header smuggling",
                "entry: other host",
                "entry: other address",
            }
        )
        {
            Assert.True(answers[refused].Failure == null, $"{refused}: {answers[refused].Failure} {answers[refused].Message}");
            Assert.Null(answers[refused].Status);
        }
    }

    [Fact]
    public void The_zip_is_the_same_every_time() => Assert.Equal(ProbePackage.CreateZip(), ProbePackage.CreateZip());

    private static string Text(ProbeAnswer answer) => Encoding.UTF8.GetString(Convert.FromBase64String(answer.Body!));
}
