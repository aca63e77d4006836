using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Probe;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Probe;

/// <summary>The probe itself, run by Python from its zip against a TLS server.</summary>
public sealed class ProbeHandlerTests
{
    private const string Host = "abcde12345.execute-api.eu-west-1.test";
    private const string Alias = "abcde12345-vpce-0123456789abcdef0.execute-api.eu-west-1.test";
    private const string EndpointName = "vpce-0123456789abcdef0-abcdefgh-eu-west-1a.execute-api.eu-west-1.vpce.test";

    [Fact]
    public async Task The_probe_calls_what_it_may_times_its_steps_and_tells_failures_as_data()
    {
        using TlsServer server = new();
        JsonArray cases = [];
        Add(cases, server, "ok", new ProbeRequest { Url = $"https://{Host}/demo/ok" });
        Add(cases, server, "alias", new ProbeRequest { Url = $"https://{Alias}/demo/ok" });
        Add(cases, server, "endpoint name", new ProbeRequest
        {
            Url = $"https://{EndpointName}/demo/echo?type=dog&page=2",
            Method = "POST",
            HostHeader = Host,
            Headers = new Dictionary<string, string> { ["x-api-key"] = "k", ["Content-Type"] = "text/plain" },
            Body = Convert.ToBase64String(Encoding.UTF8.GetBytes("für")),
            IsBase64Encoded = true,
        });
        Add(cases, server, "forbidden", new ProbeRequest { Url = $"https://{Host}/demo/forbidden" });
        Add(cases, server, "redirect", new ProbeRequest { Url = $"https://{Host}/demo/redirect" });
        Add(cases, server, "big", new ProbeRequest { Url = $"https://{Host}/demo/big" });
        Add(cases, server, "address", new ProbeRequest { Url = "https://unknown000.execute-api.eu-west-1.test/demo/ok", ConnectAddress = "127.0.0.1" });
        Add(cases, server, "name", new ProbeRequest { Url = "https://abcde12345.execute-api.eu-west-1.invalid/demo/ok" }, suffix: "invalid");
        Add(cases, server, "closed", new ProbeRequest { Url = $"https://{Host}/demo/ok" }, port: TlsServer.ClosedPort());
        Add(cases, server, "certificate", new ProbeRequest { Url = "https://pets.example.test/demo/ok" });
        Add(cases, server, "slow", new ProbeRequest { Url = $"https://{Host}/demo/slow", TimeoutMs = 300 });
        Add(cases, server, "hang-up", new ProbeRequest { Url = $"https://{Host}/demo/close" });
        Add(cases, server, "other host", new ProbeRequest { Url = "https://example.com/" });
        Add(cases, server, "other Region", new ProbeRequest { Url = "https://abcde12345.execute-api.us-east-1.test/" });
        Add(cases, server, "suffix in front", new ProbeRequest { Url = "https://abcde12345.execute-api.eu-west-1.test.example.com/" });
        Add(cases, server, "other port", new ProbeRequest { Url = $"https://{Host}:22/" });
        Add(cases, server, "plain http", new ProbeRequest { Url = $"http://{Host}/" });
        Add(cases, server, "user in front", new ProbeRequest { Url = $"https://{Host}@example.com/" });
        Add(cases, server, "other address", new ProbeRequest { Url = $"https://{Host}/", ConnectAddress = "169.254.169.254" });
        Add(cases, server, "header smuggling", new ProbeRequest { Url = $"https://{Host}/demo/ok", Headers = new Dictionary<string, string> { ["a"] = "b\r\nHost: evil" } });

        Dictionary<string, ProbeAnswer> answers = await RunAsync(server, cases);

        Assert.True(answers["ok"].Message is null, answers["ok"].Message);
        ProbeAnswer ok = answers["ok"];
        Assert.Equal((ProbeFailure.None, 200, "[{\"id\":1}]", "127.0.0.1"), (ok.Failure, ok.Status, Text(ok), ok.ConnectedAddress));
        Assert.Equal(["127.0.0.1"], ok.Addresses);
        Assert.Equal("a, b", ok.Headers["X-Twice"]);
        Assert.All([ok.Timings.Resolve, ok.Timings.Connect, ok.Timings.Tls, ok.Timings.Request], step => Assert.InRange(step!.Value, 0, 60_000));
        Assert.Equal(200, answers["alias"].Status);

        string echo = Text(answers["endpoint name"]);
        Assert.StartsWith("POST /demo/echo?type=dog&page=2 HTTP/1.1", echo, StringComparison.Ordinal);
        Assert.Contains($"Host: {Host}\r\n", echo, StringComparison.Ordinal);
        Assert.Contains("x-api-key: k\r\n", echo, StringComparison.Ordinal);
        Assert.Contains($"Sni: {EndpointName}\r\n", echo, StringComparison.Ordinal);
        Assert.EndsWith("für", echo, StringComparison.Ordinal);

        Assert.Equal((ProbeFailure.None, 403), (answers["forbidden"].Failure, answers["forbidden"].Status));
        Assert.Equal((302, "https://example.com/"), (answers["redirect"].Status, answers["redirect"].Headers["Location"]));
        Assert.True(answers["big"].Truncated);
        Assert.Equal(4 * 1024 * 1024, Convert.FromBase64String(answers["big"].Body!).Length);
        Assert.False(ok.Truncated);
        Assert.Equal(200, answers["address"].Status);

        Assert.Equal(ProbeFailure.NameNotResolved, answers["name"].Failure);
        Assert.Null(answers["name"].Timings.Connect);
        Assert.Equal(ProbeFailure.ConnectFailed, answers["closed"].Failure);
        Assert.Equal("127.0.0.1", answers["closed"].ConnectedAddress);
        Assert.Equal(ProbeFailure.TlsFailed, answers["certificate"].Failure);
        Assert.Contains("pets.example.test", answers["certificate"].Message!, StringComparison.Ordinal);
        Assert.Null(answers["certificate"].Timings.Request);
        Assert.Equal(ProbeFailure.ReadTimeout, answers["slow"].Failure);
        Assert.InRange(answers["slow"].Timings.Request!.Value, 1, 5000);
        Assert.Equal(ProbeFailure.ConnectFailed, answers["hang-up"].Failure);

        foreach (string refused in new[] { "other host", "other Region", "suffix in front", "other port", "plain http", "user in front", "other address", "header smuggling", "entry: other host", "entry: other address" })
        {
            Assert.True(answers[refused].Failure == ProbeFailure.Refused, $"{refused}: {answers[refused].Failure} {answers[refused].Message}");
            Assert.Null(answers[refused].Status);
        }
    }

    [Fact]
    public void The_zip_is_the_same_every_time() => Assert.Equal(ProbePackage.CreateZip(), ProbePackage.CreateZip());

    private static void Add(JsonArray cases, TlsServer server, string name, ProbeRequest request, int? port = null, string suffix = "test") => cases.Add(new JsonObject
    {
        ["name"] = name,
        ["event"] = JsonSerializer.SerializeToNode(request, ProbeJson.Default.ProbeRequest),
        ["port"] = port ?? server.Port,
        ["suffix"] = suffix,
        ["domains"] = new JsonArray("pets.example.test"),
        ["addresses"] = new JsonArray("127.0.0.1"),
        ["hosts"] = new JsonObject { [Host] = "127.0.0.1", [Alias] = "127.0.0.1", [EndpointName] = "127.0.0.1", ["pets.example.test"] = "127.0.0.1" },
    });

    private static string Text(ProbeAnswer answer) => Encoding.UTF8.GetString(Convert.FromBase64String(answer.Body!));

    private static async Task<Dictionary<string, ProbeAnswer>> RunAsync(TlsServer server, JsonArray cases)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("privateapi-probe");
        try
        {
            string zip = Path.Combine(folder.FullName, "probe.zip");
            string trusted = Path.Combine(folder.FullName, "trusted.pem");
            string list = Path.Combine(folder.FullName, "cases.json");
            await File.WriteAllBytesAsync(zip, ProbePackage.CreateZip());
            await File.WriteAllTextAsync(trusted, server.CertificatePem);
            await File.WriteAllTextAsync(list, cases.ToJsonString());
            JsonElement answers = await Peer.PythonAsync("probe_calls.py", zip, trusted, list);
            return answers.EnumerateObject().ToDictionary(answer => answer.Name, answer => answer.Value.Deserialize(ProbeJson.Default.ProbeAnswer)!);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
