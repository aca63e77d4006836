using System.Net;
using System.Net.Sockets;

namespace PrivateApi.Lab.Http;

/// <summary>Serves a lab on a free port of 127.0.0.1 and localhost, with the listener that is in the box.</summary>
internal sealed class LabListener : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<LabRequest, CancellationToken, Task<LabResponse>> _send;
    private readonly CancellationTokenSource _stop = new();

    private LabListener(HttpListener listener, int port, Func<LabRequest, CancellationToken, Task<LabResponse>> send)
    {
        _listener = listener;
        _send = send;
        Url = new Uri($"http://127.0.0.1:{port}/");
    }

    public Uri Url { get; }

    public static LabListener Start(Func<LabRequest, CancellationToken, Task<LabResponse>> send)
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
                // Somebody took the port between the look and the bind.
                continue;
            }

            LabListener started = new(listener, port, send);
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
                context = await _listener.GetContextAsync().ConfigureAwait(false);
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
        try
        {
            LabResponse answer = await _send(await ReadAsync(context.Request, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
            HttpListenerResponse response = context.Response;
            response.StatusCode = answer.Status;
            foreach ((string name, string value) in answer.Headers)
            {
                response.Headers[name] = value;
            }

            response.ContentLength64 = answer.Body.Length;
            if (context.Request.HttpMethod != "HEAD")
            {
                await response.OutputStream.WriteAsync(answer.Body, stop).ConfigureAwait(false);
            }

            response.Close();
        }
        catch (Faults.ConnectionLostException)
        {
            // The listener in the box answers an aborted request with an empty 200; a length that never comes makes it a break.
            context.Response.ContentLength64 = 1024;
            context.Response.Abort();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The caller went away or the lab was stopped: nobody is left to answer.
            context.Response.Abort();
        }
        catch (Exception e)
        {
            // A bug of the lab: whoever waits at the other end is told, instead of waiting for ever.
            byte[] text = System.Text.Encoding.UTF8.GetBytes($"The lab failed: {e}");
            context.Response.StatusCode = 500;
            context.Response.ContentType = "text/plain";
            context.Response.Close(text, willBlock: false);
        }
    }

    private static async Task<LabRequest> ReadAsync(HttpListenerRequest request, CancellationToken stop)
    {
        using MemoryStream body = new();
        await request.InputStream.CopyToAsync(body, stop).ConfigureAwait(false);
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
            Body = body.ToArray(),
        };
    }
}
