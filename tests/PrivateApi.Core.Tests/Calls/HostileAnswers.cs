using System.Text;

namespace PrivateApi.Tests.Calls;

/// <summary>
/// Answers that no good server gives. The drips would be whole in the end, a good while after the caller's time: who
/// starts his time anew with every byte gets a 200.
/// </summary>
internal static class HostileAnswers
{
    private const int Drips = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>The paths of the answers that come in drips.</summary>
    public static IReadOnlyList<string> Slow { get; } =
    ["/demo/drip-head", "/demo/drip-body", "/demo/drip-chunks", "/demo/drip-continue", "/demo/flood"];

    /// <summary>Paths of answers that are no HTTP, or break off.</summary>
    public static IReadOnlyList<string> Malformed { get; } =
    ["/demo/no-http", "/demo/bad-status", "/demo/bad-chunk", "/demo/short-body", "/demo/many-headers", "/demo/long-line", "/demo/empty"];

    /// <summary>Sends what a path stands for; null for a path of good answers.</summary>
    public static Func<Stream, CancellationToken, Task>? Find(string path) =>
        path switch
        {
            "/demo/drip-head" => (stream, stop) =>
                SendAsync(stream, "HTTP/1.1 200 OK\r\nX-Slow: ", "a", "\r\nContent-Length: 2\r\n\r\nok", stop),
            "/demo/drip-body" => (stream, stop) =>
                SendAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Length: {Drips}\r\n\r\n", "a", string.Empty, stop),
            "/demo/drip-chunks" => (stream, stop) =>
                SendAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n", "0\r\n\r\n", stop),
            "/demo/drip-continue" => (stream, stop) =>
                SendAsync(stream, string.Empty, "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", stop),
            "/demo/flood" => FloodAsync,
            "/demo/no-http" => (stream, stop) => SendAsync(stream, "SSH-2.0-OpenSSH_9.6\u001b[2J\r\n", stop),
            "/demo/bad-status" => (stream, stop) => SendAsync(stream, "HTTP/1.1 two hundred\r\n\r\n", stop),
            "/demo/bad-chunk" => (stream, stop) =>
                SendAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nab\r\n", stop),
            "/demo/short-body" => (stream, stop) => SendAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", stop),
            "/demo/many-headers" => (stream, stop) =>
                SendAsync(
                    stream,
                    "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Range(0, 20_000).Select(number => $"X-{number}: a\r\n")) + "\r\n",
                    stop
                ),
            "/demo/long-line" => (stream, stop) =>
                SendAsync(stream, "HTTP/1.1 200 OK\r\nX-Long: " + new string('a', 200_000) + "\r\n\r\n", stop),
            "/demo/empty" => (_, _) => Task.CompletedTask,
            _ => null,
        };

    /// <summary>Never silent for a moment, as long as the drips last.</summary>
    private static async Task FloodAsync(Stream stream, CancellationToken stop)
    {
        string many = string.Concat(Enumerable.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 100));
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (System.Diagnostics.Stopwatch.GetElapsedTime(start) < Pause * Drips)
        {
            await SendAsync(stream, many, stop);
        }

        await SendAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", stop);
    }

    private static async Task SendAsync(Stream stream, string start, string drip, string end, CancellationToken stop)
    {
        await SendAsync(stream, start, stop);
        for (int i = 0; i < Drips; i++)
        {
            await SendAsync(stream, drip, stop);
            await Task.Delay(Pause, stop);
        }

        await SendAsync(stream, end, stop);
    }

    private static async Task SendAsync(Stream stream, string text, CancellationToken stop)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop);
        await stream.FlushAsync(stop);
    }
}
