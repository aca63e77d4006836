using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Errors;
using PrivateApi.Progress;

namespace PrivateApi.Calls;

/// <summary>
/// Calls whose answer got lost on its way from the probe: the API may have been called. What may be done twice is done
/// again: a safe method (RFC 9110, 9.2.1), or whatever the user allows. Anything else is told and never repeated.
/// </summary>
/// <param name="allowRepeat">True where the user allows it for every method.</param>
/// <param name="progress">Hears of repetitions.</param>
internal sealed class LostCalls(bool allowRepeat, IProgress<ProgressEvent> progress)
{
    private const int MaxAttempts = 3;

    private static readonly string[] Safe = ["GET", "HEAD", "OPTIONS"];

    // Lambda's 5xx that mean that the function was not begun (Lambda API reference, Invoke, "Errors").
    private static readonly string[] NotBegun =
    [
        "EC2",
        "ENI",
        "EFS",
        "KMS",
        "Invalid",
        "Subnet",
        "S3Files",
        "SnapStart",
        "ResourceNotReady",
    ];

    /// <summary>Makes a call, and makes it again where its answer got lost and that is allowed.</summary>
    /// <param name="request">The call.</param>
    /// <param name="place">Where it is made from: a function or an instance.</param>
    /// <param name="call">Makes it once.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="PrivateApiException"><c>AnswerLost</c>.</exception>
    public async Task<T> MakeAsync<T>(ProbeRequest request, string place, Func<Task<T>> call, CancellationToken stop)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (!stop.IsCancellationRequested && IsLost(e))
            {
                if (!MayRepeat(request))
                {
                    throw Lost(request, place, e.Message, e);
                }

                if (attempt == MaxAttempts)
                {
                    throw;
                }

                progress.Report(ProgressEvent.Verbose($"The answer from {place} was lost ({e.Message.TrimEnd()}); calling again."));
            }
        }
    }

    /// <summary>True where the call may be made again.</summary>
    public bool MayRepeat(ProbeRequest request) => allowRepeat || Safe.Contains(request.Method, StringComparer.OrdinalIgnoreCase);

    /// <summary>The error about a call that may have been made.</summary>
    public static PrivateApiException Lost(ProbeRequest request, string place, string why, Exception? inner = null) =>
        new(
            "AnswerLost",
            FaultKind.Unreachable,
            $"The answer to {request.Method} {new Uri(request.Url).GetLeftPart(UriPartial.Path)} from {place} was lost: "
                + $"{why.TrimEnd().TrimEnd('.')}. The call may have been made. Check what it did before you repeat it. "
                + "With -AllowRepeat such calls are repeated automatically.",
            place,
            inner
        )
        {
            EndsPipeline = true,
        };

    private static bool IsLost(Exception failure) =>
        Failure.IsLostAnswer(failure)
        && !CautiousRetryPolicy.NeverSent(failure)
        && !(
            failure is AmazonServiceException { ErrorCode: { } code }
            && NotBegun.Any(start => code.StartsWith(start, StringComparison.Ordinal))
        );
}
