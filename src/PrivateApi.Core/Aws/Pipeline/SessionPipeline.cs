using Amazon.Runtime;
using Amazon.Runtime.Internal;
using PrivateApi.Aws.Protocols;
using PrivateApi.Progress;

namespace PrivateApi.Aws.Pipeline;

/// <summary>What a session adds to the pipeline of each of its clients, the SDK's and our own: pacing and careful retries.</summary>
/// <param name="Pacer">Knows the limits.</param>
/// <param name="ProgressEvents">Receives waits as they happen.</param>
/// <param name="SetLabReadLag">Receives from the lab how far its reads lag.</param>
/// <param name="WhoAsync">Whose limits a call counts against: the account, or the access key if the account cannot be looked up.</param>
internal sealed record SessionPipeline(
    Pacer Pacer,
    Func<IProgress<ProgressEvent>?> ProgressEvents,
    Action<TimeSpan> SetLabReadLag,
    Func<IRequestContext, ValueTask<string>> WhoAsync
)
{
    /// <summary>How long a call with all its tries may take.</summary>
    public TimeSpan CallLimit { get; init; } = WholeCall.Limit;

    /// <summary>Receives from the lab how long its changes of state take.</summary>
    public Action<TimeSpan> SetLabPendingTime { get; init; } = _ => { };

    public Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>The operation's name as in the AWS model.</summary>
    public static string OperationOf(IRequestContext context) =>
        context.RequestName.EndsWith("Request", StringComparison.Ordinal) ? context.RequestName[..^"Request".Length] : context.RequestName;

    public void AddTo(RuntimePipeline pipeline, IClientConfig config)
    {
        pipeline.AddHandlerBefore<RetryHandler>(new WholeCall(CallLimit));
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new CautiousRetryPolicy(config, Pacer.Clock, Jitter)));
        pipeline.AddHandlerAfter<RetryHandler>(new PacingHandler(this));
        pipeline.AddHandlerBefore<ErrorHandler>(new AnswerGuard());
        pipeline.AddHandler(new SharedAnswer());
    }
}
