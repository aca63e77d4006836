using System.Net;
using System.Net.Sockets;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.Http;

/// <summary>Serves a lab on a free port of 127.0.0.1 and localhost, with .NET's own listener.</summary>
internal sealed class LabListener : IDisposable
{
    // How long, and how much, a refused client may continue to send, so that it reads the reason.
    private const long Rest = 64 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpListener _listener;
    private readonly Func<LabRequest, CancellationToken, Task<LabResponse>> _send;
    private readonly LabFailures _failures;
    private readonly CancellationTokenSource _stop = new();

    private LabListener(HttpListener listener, int port, Func<LabRequest, CancellationToken, Task<LabResponse>> send, LabFailures failures)
    {
        _listener = listener;
        _send = send;
        _failures = failures;
        Url = new Uri($"http://127.0.0.1:{port}/");
    }

    public Uri Url { get; }

    public static LabListener Start(Func<LabRequest, CancellationToken, Task<LabResponse>> send, LabFailures failures)
    {
        for (int tries = 0; ; tries++)
        {
            int port = FreePort();
            HttpListener listener = new();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            listener.Prefixes.Add($"http://localhost:{port}/");
            try
            {
                listener.Start();
            }
            catch (HttpListenerException) when (tries < 20)
            {
                // Somebody took the port between the check and the bind.
                continue;
            }

            LabListener started = new(listener, port, send, failures);
            _ = Task.Run(started.AcceptAsync);
            return started;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Close();
        _stop.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task AcceptAsync()
    {
        CancellationToken stop = _stop.Token;
        while (!stop.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = Task.Run(() => ServeAsync(context, stop), stop);
        }
    }

    private async Task ServeAsync(HttpListenerContext context, CancellationToken stop)
    {
        LabRequest head = Head(context.Request);
        try
        {
            if (BrowserGuard.Refusal(head, Url.Port) is { } refusal)
            {
                await TurnAwayAsync(context, LabResponse.Text(403, refusal), stop);
                return;
            }

            LabRequest request = await BodyLimit.ReadAsync(head, context.Request.ContentLength64, context.Request.InputStream, stop);
            LabResponse answer = await _send(request with { IsOfForeignPage = BrowserGuard.IsOfForeignPage(head) }, stop);
            if (request.IsBodyTooLong)
            {
                await TurnAwayAsync(context, answer, stop);
                return;
            }

            await WriteAsync(context, answer, stop);
            context.Response.Close();
        }
        catch (ConnectionLostException)
        {
            // .NET's listener answers an aborted request with an empty 200; a length that is never reached turns that into a broken
            // connection.
            context.Response.ContentLength64 = 1024;
            context.Response.Abort();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The caller went away or the lab was stopped: nobody is left to answer.
            context.Response.Abort();
        }
        catch (Exception bug)
        {
            // The outermost boundary: the client sees the connection end instead of waiting for ever.
            _failures.Add($"{head.Method} {head.RawPath}", string.Empty, bug);
            context.Response.Abort();
        }
    }

    /// <summary>Answers a request that was not read to its end, and closes the connection.</summary>
    private static async Task TurnAwayAsync(HttpListenerContext context, LabResponse answer, CancellationToken stop)
    {
        context.Response.KeepAlive = false;
        await WriteAsync(context, answer, stop);
        using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(stop);
        time.CancelAfter(Patience);
        Task reading = ThrowAwayAsync(context.Request.InputStream, time.Token);
        await Task.WhenAny(reading, Task.Delay(Timeout.Infinite, time.Token));
        context.Response.Abort();
        await reading;
    }

    /// <summary>Reads on without keeping anything: a client that is still sending would miss the answer.</summary>
    private static async Task ThrowAwayAsync(Stream body, CancellationToken time)
    {
        byte[] part = new byte[64 * 1024];
        long read = 0;
        while (read < Rest && !time.IsCancellationRequested && await body.ReadAsync(part, CancellationToken.None) is > 0 and int count)
        {
            read += count;
        }
    }

    private static async Task WriteAsync(HttpListenerContext context, LabResponse answer, CancellationToken stop)
    {
        HttpListenerResponse response = context.Response;
        response.StatusCode = answer.Status;
        foreach ((string name, string value) in answer.Headers)
        {
            // A value that an API maps from a request must not end its line.
            response.Headers[name] = string.Concat(value.Select(letter => char.IsControl(letter) ? ' ' : letter));
        }

        response.ContentLength64 = answer.Body.Length;
        if (context.Request.HttpMethod != "HEAD")
        {
            await response.OutputStream.WriteAsync(answer.Body, stop);
        }
    }

    private static LabRequest Head(HttpListenerRequest request)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string? name in request.Headers.AllKeys)
        {
            headers[name!] = request.Headers[name]!;
        }

        string target = request.RawUrl ?? "/";
        int query = target.IndexOf('?', StringComparison.Ordinal);
        return new LabRequest
        {
            Method = request.HttpMethod,
            Host = request.UserHostName,
            RawPath = query < 0 ? target : target[..query],
            RawQuery = query < 0 ? string.Empty : target[(query + 1)..],
            Headers = headers,
            Body = [],
        };
    }
}
