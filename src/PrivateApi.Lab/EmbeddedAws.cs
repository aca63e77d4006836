using System.Globalization;
using PrivateApi.Lab.Authorization;
using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.Faults;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab;

/// <summary>
/// The lab: an AWS small enough to live in a process. An object without static state, so several can run at once;
/// <see cref="CreateHandler"/> reaches it without a socket, <see cref="Listen"/> serves it on a loopback URL.
/// </summary>
public sealed class EmbeddedAws : IDisposable
{
    private readonly Dictionary<string, IAwsService> _services;
    private readonly IDataPlane _dataPlane;
    private readonly FaultInjector _faults;
    private LabListener? _listener;

    /// <summary>Makes a lab with nothing in it but what a new account has.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    public EmbeddedAws(LabOptions? options = null)
    {
        Options = options ?? new LabOptions();
        Store = new LabStore(Options);
        _faults = new FaultInjector(Options);
        Authorization = new CallAuthorization(Options);
        _dataPlane = ServiceCatalog.CreateDataPlane(Store);
        _services = ServiceCatalog.Create(Store, _dataPlane).ToDictionary(service => service.SigningName, StringComparer.Ordinal);
    }

    /// <summary>How the lab behaves.</summary>
    public LabOptions Options { get; }

    /// <summary>The loopback URL, after <see cref="Listen"/>; null before.</summary>
    public Uri? EndpointUrl => _listener?.Url;

    /// <summary>All that is in the lab.</summary>
    internal LabStore Store { get; }

    /// <summary>What callers may do.</summary>
    internal CallAuthorization Authorization { get; }

    /// <summary>Serves the lab on a free port of the loopback interface.</summary>
    /// <returns>The URL.</returns>
    public Uri Listen()
    {
        _listener ??= LabListener.Start(SendAsync);
        return _listener.Url;
    }

    /// <summary>A handler that carries HTTP requests to the lab in process.</summary>
    /// <returns>The handler; disposing of it leaves the lab alone.</returns>
    public HttpMessageHandler CreateHandler() => new LabHttpHandler(SendAsync);

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener?.Dispose();
        _listener = null;
        (_dataPlane as IDisposable)?.Dispose();
    }

    internal async Task<LabResponse> SendAsync(LabRequest request, CancellationToken stop)
    {
        CredentialScope? scope = CredentialScope.Parse(request) ?? CredentialScope.OfTokenExchange(request, Options.Region);
        bool isDataPlane = _dataPlane.Owns(request, scope);
        if (!isDataPlane && Options.Faults.Latency > TimeSpan.Zero)
        {
            await Task.Delay(Options.Faults.Latency, Options.Clock, stop).ConfigureAwait(false);
        }

        LabResponse response = isDataPlane
            ? await _dataPlane.SendAsync(request, scope, stop).ConfigureAwait(false)
            : Control(request, scope);
        if (response.Later is { } later)
        {
            response = await later(stop).ConfigureAwait(false);
        }

        // Tells our own plans how long what is new may stay unseen.
        response.Headers["x-privateapi-lab-read-lag"] = ((long)Options.Faults.ReadLag.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        if (!Options.Throttle)
        {
            // Tells our own pacer that there is nothing to pace.
            response.Headers["x-privateapi-lab-limits"] = "none";
        }

        return response;
    }

    private LabResponse Control(LabRequest request, CredentialScope? scope)
    {
        if (scope is null || !_services.TryGetValue(scope.Service, out IAwsService? service))
        {
            return LabResponse.Text(501, $"The lab has no service '{scope?.Service ?? "(unsigned request)"}'. It speaks {string.Join(", ", _services.Keys.Order())}.");
        }

        // One lock a lab: its operations are short, and order is what makes a rehearsal repeatable.
        lock (Store.Gate)
        {
            ServiceCall call = new(Store, request, Store.AccountOf(scope.AccessKey), scope.Region, scope.AccessKey);
            try
            {
                return Authorization.Refusal(service, call) is { } refusal ? service.Refuse(call, refusal) : _faults.Handle(service, call);
            }
            catch (Exception bug) when (bug is not (ConnectionLostException or OperationCanceledException))
            {
                // The outermost boundary: a caller on the socket would wait for ever where a service has a bug.
                return service.Refuse(call, new AwsFault(501, "LabFailure", $"The lab itself failed on this call, which is a bug: {bug.GetType().Name}: {bug.Message}"));
            }
        }
    }
}
