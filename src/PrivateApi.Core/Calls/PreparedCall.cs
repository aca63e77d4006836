using System.Reflection;
using Amazon.Runtime;
using PrivateApi.Aws.Session;
using PrivateApi.Calls.Lambda;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Calls;

/// <summary>A call laid out, before anything is made or sent.</summary>
internal sealed class PreparedCall(
    AwsSession session,
    CallRequest request,
    CallTarget target,
    IReadOnlyList<CallAddress> addresses,
    ICaller? direct,
    ProbePlace? place,
    ProbePlan? plan
)
{
    private static readonly string UserAgent = $"PrivateApi/{Assembly.GetExecutingAssembly().GetName().Version!.ToString(3)}";

    /// <summary>The API's account, which has the execution log; null if it is that of the call.</summary>
    public AwsSession? ApiSession { get; init; }

    /// <summary>The request, without what has to be placed for it.</summary>
    public string Summary =>
        VisibleText.Escaped($"{request.Method} {SecretText.Redact(target.UrlOn(addresses[0].Host))} -Via {request.Via}");

    /// <summary>What will be done, for -WhatIf.</summary>
    public string Description =>
        string.Join(Environment.NewLine, [.. plan is null or { IsComplete: true } ? Array.Empty<string>() : [plan.Describe()], Summary]);

    /// <summary>Places the probe where one is needed, and calls: the first address whose name resolves.</summary>
    public async Task<CallResult> RunAsync(IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        ICaller caller = direct ?? await PlaceAsync(progress, stop);
        DateTimeOffset start = DateTimeOffset.UtcNow;
        CallResult result = await CallAsync(caller, progress, stop);

        // The user did not choose the probe's group, and cannot see whether the endpoint's let it in.
        if (
            result.Failure == CallFailure.ConnectTimeout
            && plan?.Steps.FirstOrDefault(step => step.Name == ProbeGroup.StepName) is { } group
        )
        {
            await new EndpointAdmission(session).WarnAsync(place!, group.RequiredId, progress, stop);
        }

        return request.Log ? result with { Log = await LogAsync(result, start, progress, stop) } : result;
    }

    // The log is of the API's account, which may be another than the call's.
    private async Task<IReadOnlyList<string>?> LogAsync(
        CallResult result,
        DateTimeOffset start,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        try
        {
            return await new ExecutionLog(ApiSession ?? session).ReadAsync(result, start, progress, stop);
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"The execution log of API {result.RestApiId} is not read: {e.Message.TrimEnd().TrimEnd('.')}. If the API is another "
                        + "account's, whoever owns it can read the log."
                )
            );
            return null;
        }
    }

    /// <summary>Removes the probe of this call; nothing where there is none.</summary>
    public Task CleanUpAsync(IProgress<ProgressEvent> progress, CancellationToken stop) =>
        place is null
            ? Task.CompletedTask
            : new ProbeRemoval(session).RemoveOneAsync(ProbeNames.Function(place), place.VpcId, progress, stop);

    private async Task<CallResult> CallAsync(ICaller caller, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string account = await session.GetAccountIdAsync(stop);
        CallResult? first = null;
        PrivateApiException? refusal = null;
        foreach (CallAddress address in addresses)
        {
            try
            {
                CallResult result = CallResults.Create(
                    target,
                    request,
                    address,
                    await caller.CallAsync(await RequestAsync(address), stop),
                    account,
                    session.Region
                );
                if (
                    result.Failure == CallFailure.None
                    || (first is null && (addresses.Count == 1 || result.Failure != CallFailure.NameNotResolved))
                )
                {
                    return result;
                }

                progress.Report(ProgressEvent.Verbose($"{address.Form}: {result.FailureMessage}"));
                first = first is null ? result : CallResults.AlsoTried(first, address, result);
                if (result.Failure != CallFailure.NameNotResolved)
                {
                    // Behind every name is the same endpoint.
                    break;
                }
            }
            catch (PrivateApiException e) when (e.ErrorId == "PublicAddress" && addresses.Count > 1)
            {
                progress.Report(ProgressEvent.Verbose($"{address.Form}: {e.Message}"));
                refusal = e;
            }
        }

        return first ?? throw refusal!;
    }

    private async Task<ICaller> PlaceAsync(IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        await plan!.ApplyAsync(progress, stop);
        return new ProbeCaller(session, plan.Settings, request.AllowRepeat, progress);
    }

    /// <summary>The call as it goes out. A signature holds for five minutes, so it is made last; only headers leave this machine.</summary>
    private async Task<ProbeRequest> RequestAsync(CallAddress address)
    {
        ProbeRequest probe = Request(address);
        return request.SignRequest
            ? new CallSignature(await session.GetKeysAsync(), session.Region).Sign(probe, DateTime.UtcNow, request.SigningHost)
            : probe;
    }

    private ProbeRequest Request(CallAddress address)
    {
        Dictionary<string, string> headers = new(request.Headers, StringComparer.OrdinalIgnoreCase);
        headers.Remove("Host", out string? host);
        headers.Remove("Content-Length");

        // A web ACL with AWS's common rules blocks calls without one.
        headers.TryAdd("User-Agent", UserAgent);
        return new ProbeRequest
        {
            Method = request.Method,
            Url = target.UrlOn(address.Host),
            HostHeader = host ?? address.HostHeader,
            Headers = headers,
            Body = request.Body is null ? null : Convert.ToBase64String(request.Body),
            IsBase64Encoded = request.Body is not null,
            TimeoutMs = (int)request.Timeout.TotalMilliseconds,
        };
    }
}
