using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivateApi.Tests.Aws.Doubles;

/// <summary>An HTTP server that reads requests whole and, where told to, hangs up instead of answering.</summary>
internal sealed class DroppingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, int, string?> _answer;
    private readonly List<string> _requests = [];

    public DroppingServer(Func<string, int, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>First line and body of each request that arrived.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            using StreamReader reader = new(client.GetStream(), Encoding.Latin1);
            while (await reader.ReadLineAsync() is { Length: > 0 } first)
            {
                int length = 0;
                while (await reader.ReadLineAsync() is { Length: > 0 } header)
                {
                    if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    {
                        length = int.Parse(header["Content-Length:".Length..], System.Globalization.CultureInfo.InvariantCulture);
                    }
                }

                char[] body = new char[length];
                if (length > 0)
                {
                    await reader.ReadBlockAsync(body);
                }

                string request = $"{first} {new string(body)}";
                int number;
                lock (_requests)
                {
                    _requests.Add(request);
                    number = _requests.Count;
                }

                if (_answer(request, number) is not { } text)
                {
                    return;
                }

                await client
                    .GetStream()
                    .WriteAsync(
                        Encoding.Latin1.GetBytes(
                            $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {text.Length}\r\n\r\n{text}"
                        )
                    );
            }
        }
    }
}
