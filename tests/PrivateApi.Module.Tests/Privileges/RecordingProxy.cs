using System.Collections.Concurrent;
using System.Net;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Privileges;

/// <summary>Stands between the module and a lab, writes every request down and hands it on as it came.</summary>
internal sealed class RecordingProxy : IDisposable
{
    private readonly HttpListener _listener;
    private readonly HttpClient _client;
    private readonly ConcurrentQueue<SentRequest> _sent = new();

    /// <summary>Begins to listen on a free port of the loopback interface.</summary>
    public RecordingProxy(Uri target)
    {
        _client = new HttpClient { BaseAddress = target };
        (_listener, Url) = OpenPort.Listen();
        _ = Task.Run(AcceptAsync);
    }

    public Uri Url { get; }

    /// <summary>What was sent since the last time this was asked.</summary>
    public IReadOnlyList<SentRequest> Take()
    {
        List<SentRequest> taken = [];
        while (_sent.TryDequeue(out SentRequest? request))
        {
            taken.Add(request);
        }

        return taken;
    }

    public void Dispose()
    {
        _listener.Close();
        _client.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
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

            _ = Task.Run(() => HandOnAsync(context));
        }
    }

    private async Task HandOnAsync(HttpListenerContext context)
    {
        HttpListenerRequest request = context.Request;
        using MemoryStream body = new();
        await request.InputStream.CopyToAsync(body);
        string text = System.Text.Encoding.UTF8.GetString(body.ToArray());
        _sent.Enqueue(
            SentRequest.Of(request.HttpMethod, request.RawUrl!, request.Headers["Authorization"], request.Headers["X-Amz-Target"], text)
        );
        using HttpRequestMessage on = new(new HttpMethod(request.HttpMethod), request.RawUrl)
        {
            Content = new ByteArrayContent(body.ToArray()),
        };
        foreach (
            string name in request.Headers.AllKeys.OfType<string>().Where(name => !name.Equals("Host", StringComparison.OrdinalIgnoreCase))
        )
        {
            _ =
                on.Headers.TryAddWithoutValidation(name, request.Headers[name])
                || on.Content.Headers.TryAddWithoutValidation(name, request.Headers[name]);
        }

        using HttpResponseMessage answer = await _client.SendAsync(on);
        byte[] bytes = await answer.Content.ReadAsByteArrayAsync();
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (
            (string name, IEnumerable<string> values) in answer
                .Headers.Concat(answer.Content.Headers)
                .Where(header => header.Key is not "Transfer-Encoding" and not "Content-Length" and not "Connection")
        )
        {
            context.Response.Headers[name] = string.Join(",", values);
        }

        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }
}
