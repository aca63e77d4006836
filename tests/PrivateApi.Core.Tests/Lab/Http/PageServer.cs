using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivateApi.Tests.Lab.Http;

/// <summary>Serves one page at any path, from an origin of its own.</summary>
internal sealed class PageServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;

    public PageServer(string html)
    {
        byte[] body = Encoding.UTF8.GetBytes(html);
        _answer =
        [
            .. Encoding.ASCII.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"
            ),
            .. body,
        ];
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _ = AnswerAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                // A browser opens connections that it may not use.
                NetworkStream stream = client.GetStream();
                if (await stream.ReadAsync(new byte[8192]) > 0)
                {
                    await stream.WriteAsync(_answer);
                }
            }
            catch (IOException)
            {
                // The browser has left.
            }
        }
    }
}
