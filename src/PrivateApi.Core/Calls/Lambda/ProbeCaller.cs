using System.Text.Json;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;

namespace PrivateApi.Calls.Lambda;

/// <summary>Calls from inside the VPC, through a probe that is placed there.</summary>
internal sealed class ProbeCaller(AwsSession session, ProbeSettings settings, bool allowRepeat, IProgress<ProgressEvent> progress) : ICaller
{
    // Lambda takes 6 MB; base64 makes three bytes four.
    private const int LargestEvent = 6 * 1024 * 1024;

    // The first call wakes up a function that was idle for weeks, and fails.
    private const int MaxWakeUps = 5;

    private readonly string _functionName = settings.Name;
    private readonly ProbeVerification _verification = new(session, settings);
    private readonly LostCalls _lost = new(allowRepeat, progress);

    /// <inheritdoc/>
    /// <exception cref="PrivateApiException"><c>BodyTooLarge</c>, <c>ProbeRefused</c>, <c>ProbeFailed</c>, <c>ProbeAltered</c>,
    /// <c>AnswerLost</c>.</exception>
    public async Task<ProbeAnswer> CallAsync(ProbeRequest request, CancellationToken stop)
    {
        byte[] payload = JsonSerializer.SerializeToUtf8Bytes(request, ProbeJson.Default.ProbeRequest);
        if (payload.Length > LargestEvent)
        {
            throw new PrivateApiException(
                "BodyTooLarge",
                FaultKind.LimitExceeded,
                "Lambda accepts events of at most 6 MB, so a body through a probe can be about 4 MB. "
                    + "Call with -Via Direct from a machine in the network, or send less.",
                _functionName
            );
        }

        // Whatever the call carries goes to no function that was not looked at just before.
        FunctionConfiguration verified = await _verification.RequireAsync(stop);
        InvokeResponse response = await _lost.MakeAsync(request, _functionName, () => InvokeAsync(payload, stop), stop);
        await _verification.ConfirmAsync(verified, progress, stop);
        if (!string.IsNullOrEmpty(response.FunctionError))
        {
            throw Unanswered(request, Message(response.Payload));
        }

        ProbeAnswer answer =
            ProbeAnswerReader.Read(response.Payload) ?? throw Unanswered(request, "what it returned is not an answer to a call.");
        if (answer.Truncated)
        {
            progress.Report(ProgressEvent.Warning("The answer was longer than a probe can return: the content is only its first 4 MB."));
        }

        return answer.Failure is null
            ? throw new PrivateApiException(
                "ProbeRefused",
                FaultKind.InvalidArgument,
                answer.Message ?? "The probe refused the call.",
                request.Url
            )
            : answer;
    }

    private PrivateApiException Unanswered(ProbeRequest request, string why) =>
        !_lost.MayRepeat(request)
            ? LostCalls.Lost(request, _functionName, why)
            : new PrivateApiException(
                "ProbeFailed",
                FaultKind.ServiceFault,
                $"The probe {_functionName} ended without an answer: {why} Run the command again; "
                    + "with -Cleanup the next command creates a new probe.",
                _functionName
            );

    private async Task<InvokeResponse> InvokeAsync(byte[] payload, CancellationToken stop)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await session.Lambda.InvokeAsync(
                    new InvokeRequest
                    {
                        FunctionName = _functionName,
                        InvocationType = "RequestResponse",
                        Payload = payload,
                    },
                    stop
                );
            }
            catch (AmazonServiceException e) when (ProbeErrors.IsBusy(e) && attempt < MaxWakeUps)
            {
                progress.Report(ProgressEvent.Verbose($"{_functionName} is not ready ({e.ErrorCode}); waiting."));
                await new ProbeFunctions(session).WaitActiveAsync(_functionName, progress, stop);
            }
        }
    }

    private static string Message(byte[]? payload)
    {
        try
        {
            using JsonDocument error = JsonDocument.Parse(payload ?? []);
            return
                error.RootElement.ValueKind == JsonValueKind.Object
                && error.RootElement.TryGetProperty("errorMessage", out JsonElement message)
                ? message.ToString()
                : "no reason given.";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "no reason given.";
        }
    }
}
