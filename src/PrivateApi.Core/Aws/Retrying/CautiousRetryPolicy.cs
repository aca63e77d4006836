using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace PrivateApi.Aws;

/// <summary>
/// The SDK's standard mode, but a create without a client token is tried again after throttling alone: after a 5xx,
/// a time-out or a broken connection it may have been done, and the plan looks first.
/// </summary>
internal sealed class CautiousRetryPolicy(IClientConfig config, TimeProvider clock) : StandardRetryPolicy(config)
{
    /// <summary>A name that is not known or a port that is closed stays so: two more tries, not ten.</summary>
    private const int MostConnects = 2;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    /// <summary>True for a refusal that says the call was never begun.</summary>
    public static bool IsThrottled(Exception exception) => exception is AmazonServiceException service
        && (service.Retryable?.Throttling == true
            || service.StatusCode == HttpStatusCode.TooManyRequests
            || service.ErrorCode is "Throttling" or "ThrottlingException" or "ThrottledException" or "TooManyRequestsException" or "RequestLimitExceeded" or "RequestThrottled" or "SlowDown" or "EC2ThrottledException");

    public override bool IsThrottlingError(Exception exception) => IsThrottled(exception);

    public override bool RetryForException(IExecutionContext executionContext, Exception exception) =>
        MayTryAgain(executionContext, exception) && base.RetryForException(executionContext, exception);

    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
        MayTryAgain(executionContext, exception) && await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);

    /// <summary>Exponential back-off with full jitter, on the session's clock.</summary>
    public override Task WaitBeforeRetryAsync(IExecutionContext executionContext)
    {
        double ceiling = Math.Min(Math.Pow(2, executionContext.RequestContext.Retries - 1), LongestPause.TotalSeconds);
        return clock.PauseAsync(TimeSpan.FromSeconds(ceiling * Random.Shared.NextDouble()), executionContext.RequestContext.CancellationToken);
    }

    // A function or a command may have made the call that it was asked for, and a POST is not made twice.
    private static bool MayTryAgain(IExecutionContext context, Exception exception) =>
        NeverSent(exception) ? context.RequestContext.Retries < MostConnects : IsThrottled(exception) || !IsCreateWithoutToken(context.RequestContext);

    /// <summary>True where no connection came about, so that nothing can have arrived.</summary>
    public static bool NeverSent(Exception? exception) => exception switch
    {
        null => false,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } => true,
        _ => NeverSent(exception.InnerException),
    };

    private static bool IsCreateWithoutToken(IRequestContext context)
    {
        string operation = SessionPipeline.OperationOf(context);
        bool creates = operation.StartsWith("Create", StringComparison.Ordinal)
            || operation.StartsWith("Allocate", StringComparison.Ordinal)
            || operation is "ImportRestApi" or "Invoke" or "SendCommand";
        return creates && operation != "CreateTags" && !context.Request.Parameters.ContainsKey("ClientToken");
    }
}
