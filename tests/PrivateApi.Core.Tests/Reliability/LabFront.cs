using System.Net;
using System.Text;
using PrivateApi.Lab;
using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.Hosting;
using PrivateApi.Lab.Http;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Reliability;

/// <summary>
/// A loopback URL in front of a lab of this process. It writes down the changes that other processes ask for, throttles
/// a share of the calls, and stops at the n-th change: made by the lab, and its answer held back.
/// </summary>
internal sealed class LabFront : IDisposable
{
    private readonly HttpListener _listener;
    private readonly HttpClient _lab;
    private readonly Lock _gate = new();
    private readonly List<string> _changes = [];
    private readonly Random _random;
    private readonly double _throttledShare;
    private (int Number, Func<Task> Then)? _stop;
    private int _calls;
    private int _wrongCalls;

    public LabFront(LabOptions? options = null, double throttledShare = 0)
    {
        Lab = new EmbeddedAws(options);
        _lab = new HttpClient(Lab.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        _random = new Random(options?.Seed ?? 0);
        _throttledShare = throttledShare;
        (_listener, Url) = OpenPort.Listen();
        _ = Task.Run(AcceptAsync);
    }

    public EmbeddedAws Lab { get; }

    public Uri Url { get; }

    /// <summary>Every change that was asked for, by its operation, in order.</summary>
    public IReadOnlyList<string> Changes
    {
        get
        {
            lock (_gate)
            {
                return [.. _changes];
            }
        }
    }

    /// <summary>How many calls came.</summary>
    public int Calls => _calls;

    /// <summary>How many of them were throttled, refused with a 5xx, or broken.</summary>
    public int WrongCalls => _wrongCalls;

    /// <summary>From now on: does <paramref name="then"/> when the n-th change is made, before its answer goes out.</summary>
    public void StopAt(int number, Func<Task> then)
    {
        lock (_gate)
        {
            _changes.Clear();
            _stop = (number, then);
        }
    }

    public void Dispose()
    {
        _listener.Close();
        _lab.Dispose();
        Lab.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => ServeAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        try
        {
            using MemoryStream body = new();
            await context.Request.InputStream.CopyToAsync(body);
            LabRequest asked = Asked(context.Request, body.ToArray());
            string? service = CredentialScope.Parse(asked)?.Service;
            Interlocked.Increment(ref _calls);
            if (service is not null && IsThrottled())
            {
                Interlocked.Increment(ref _wrongCalls);
                await RefuseAsync(context.Response, service);
                return;
            }

            using HttpRequestMessage request = Carried(context.Request, asked);
            using HttpResponseMessage answer = await _lab.SendAsync(request);
            if ((int)answer.StatusCode >= 500)
            {
                Interlocked.Increment(ref _wrongCalls);
            }

            if (service is not null && answer.IsSuccessStatusCode && Note(asked, service) is { } then)
            {
                await then();
            }

            await SendAsync(context.Response, answer);
        }
        catch (HttpRequestException)
        {
            // The lab broke the connection, as it was asked to: a length that never comes makes it a break here too.
            Interlocked.Increment(ref _wrongCalls);
            context.Response.ContentLength64 = 1024;
            context.Response.Abort();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The caller was killed; nobody is left to answer.
            context.Response.Abort();
        }
    }

    private bool IsThrottled()
    {
        lock (_gate)
        {
            return _random.NextDouble() < _throttledShare;
        }
    }

    private Func<Task>? Note(LabRequest request, string service)
    {
        string operation = OperationName.Read(request, service);

        // An invocation of the probe changes nothing that could be left.
        if (OperationName.IsRead(operation) || service is "sts" || operation == "Invoke")
        {
            return null;
        }

        lock (_gate)
        {
            _changes.Add(operation);
            return _stop is { } stop && stop.Number == _changes.Count ? stop.Then : null;
        }
    }

    private static LabRequest Asked(HttpListenerRequest request, byte[] body) =>
        new()
        {
            Method = request.HttpMethod,
            Host = request.UserHostName,
            RawPath = request.Url!.AbsolutePath,
            RawQuery = request.Url.Query.TrimStart('?'),
            Headers = request.Headers.AllKeys.ToDictionary(name => name!, name => request.Headers[name]!, StringComparer.OrdinalIgnoreCase),
            Body = body,
        };

    private static HttpRequestMessage Carried(HttpListenerRequest request, LabRequest asked)
    {
        HttpRequestMessage carried = new(new HttpMethod(asked.Method), request.Url) { Content = new ByteArrayContent(asked.Body) };
        foreach ((string name, string value) in asked.Headers)
        {
            if (!carried.Headers.TryAddWithoutValidation(name, value))
            {
                carried.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return carried;
    }

    private static async Task SendAsync(HttpListenerResponse response, HttpResponseMessage answer)
    {
        byte[] body = await answer.Content.ReadAsByteArrayAsync();
        response.StatusCode = (int)answer.StatusCode;
        foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name != "Content-Length")
            {
                response.Headers[name] = string.Join(",", values);
            }
        }

        response.ContentLength64 = body.Length;
        await response.OutputStream.WriteAsync(body);
        response.Close();
    }

    // How each service throttles: EC2 "Request throttling", API Gateway and Lambda TooManyRequestsException, IAM Throttling.
    private static async Task RefuseAsync(HttpListenerResponse response, string service)
    {
        const string Ec2 = "<Error><Code>RequestLimitExceeded</Code><Message>Request limit exceeded.</Message></Error>";
        const string Iam = "<Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error>";
        (int status, string type, string text) = service switch
        {
            "ec2" => (503, "text/xml", $"<Response><Errors>{Ec2}</Errors></Response>"),
            "iam" or "sts" => (400, "text/xml", $"<ErrorResponse>{Iam}</ErrorResponse>"),
            _ => (429, "application/json", """{"message":"Too Many Requests"}"""),
        };
        response.StatusCode = status;
        response.ContentType = type;
        response.Headers["x-amzn-ErrorType"] = "TooManyRequestsException";
        response.Headers["x-privateapi-lab-limits"] = "none";
        byte[] body = Encoding.UTF8.GetBytes(text);
        response.ContentLength64 = body.Length;
        await response.OutputStream.WriteAsync(body);
        response.Close();
    }
}
