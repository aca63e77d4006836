using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PrivateApi.Tests.Peers;

/// <summary>A moto server on a free port, for the tests of one class; absent where moto is not installed.</summary>
public sealed class MotoServer : IAsyncLifetime
{
    private Process? _process;

    /// <summary>Its address; skips the test where moto is not installed.</summary>
    public Uri Url
    {
        get
        {
            Assert.SkipUnless(_process is not null, "moto_server is not on PATH");
            return field!;
        }
        private set;
    }

    public async ValueTask InitializeAsync()
    {
        if (Peer.Find("moto_server") is not { } program)
        {
            return;
        }

        int port = FreePort();
        ProcessStartInfo start = new(program, ["-H", "127.0.0.1", "-p", $"{port}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Url = new Uri($"http://127.0.0.1:{port}/");
        using HttpClient client = new() { BaseAddress = Url };
        long began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(new Uri("moto-api/", UriKind.Relative));
                return;
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(100);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            _process.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
