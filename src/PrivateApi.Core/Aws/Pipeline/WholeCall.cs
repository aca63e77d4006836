using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Pipeline;

/// <summary>Surrounds a call with all its tries: the call ends in time, and a listing ends at all.</summary>
/// <param name="limit">How long a call with all its tries may take, without the waits for pacing.</param>
internal sealed class WholeCall(TimeSpan limit) : PipelineHandler
{
    /// <summary>
    /// As long as the SDK waits for one try by default. The longest wait for an answer, a probe's, is within the 75 seconds that
    /// its function may run.
    /// </summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);

    private readonly PageTokens _pages = new();

    public override void InvokeSync(IExecutionContext executionContext) =>
        throw new NotSupportedException("Calls are asynchronous, so that Ctrl+C can stop them.");

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        RequestContext context = (RequestContext)executionContext.RequestContext;
        CancellationToken stop = context.CancellationToken;
        using CallTime time = new(limit, stop);
        time.Put(context);
        context.CancellationToken = time.Token;
        try
        {
            T answer = await base.InvokeAsync<T>(executionContext);
            return _pages.Problem(context.OriginalRequest, answer) is { } problem
                ? throw AnswerException.Endless(Service(context), SessionPipeline.OperationOf(context), problem)
                : answer;
        }
        catch (Exception e) when (time.IsOver && !stop.IsCancellationRequested && e is not AnswerException)
        {
            throw AnswerException.TimedOut(Service(context), SessionPipeline.OperationOf(context), limit, e);
        }
        catch (Exception e) when (IsTransports(e) && !stop.IsCancellationRequested)
        {
            throw AnswerException.Unreachable(Service(context), e);
        }
    }

    // After the retries, which distinguish them. A cancellation that nobody requested is a time-out of the connection.
    private static bool IsTransports(Exception e) =>
        e is HttpRequestException or IOException or TimeoutException or WebException or OperationCanceledException;

    private static string Service(RequestContext context) => context.ServiceMetaData.ServiceId;
}
