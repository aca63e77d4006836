using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Calls.Direct;

/// <summary>
/// Calls from this machine, as curl would: the certificate and SNI follow the URL's host, the Host header what was
/// asked. Each step is timed and fails for itself; no redirect is followed and no proxy used.
/// </summary>
internal sealed class DirectCaller : ICaller
{
    public int Port { get; init; } = 443;

    /// <summary>Resolves a name.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Lookup { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>
    /// Which of the addresses that look public are an endpoint's all the same: a VPC may have any range, and IPv6
    /// addresses in one are global. Asked only when there are such.
    /// </summary>
    public Func<CancellationToken, Task<IReadOnlySet<string>>> EndpointAddresses { get; init; } =
        _ => Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());

    /// <summary>True where the internet is the way: a public address is no mistake.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The one root to trust; null for the system's.</summary>
    public X509Certificate2? TrustedRoot { get; init; }

    /// <inheritdoc/>
    /// <exception cref="PrivateApiException"><c>PublicAddress</c>: the name leads to the internet, not to an endpoint.</exception>
    public async Task<ProbeAnswer> CallAsync(ProbeRequest request, CancellationToken stop)
    {
        Uri url = new(request.Url);
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(request.TimeoutMs);
        long end = Environment.TickCount64 + request.TimeoutMs;
        ProbeAnswer answer = new();
        double? Since(long start) => Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        long clock = Stopwatch.GetTimestamp();
        string step = nameof(ProbeTimings.Resolve);
        try
        {
            IPAddress[] addresses = await ResolveAsync(url.IdnHost, request.ConnectAddress, stop, deadline.Token);
            answer = answer with
            {
                Addresses = [.. addresses.Select(address => address.ToString())],
                Timings = answer.Timings with { Resolve = Since(clock) },
            };

            (step, clock) = (nameof(ProbeTimings.Connect), Stopwatch.GetTimestamp());
            answer = answer with { ConnectedAddress = answer.Addresses[^1] };
            using Socket socket = await ConnectAsync(addresses, end, stop);
            answer = answer with
            {
                ConnectedAddress = ((IPEndPoint)socket.RemoteEndPoint!).Address.ToString(),
                Timings = answer.Timings with { Connect = Since(clock) },
            };

            (step, clock) = (nameof(ProbeTimings.Tls), Stopwatch.GetTimestamp());
            // The stream owns the socket: to stop a call the handler disposes of the stream, which must end a pending read.
            using SslStream stream = new(new NetworkStream(socket, ownsSocket: true));
            await SecureAsync(stream, url.IdnHost, stop, deadline.Token);
            answer = answer with { Timings = answer.Timings with { Tls = Since(clock) } };

            (step, clock) = (nameof(ProbeTimings.Request), Stopwatch.GetTimestamp());
            answer = await ExchangeAsync(stream, url, request, answer, stop, deadline.Token);
            return answer with { Timings = answer.Timings with { Request = Since(clock) } };
        }
        catch (CallFailed failed)
        {
            ProbeTimings timings = step switch
            {
                nameof(ProbeTimings.Resolve) => answer.Timings with { Resolve = Since(clock) },
                nameof(ProbeTimings.Connect) => answer.Timings with { Connect = Since(clock) },
                nameof(ProbeTimings.Tls) => answer.Timings with { Tls = Since(clock) },
                _ => answer.Timings with { Request = Since(clock) },
            };
            return answer with { Failure = failed.Failure, Message = failed.Message, Timings = timings };
        }
    }

    private async Task<IPAddress[]> ResolveAsync(string host, string? given, CancellationToken stop, CancellationToken deadline)
    {
        IPAddress[] found;
        try
        {
            found = given is null ? await Lookup(host, deadline) : [IPAddress.Parse(given)];
        }
        catch (SocketException e)
        {
            throw new CallFailed(CallFailure.NameNotResolved, $"{host} does not resolve: {e.Message}.", e);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new CallFailed(CallFailure.NameNotResolved, $"{host} does not resolve: the resolver did not answer in time.", e);
        }

        if (found.Length == 0)
        {
            throw new CallFailed(CallFailure.NameNotResolved, $"{host} does not resolve: the resolver has no address for it.");
        }

        if (IsPublic || !found.Any(PublicAddresses.Contains))
        {
            return found;
        }

        IReadOnlySet<string> endpoint = await EndpointAddresses(stop);
        IPAddress[] usable = [.. found.Where(address => !PublicAddresses.Contains(address) || endpoint.Contains(address.ToString()))];
        return usable.Length > 0
            ? usable
            : throw new PrivateApiException(
                "PublicAddress",
                FaultKind.InvalidArgument,
                $"{host} resolves to {found[0]}, a public address: from this machine the call would go to the internet, not "
                    + "through an endpoint. Call from inside the VPC with -Via Lambda, or let this machine use the VPC's resolver.",
                host
            );
    }

    private async Task<Socket> ConnectAsync(IPAddress[] addresses, long end, CancellationToken stop)
    {
        CallFailed? failure = null;
        for (int i = 0; i < addresses.Length; i++)
        {
            // Each address gets its share of the time. A time-out says more about firewalls than a later refusal, and the first one stays:
            // those after it had what it left.
            using CancellationTokenSource share = CancellationTokenSource.CreateLinkedTokenSource(stop);
            share.CancelAfter((int)Math.Max(1, (end - Environment.TickCount64) / (addresses.Length - i)));
            Socket socket = new(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses[i], Port, share.Token);
                return socket;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                stop.ThrowIfCancellationRequested();
                bool late = e is OperationCanceledException or SocketException { SocketErrorCode: SocketError.TimedOut };
                if (failure?.Failure != CallFailure.ConnectTimeout)
                {
                    failure = late
                        ? new CallFailed(CallFailure.ConnectTimeout, $"{addresses[i]} port {Port} did not answer in time.", e)
                        : failure ?? new CallFailed(CallFailure.ConnectFailed, $"{addresses[i]} port {Port}: {e.Message}.", e);
                }
            }
        }

        throw failure!;
    }

    private async Task SecureAsync(SslStream stream, string host, CancellationToken stop, CancellationToken deadline)
    {
        // The system's choice would be better left to it, but some offer TLS 1.0 and 1.1 still; API Gateway takes none below 1.2
        // for private APIs (developer guide, "Security policies").
#pragma warning disable CA5398 // A floor, not a choice: both versions that there are above it.
        SslClientAuthenticationOptions options = new() { TargetHost = host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
#pragma warning restore CA5398
        if (TrustedRoot is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { TrustedRoot },
            };
        }

        try
        {
            await stream.AuthenticateAsClientAsync(options, deadline);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            throw new CallFailed(CallFailure.TlsFailed, $"The TLS handshake with {host} failed: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new CallFailed(CallFailure.TlsFailed, $"The TLS handshake with {host} did not finish in time.", e);
        }
    }

    private static async Task<ProbeAnswer> ExchangeAsync(
        Stream stream,
        Uri url,
        ProbeRequest request,
        ProbeAnswer answer,
        CancellationToken stop,
        CancellationToken deadline
    )
    {
        // The handler would send a call without a body again, over what it takes for a new connection, when the first one ends
        // before an answer: there is no other connection.
        Stream? unused = stream;
        static Stream Once(ref Stream? stream) => Interlocked.Exchange(ref stream, null) ?? throw new IOException("it was closed");

        // The stream is secured already, hence http: the handler would take SNI from the Host header, which is another name where an
        // endpoint's own is called, and could not be timed.
        using SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = (_, _) => ValueTask.FromResult(Once(ref unused)),
        };
        using HttpMessageInvoker invoker = new(handler);
        using HttpRequestMessage message = HttpMessages.Create(
            request,
            new UriBuilder(url) { Scheme = Uri.UriSchemeHttp, Port = 80 }.Uri,
            url.IdnHost
        );
        try
        {
            using HttpResponseMessage response = await invoker.SendAsync(message, deadline);
            byte[] body = await response.Content.ReadAsByteArrayAsync(deadline);
            return answer with
            {
                Status = (int)response.StatusCode,
                Headers = HttpMessages.Headers(response),
                Body = Convert.ToBase64String(body),
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new CallFailed(CallFailure.ConnectFailed, $"The connection to {url.IdnHost} ended before an answer came: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new CallFailed(CallFailure.ReadTimeout, $"{url.IdnHost} accepted the connection but did not answer in time.", e);
        }
    }
}
