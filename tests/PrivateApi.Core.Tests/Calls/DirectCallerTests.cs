using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PrivateApi.Calls;
using PrivateApi.Calls.Direct;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Tests.Peers;
using PrivateApi.Text;

namespace PrivateApi.Tests.Calls;

public sealed class DirectCallerTests : IDisposable
{
    private const string Host = "abcde12345.execute-api.eu-west-1.test";
    private const string EndpointName = "vpce-0123456789abcdef0-abcdefgh.execute-api.eu-west-1.vpce.test";

    private readonly TlsServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task An_answer_comes_back_with_its_headers_address_and_the_time_of_each_step()
    {
        ProbeAnswer answer = await CallAsync(new ProbeRequest { Url = $"https://{Host}/demo/ok" });
        Assert.Equal(
            (CallFailure.None, 200, "[{\"id\":1}]", "127.0.0.1"),
            (answer.Failure, answer.Status, Text(answer), answer.ConnectedAddress)
        );
        Assert.Equal("a, b", answer.Headers["x-twice"]);
        Assert.Equal("application/json", answer.Headers["content-type"]);
        Assert.All(
            [answer.Timings.Resolve, answer.Timings.Connect, answer.Timings.Tls, answer.Timings.Request],
            step => Assert.NotNull(step)
        );
    }

    [Fact]
    public async Task An_endpoint_name_is_called_with_its_own_name_in_TLS_and_the_api_as_host()
    {
        ProbeAnswer answer = await CallAsync(
            new ProbeRequest
            {
                Url = $"https://{EndpointName}/demo/echo?type=dog",
                Method = "POST",
                HostHeader = Host,
                Headers = new Dictionary<string, string> { ["Content-Type"] = "text/plain", ["x-api-key"] = "k" },
                Body = "für",
            }
        );
        string echo = Text(answer);
        Assert.StartsWith("POST /demo/echo?type=dog HTTP/1.1", echo, StringComparison.Ordinal);
        Assert.Contains($"Host: {Host}\r\n", echo, StringComparison.Ordinal);
        Assert.Contains($"Sni: {EndpointName}\r\n", echo, StringComparison.Ordinal);
        Assert.EndsWith("für", echo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_api_and_a_redirect_are_answers()
    {
        Assert.Equal(403, (await CallAsync(new ProbeRequest { Url = $"https://{Host}/demo/forbidden" })).Status);
        Assert.Equal(302, (await CallAsync(new ProbeRequest { Url = $"https://{Host}/demo/redirect" })).Status);
    }

    [Fact]
    public async Task A_name_without_address_does_not_resolve()
    {
        ProbeAnswer answer = await new DirectCaller().CallAsync(
            new ProbeRequest { Url = "https://abcde12345.execute-api.eu-west-1.invalid/demo" },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(CallFailure.NameNotResolved, answer.Failure);
        Assert.Null(answer.Timings.Connect);
    }

    [Fact]
    public async Task A_closed_port_fails_to_connect()
    {
        using ClosedPort closed = new();
        ProbeAnswer answer = await CallAsync(new ProbeRequest { Url = $"https://{Host}/demo/ok" }, closed.Port);
        Assert.Equal((CallFailure.ConnectFailed, "127.0.0.1"), (answer.Failure, answer.ConnectedAddress));
        Assert.NotNull(answer.Timings.Connect);
    }

    [Fact]
    public async Task A_host_that_is_silent_times_out_while_connecting()
    {
        // A full accept queue: Linux lets further connection attempts wait.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux's accept queue");
        using Socket silent = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen(0);
        int port = ((IPEndPoint)silent.LocalEndPoint!).Port;
        List<Socket> fill =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false }),
        ];
        foreach (Socket socket in fill)
        {
            try
            {
                socket.Connect(IPAddress.Loopback, port);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // Under way.
            }
        }

        ProbeAnswer answer = await CallAsync(new ProbeRequest { Url = $"https://{Host}/demo/ok", TimeoutMs = 300 }, port);
        fill.ForEach(socket => socket.Dispose());
        Assert.Equal(CallFailure.ConnectTimeout, answer.Failure);
    }

    [Fact]
    public async Task A_certificate_for_another_name_or_of_a_stranger_fails_in_TLS()
    {
        ProbeAnswer other = await CallAsync(new ProbeRequest { Url = "https://pets.example.test/demo/ok" });
        Assert.Equal(CallFailure.TlsFailed, other.Failure);
        DirectCaller system = new() { Port = _server.Port, Lookup = Loopback };
        ProbeAnswer stranger = await system.CallAsync(
            new ProbeRequest { Url = $"https://{Host}/demo/ok" },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(CallFailure.TlsFailed, stranger.Failure);
        Assert.Null(stranger.Timings.Request);
    }

    [Fact]
    public async Task No_answer_in_time_is_a_read_timeout_and_a_hang_up_is_not()
    {
        Assert.Equal(
            CallFailure.ReadTimeout,
            (await CallAsync(new ProbeRequest { Url = $"https://{Host}/demo/slow", TimeoutMs = 10_000 })).Failure
        );
        Assert.Equal(CallFailure.ConnectFailed, (await CallAsync(new ProbeRequest { Url = $"https://{Host}/demo/close" })).Failure);
    }

    [Fact]
    public async Task A_stop_ends_the_call_at_once()
    {
        using CancellationTokenSource stop = new(300);
        long start = Stopwatch.GetTimestamp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Caller().CallAsync(new ProbeRequest { Url = $"https://{Host}/demo/slow", TimeoutMs = 60_000 }, stop.Token)
        );
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 20);
    }

    [Theory]
    [InlineData("52.94.5.1")]
    [InlineData("2a05:d018::1")]
    public async Task A_public_address_is_refused(string address)
    {
        DirectCaller caller = new() { Lookup = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]) };
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
            caller.CallAsync(new ProbeRequest { Url = $"https://{Host}/" }, TestContext.Current.CancellationToken)
        );
        Assert.Equal("PublicAddress", e.ErrorId);
    }

    [Fact]
    public async Task Only_what_is_private_or_the_endpoints_own_is_called_of_several_addresses()
    {
        DirectCaller mixed = new()
        {
            Port = _server.Port,
            TrustedRoot = _server.Certificate,
            Lookup = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("2a05:d018::1"), IPAddress.Loopback]),
        };
        ProbeAnswer answer = await mixed.CallAsync(
            new ProbeRequest { Url = $"https://{Host}/demo/ok" },
            TestContext.Current.CancellationToken
        );
        Assert.Equal((200, "127.0.0.1"), (answer.Status, Assert.Single(answer.Addresses)));

        using ClosedPort closed = new();
        DirectCaller owned = new()
        {
            Port = closed.Port,
            Lookup = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("198.18.255.254")]),
            EndpointAddresses = _ => Task.FromResult<IReadOnlySet<string>>(new HashSet<string> { "198.18.255.254" }),
        };
        ProbeAnswer tried = await owned.CallAsync(
            new ProbeRequest { Url = $"https://{Host}/", TimeoutMs = 200 },
            TestContext.Current.CancellationToken
        );
        Assert.Contains(tried.Failure!.Value, new[] { CallFailure.ConnectTimeout, CallFailure.ConnectFailed });
    }

    [Theory]
    [InlineData("10.0.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("8.8.8.8", true)]
    public void Public_addresses_are_told_from_private_ones(string address, bool expected) =>
        Assert.Equal(expected, PublicAddresses.Contains(IPAddress.Parse(address)));

    private static Task<IPAddress[]> Loopback(string host, CancellationToken stop) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]);

    private static string Text(ProbeAnswer answer) => Encoding.UTF8.GetString(Convert.FromBase64String(answer.Body!));

    internal static DirectCaller CallerOf(TlsServer server, int? port = null) =>
        new()
        {
            Port = port ?? server.Port,
            TrustedRoot = server.Certificate,
            Lookup = Loopback,
        };

    private DirectCaller Caller(int? port = null) => CallerOf(_server, port);

    private Task<ProbeAnswer> CallAsync(ProbeRequest request, int? port = null) =>
        Caller(port).CallAsync(request, TestContext.Current.CancellationToken);
}
