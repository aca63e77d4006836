using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivateApi.Tests.Aws.Doubles;

/// <summary>A server that answers with whatever bytes it is told, and counts who is still connected.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _serving;
    private int _requests;

    public RawServer(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>How many requests came.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>The last request, head and body.</summary>
    public string Last { get; private set; } = string.Empty;

    /// <summary>A server that writes this text to each request and hangs up.</summary>
    public static RawServer Saying(string text) => Saying(Encoding.Latin1.GetBytes(text));

    public static RawServer Saying(byte[] bytes) => new((stream, stop) => stream.WriteAsync(bytes, stop).AsTask());

    /// <summary>
    /// A whole answer with its length. It closes the connection: a client that kept it for its next try might find it closed, and that
    /// try would reach nobody.
    /// </summary>
    public static byte[] Answer(string status, string type, byte[] body, string headers = "") =>
        [
            .. Encoding.Latin1.GetBytes(
                $"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n{headers}\r\n"
            ),
            .. body,
        ];

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> clients = [];
        try
        {
            while (true)
            {
                clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                NetworkStream stream = client.GetStream();
                Last = await ReadAsync(stream, _stop.Token);
                Interlocked.Increment(ref _requests);
                await _answer(stream, _stop.Token);

                // What was sent is to arrive before the connection is closed.
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.ReadExactlyAsync(new byte[1], _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client had enough.
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[8192];
        while (true)
        {
            int got = await stream.ReadAsync(buffer, stop);
            text.Append(Encoding.Latin1.GetString(buffer, 0, got));
            string read = text.ToString();
            int head = read.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (got == 0 || (head >= 0 && read.Length >= head + 4 + Length(read[..head])))
            {
                return read;
            }
        }
    }

    private static int Length(string head) =>
        head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } line
            ? int.Parse(line["Content-Length:".Length..], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
}
