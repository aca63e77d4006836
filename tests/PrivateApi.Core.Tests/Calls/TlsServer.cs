using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PrivateApi.Tests.Calls;

/// <summary>
/// A TLS server on a free loopback port with a certificate of its own making for execute-api hosts under the suffix
/// <c>test</c>. It answers by path: /ok, /echo, /redirect, /big, /forbidden; /slow never answers, /close hangs up,
/// /deaf does not read the body, /half says that it will send no more and reads on. What <see cref="HostileAnswers"/> knows is
/// sent as it stands there.
/// </summary>
internal sealed class TlsServer : IDisposable
{
    public const int BigBody = 5 * 1024 * 1024;

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;

    /// <summary>Starts it.</summary>
    /// <param name="address">The address to listen on; null for 127.0.0.1.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    public TlsServer(IPAddress? address = null, int port = 0)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, port);
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=execute-api", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("*.execute-api.eu-west-1.test");
        names.AddDnsName("*.execute-api.eu-west-1.vpce.test");
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>The heads of all requests that arrived.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public X509Certificate2 Certificate => _certificate;

    public string CertificatePem => _certificate.ExportCertificatePem();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _certificate.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        CancellationToken stop = _stop.Token;
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(stop);
                _ = Task.Run(() => ServeAsync(client, stop), stop);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using TcpClient owned = client;
        try
        {
            string? asked = null;
            using SslStream stream = new(client.GetStream());
            await stream.AuthenticateAsServerAsync(
                (_, hello, _, _) =>
                {
                    asked = hello.ServerName;
                    return ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificate = _certificate });
                },
                null,
                stop
            );
            (string head, byte[] body) = await ReadAsync(stream, stop);
            Requests.Enqueue(head);
            string path = head.Split(' ')[1].Split('?')[0];
            if (HostileAnswers.Find(path) is { } hostile)
            {
                await hostile(stream, stop);
                return;
            }

            if (path == "/demo/half")
            {
                await stream.ShutdownAsync();
                while (head.Length > 0)
                {
                    (head, _) = await ReadAsync(stream, stop);
                    Requests.Enqueue(head);
                }

                return;
            }

            byte[]? answer = await AnswerAsync(head, body, asked, stop);
            if (answer is not null)
            {
                await stream.WriteAsync(answer, stop);
                await stream.ShutdownAsync();
            }
        }
        catch (Exception e)
            when (e
                    is IOException
                        or OperationCanceledException
                        or System.Security.Authentication.AuthenticationException
                        or ObjectDisposedException
            )
        {
            // The caller did not like what it saw and hung up, or the test is over.
        }
    }

    private static async Task<(string Head, byte[] Body)> ReadAsync(SslStream stream, CancellationToken stop)
    {
        byte[] buffer = new byte[65536];
        int length = 0;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), stop);
            length += read;
            string text = Encoding.Latin1.GetString(buffer, 0, length);
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0 && read > 0)
            {
                continue;
            }

            string head = text[..Math.Max(end, 0)];
            if (head.Contains("/demo/deaf", StringComparison.Ordinal))
            {
                await Task.Delay(Timeout.Infinite, stop);
            }

            int wanted = head.Split("\r\n")
                .Where(l => l.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase))
                .Select(l => int.Parse(l.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture))
                .FirstOrDefault();
            if (read == 0 || length >= end + 4 + wanted)
            {
                return (head, end < 0 ? [] : buffer[(end + 4)..length]);
            }
        }
    }

    private static async Task<byte[]?> AnswerAsync(string head, byte[] body, string? serverName, CancellationToken stop)
    {
        string path = head.Split(' ')[1].Split('?')[0];
        switch (path)
        {
            case "/demo/slow":
                await Task.Delay(Timeout.Infinite, stop);
                return null;
            case "/demo/close":
                return null;
            case "/demo/redirect":
                return Response("302 Found", "Location: https://example.com/\r\n", []);
            case "/demo/big":
                return Response("200 OK", string.Empty, new byte[BigBody]);
            case "/demo/echo":
                return Response(
                    "200 OK",
                    "Content-Type: text/plain; charset=utf-8\r\n",
                    Encoding.UTF8.GetBytes($"{head}\r\nSni: {serverName}\r\n\r\n{Encoding.UTF8.GetString(body)}")
                );
            case "/demo/forbidden":
                return Response(
                    "403 Forbidden",
                    "Content-Type: application/json\r\nx-amzn-ErrorType: ForbiddenException\r\n",
                    "{\"message\":\"Forbidden\"}"u8.ToArray()
                );
            default:
                return Response(
                    "200 OK",
                    "Content-Type: application/json\r\nx-amzn-RequestId: "
                        + "11111111-2222-3333-4444-555555555555\r\nX-Twice: a\r\nX-Twice: b\r\n",
                    "[{\"id\":1}]"u8.ToArray()
                );
        }
    }

    private static byte[] Response(string status, string headers, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body];
}
