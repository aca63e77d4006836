using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Pipeline;

/// <summary>
/// Holds each attempt back until the service's limits allow it. It is inside the retries, because a retry is a call
/// too, and before the signature, because signatures expire.
/// </summary>
internal sealed class PacingHandler(SessionPipeline session) : PipelineHandler
{
    /// <summary>The header of an endpoint that has no limits: the lab's.</summary>
    private const string LimitsHeader = "x-privateapi-lab-limits";

    /// <summary>The header in which the lab says how far its reads lag, in milliseconds.</summary>
    private const string ReadLagHeader = "x-privateapi-lab-read-lag";
    private const string PendingHeader = "x-privateapi-lab-pending";

    public override void InvokeSync(IExecutionContext executionContext) =>
        throw new NotSupportedException("Calls are asynchronous, so that Ctrl+C can stop them.");

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        IRequestContext context = executionContext.RequestContext;
        string operation = SessionPipeline.OperationOf(context);
        string authority = context.Request.Endpoint.Authority;
        IReadOnlyList<PaceRule> rules = session.Pacer.IsLimited(authority)
            ? PaceTable.For(context.ServiceMetaData.ServiceId, operation, context.OriginalRequest)
            : [];
        string scope = rules.Count == 0 ? string.Empty : $"{authority} {await session.WhoAsync(context)}";
        CallTime? time = CallTime.Get(context);
        time?.Pause();
        await session.Pacer.WaitAsync(scope, rules, session.ProgressEvents(), context.CancellationToken);
        time?.Resume();
        try
        {
            T response = await base.InvokeAsync<T>(executionContext);
            Learn(authority, executionContext.ResponseContext.HttpResponse);
            return response;
        }
        catch (AmazonServiceException e)
        {
            Learn(authority, (e.InnerException as HttpErrorResponseException)?.Response);
            if (Failure.IsThrottled(e))
            {
                session.Pacer.Refused(scope, rules, (e as AwsServiceException)?.RetryAfter);
            }

            throw;
        }
    }

    private void Learn(string authority, IWebResponseData? answer)
    {
        if (answer is not null)
        {
            session.Pacer.SetLimits(
                authority,
                limited: !answer.IsHeaderPresent(LimitsHeader) || answer.GetHeaderValue(LimitsHeader) != "none"
            );
            if (Time(answer, ReadLagHeader) is { } lag)
            {
                session.SetLabReadLag(lag);
            }

            if (Time(answer, PendingHeader) is { } pending)
            {
                session.SetLabPendingTime(pending);
            }
        }
    }

    private static TimeSpan? Time(IWebResponseData answer, string header) =>
        answer.IsHeaderPresent(header)
        && uint.TryParse(answer.GetHeaderValue(header), NumberStyles.None, CultureInfo.InvariantCulture, out uint milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
