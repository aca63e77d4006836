using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// Makes changes of an API one after the other. Three refusals need three different waits: an update in progress
/// (until the API is available), a concurrent modification (a few tries), a new API that reads do not show yet.
/// </summary>
internal sealed class ApiChanges(AwsSession session)
{
    private const int MostConflicts = 5;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private readonly PlanTiming _timing = PlanTiming.For(session);

    /// <summary>Waits until changes to the API are finished.</summary>
    /// <exception cref="PrivateApiException"><c>ApiFailed</c>, <c>TimedOut</c>.</exception>
    public Task<RestApi> WaitAvailableAsync(string restApiId, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        DateTimeOffset visible = DateTimeOffset.UtcNow + _timing.ConsistencyWindow;
        return Polling.UntilAsync<RestApi>(
            $"Waiting for API {restApiId}",
            TimeSpan.FromSeconds(2),
            Limit,
            async token =>
            {
                try
                {
                    RestApi api = await session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = restApiId }, token);
                    return api.ApiStatus switch
                    {
                        null or "AVAILABLE" => Polling.Ready(api),
                        "FAILED" => throw new PrivateApiException(
                            "ApiFailed",
                            FaultKind.ServiceFault,
                            $"API Gateway could not complete a change of API {restApiId}: {api.ApiStatusMessage ?? "no reason given"}.",
                            restApiId
                        ),
                        string status => Polling.NotYet<RestApi>(status.ToLowerInvariant()),
                    };
                }
                catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e) && DateTimeOffset.UtcNow < visible)
                {
                    return Polling.NotYet<RestApi>("not visible yet");
                }
            },
            progress,
            stop
        );
    }

    /// <summary>Makes one change, waiting for whatever blocks it, and leaves the API available.</summary>
    public async Task<T> MakeAsync<T>(
        string restApiId,
        Func<CancellationToken, Task<T>> change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        DateTimeOffset end = DateTimeOffset.UtcNow + Limit;
        TimeSpan pause = FirstPause;

        // Pauses alone are counted: where a call takes long, as many tries are made.
        TimeSpan waited = TimeSpan.Zero;
        for (int conflicts = 0; ; )
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                T result = await change(stop);
                await WaitAvailableAsync(restApiId, progress, stop);
                return result;
            }
            catch (AmazonServiceException e) when (ApiErrors.IsUpdateInProgress(e) && DateTimeOffset.UtcNow < end)
            {
                progress.Report(ProgressEvent.Verbose($"API {restApiId} is still being updated; waiting."));
                await WaitAvailableAsync(restApiId, progress, stop);
            }
            catch (AmazonServiceException e) when (ApiErrors.IsConcurrentModification(e) && ++conflicts < MostConflicts)
            {
                progress.Report(ProgressEvent.Verbose($"Somebody else is changing API {restApiId}; trying again."));
            }
            catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e) && waited < _timing.ConsistencyWindow)
            {
                progress.Report(ProgressEvent.Verbose($"API {restApiId} is not visible everywhere yet; trying again."));
            }

            await Task.Delay(pause, stop);
            waited += pause;
            pause = pause * 2 < TimeSpan.FromSeconds(10) ? pause * 2 : TimeSpan.FromSeconds(10);
        }
    }

    /// <summary>Patches the API; several operations are one call.</summary>
    public Task<UpdateRestApiResponse> PatchAsync(
        string restApiId,
        List<PatchOperation> operations,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    ) =>
        MakeAsync(
            restApiId,
            token =>
                session.ApiGateway.UpdateRestApiAsync(
                    new UpdateRestApiRequest { RestApiId = restApiId, PatchOperations = operations },
                    token
                ),
            progress,
            stop
        );
}
