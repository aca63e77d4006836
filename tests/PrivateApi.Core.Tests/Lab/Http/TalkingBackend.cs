using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivateApi.Tests.Lab.Http;

/// <summary>A host that tells its secret to everybody, every web page included, and counts whom it told.</summary>
internal sealed class TalkingBackend : IDisposable
{
    private const string Answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nAccess-Control-Allow-Origin: "
        + "*\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _calls;

    public TalkingBackend()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public int Calls => _calls;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
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
                // A browser opens connections that it may not use: they hold up no other.
                NetworkStream stream = client.GetStream();
                if (await stream.ReadAsync(new byte[4096]) > 0)
                {
                    Interlocked.Increment(ref _calls);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer));
                }
            }
            catch (IOException)
            {
                // The caller has left.
            }
        }
    }
}
