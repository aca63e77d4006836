using Amazon.Runtime;
using Amazon.Runtime.Internal;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Pipeline;

/// <summary>
/// The SDK's standard mode, except that a create call without a client token is repeated only after throttling: after a 5xx,
/// a time-out or a broken connection it may have been done, and the plan looks first.
/// </summary>
internal sealed class CautiousRetryPolicy(IClientConfig config, TimeProvider clock, Func<double> jitter) : StandardRetryPolicy(config)
{
    /// <summary>A name that is not known or a port that is closed stays so: two more tries, not ten.</summary>
    private const int MostConnects = 2;

    /// <summary>An answer that is repeatedly cut off in the middle has another cause than bad luck.</summary>
    private const int MostCutOff = 4;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    /// <summary>True if no connection was made, so that nothing can have arrived.</summary>
    public static bool NeverSent(Exception? exception) =>
        Is(exception, HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError);

    public override bool IsThrottlingError(Exception exception) => Failure.IsThrottled(exception);

    public override bool RetryForException(IExecutionContext executionContext, Exception exception) =>
        MayTryAgain(executionContext, exception) && base.RetryForException(executionContext, exception);

    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
        MayTryAgain(executionContext, exception)
        && (exception is AnswerException || await base.RetryForExceptionAsync(executionContext, exception));

    /// <summary>Exponential back-off with full jitter, on the session's clock.</summary>
    public override Task WaitBeforeRetryAsync(IExecutionContext executionContext)
    {
        TimeSpan ceiling = Ceiling(executionContext.RequestContext.Retries);
        return clock.PauseAsync(ceiling * jitter(), executionContext.RequestContext.CancellationToken);
    }

    // A function or a command may have made the call that it was asked for, and a POST is not repeated.
    private static bool MayTryAgain(IExecutionContext context, Exception exception) =>
        (CallTime.Get(context.RequestContext)?.Left ?? WholeCall.Limit) > Ceiling(context.RequestContext.Retries + 1)
        && exception switch
        {
            // This is not an answer of AWS's, and the next one will not be either.
            AnswerException answer => answer.IsCutOff
                && context.RequestContext.Retries < MostCutOff
                && !IsCreateWithoutToken(context.RequestContext),
            _ when Is(exception, HttpRequestError.InvalidResponse, HttpRequestError.ConfigurationLimitExceeded) => false,
            _ when NeverSent(exception) => context.RequestContext.Retries < MostConnects,
            _ => Failure.IsThrottled(exception) || !IsCreateWithoutToken(context.RequestContext),
        };

    private static bool Is(Exception? exception, params HttpRequestError[] errors) =>
        exception is not null
        && ((exception is HttpRequestException http && errors.Contains(http.HttpRequestError)) || Is(exception.InnerException, errors));

    private static TimeSpan Ceiling(int attempt) => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, attempt - 1), LongestPause.TotalSeconds));

    private static bool IsCreateWithoutToken(IRequestContext context)
    {
        string operation = SessionPipeline.OperationOf(context);
        bool creates =
            operation.StartsWith("Create", StringComparison.Ordinal)
            || operation.StartsWith("Allocate", StringComparison.Ordinal)
            || operation is "ImportRestApi" or "Invoke" or "SendCommand";
        return creates && operation != "CreateTags" && !context.Request.Parameters.ContainsKey("ClientToken");
    }
}
