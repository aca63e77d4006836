using System.Globalization;
using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.ControlPlane.Authorization;
using PrivateApi.Lab.DataPlane;
using PrivateApi.Lab.Faults;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;
using PrivateApi.Text;

namespace PrivateApi.Lab.Hosting;

/// <summary>
/// The lab: an AWS small enough to live in a process. It has no static state, so several can run at once.
/// <see cref="CreateHandler"/> reaches it without a socket, <see cref="Listen"/> serves it on a loopback URL.
/// </summary>
public sealed class EmbeddedAws : IDisposable
{
    private readonly Dictionary<string, IAwsService> _services;
    private readonly IDataPlane _dataPlane;
    private readonly FaultInjector _faults;
    private LabListener? _listener;

    /// <summary>Creates a lab that contains only what a new account has.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    public EmbeddedAws(LabOptions? options = null)
    {
        Options = options ?? new LabOptions();
        Store = new LabStore(Options);
        _faults = new FaultInjector(Options);
        Authorization = new CallAuthorization(Options);
        _dataPlane = ServiceCatalog.CreateDataPlane(Store, CreateHandler());
        _services = ServiceCatalog.Create(Store, _dataPlane).ToDictionary(service => service.SigningName, StringComparer.Ordinal);
    }

    /// <summary>How the lab behaves.</summary>
    public LabOptions Options { get; }

    /// <summary>The loopback URL, after <see cref="Listen"/>; null before.</summary>
    public Uri? EndpointUrl => _listener?.Url;

    /// <summary>The last twenty calls on which the lab itself failed, the oldest first; none if it has no bug.</summary>
    public IReadOnlyList<LabFailure> Failures => Store.Failures.All;

    /// <summary>Everything in the lab.</summary>
    internal LabStore Store { get; }

    /// <summary>What callers may do.</summary>
    internal CallAuthorization Authorization { get; }

    /// <summary>Serves the lab on a free port of the loopback interface.</summary>
    /// <returns>The URL.</returns>
    public Uri Listen()
    {
        _listener ??= LabListener.Start(SendAsync, Store.Failures);
        return _listener.Url;
    }

    /// <summary>A handler that carries HTTP requests to the lab in process.</summary>
    /// <returns>The handler; disposing of it does not affect the lab.</returns>
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
        LabResponse response;
        try
        {
            response = await AnswerAsync(request, stop);
        }
        catch (Exception bug) when (bug is not (ConnectionLostException or OperationCanceledException))
        {
            // The outermost boundary: otherwise a bug in the lab would make a caller wait for ever, or show it .NET's messages.
            string id = Guid.NewGuid().ToString();
            Store.Failures.Add($"{request.Method} {SecretText.Path(request.RawPath)}", id, bug);
            response = LabResponse.Json(500, GatewayBody.WithNote("Internal server error", LabFailure.Text));
            response.Headers["x-amzn-RequestId"] = id;
        }

        // Tells our own plans how long something new may stay invisible.
        response.Headers["x-privateapi-lab-read-lag"] = ((long)Options.Faults.ReadLag.TotalMilliseconds).ToString(
            CultureInfo.InvariantCulture
        );
        response.Headers["x-privateapi-lab-pending"] = ((long)Options.PendingTime.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        if (!Options.Throttle)
        {
            // Tells our own pacer that there are no limits.
            response.Headers["x-privateapi-lab-limits"] = "none";
        }

        return response;
    }

    private async Task<LabResponse> AnswerAsync(LabRequest request, CancellationToken stop)
    {
        CredentialScope? scope = CredentialScope.Parse(request) ?? CredentialScope.OfTokenExchange(request, Options.Region);
        bool isDataPlane = _dataPlane.Owns(request, scope);
        if (!isDataPlane && Options.Faults.Latency > TimeSpan.Zero)
        {
            await Task.Delay(Options.Faults.Latency, Options.Clock, stop);
        }

        LabResponse response = isDataPlane ? await _dataPlane.SendAsync(request, scope, stop) : Control(request, scope);
        return response.Later is { } later ? await later(stop) : response;
    }

    private LabResponse Control(LabRequest request, CredentialScope? scope)
    {
        if (scope is null || !_services.TryGetValue(scope.Service, out IAwsService? service))
        {
            return LabResponse.Text(
                501,
                $"The lab does not have the service '{scope?.Service ?? "(unsigned request)"}'. "
                    + $"It has {string.Join(", ", _services.Keys.Order())}."
            );
        }

        // One lock per lab: its operations are short, and a fixed order makes a rehearsal repeatable.
        lock (Store.Gate)
        {
            ServiceCall call = new(Store, request, Store.AccountOf(scope.AccessKey), scope.Region, scope.AccessKey);
            try
            {
                return (Rejection(call, service) ?? Authorization.Refusal(service, call)) is { } refusal
                    ? service.Refuse(call, refusal)
                    : _faults.Handle(service, call);
            }
            catch (Exception bug) when (bug is not (ConnectionLostException or OperationCanceledException))
            {
                Store.Failures.Add($"{request.Method} {SecretText.Path(request.RawPath)}", call.RequestId, bug);

                // 501, which no SDK repeats.
                return service.Refuse(call, new AwsFault(501, "LabFailure", LabFailure.Text));
            }
        }
    }

    /// <summary>What the lab refuses before it looks at the operation.</summary>
    private static AwsFault? Rejection(ServiceCall call, IAwsService service)
    {
        if (call.Request.IsBodyTooLong)
        {
            return TooLong(call.Request, service.SigningName);
        }

        // A link or an image can carry a query, so a change needs a header. (AWS itself also accepts a query.)
        return CredentialScope.IsInQuery(call.Request) && !OperationName.IsRead(OperationName.Read(call.Request, service.SigningName))
            ? new AwsFault(
                403,
                "MissingAuthenticationToken",
                "The lab accepts changes only with an Authorization header, not with credentials in the query."
            )
            : null;
    }

    /// <summary>
    /// Lambda's message is recorded (github.com/apex/up#222, pelmers/streetwarp-web#14); that of the others is API Gateway's.
    /// </summary>
    private static AwsFault TooLong(LabRequest request, string service) =>
        service == "lambda"
            ? new AwsFault(
                413,
                "RequestEntityTooLargeException",
                $"Request must be smaller than {BodyLimit.For(request)} bytes for the {LambdaOperation(request)} operation"
            )
            : new AwsFault(413, "RequestEntityTooLargeException", "Request Too Long");

    private static string LambdaOperation(LabRequest request) =>
        BodyLimit.IsInvoke(request) ? "InvokeFunction" : OperationName.Read(request, "lambda");
}
