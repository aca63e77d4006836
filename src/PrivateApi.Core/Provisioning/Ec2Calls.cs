using Amazon.EC2;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Errors;
using PrivateApi.Progress;

namespace PrivateApi.Provisioning;

/// <summary>The two cases in which EC2 has to be asked again: a new resource is not visible yet, an old one is still in use.</summary>
internal sealed class Ec2Calls(PlanTiming timing)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    // Network interfaces of a deleted endpoint stay for minutes; Terraform gives up after 15.
    private static readonly TimeSpan FreeLimit = TimeSpan.FromMinutes(15);

    /// <summary>Calls with ids that are only a moment old: <c>….NotFound</c> proves nothing within the consistency window.</summary>
    public async Task<T> OnNewAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken stop)
    {
        TimeSpan waited = TimeSpan.Zero;
        for (TimeSpan pause = timing.FirstPause; ; pause *= 2)
        {
            try
            {
                return await call(stop);
            }
            catch (AmazonEC2Exception e) when (IsNotFound(e) && waited < timing.ConsistencyWindow)
            {
                await Task.Delay(pause, stop);
                waited += pause;
            }
        }
    }

    /// <summary>Reads what was just created until all of it is visible, or would have to be; returns the last result.</summary>
    public Task<T> ReadNewAsync<T>(Func<CancellationToken, Task<T>> read, Func<T, bool> isWhole, CancellationToken stop) =>
        ReadUntilAsync(token => OnNewAsync(read, token), isWhole, timing, stop);

    /// <summary>Reads until all of it is visible, or would have to be; returns the last result.</summary>
    public static async Task<T> ReadUntilAsync<T>(
        Func<CancellationToken, Task<T>> read,
        Func<T, bool> isWhole,
        PlanTiming timing,
        CancellationToken stop
    )
    {
        TimeSpan waited = TimeSpan.Zero;
        for (TimeSpan pause = timing.FirstPause; ; pause *= 2)
        {
            T found = await read(stop);
            if (isWhole(found) || waited >= timing.ConsistencyWindow)
            {
                return found;
            }

            await Task.Delay(pause, stop);
            waited += pause;
        }
    }

    /// <summary>
    /// Deletes something once nothing depends on it any more. Absent counts as deleted.
    /// </summary>
    /// <exception cref="PrivateApiException"><c>TimedOut</c>, naming what blocks it.</exception>
    public Task DeleteAsync(string id, Func<CancellationToken, Task> delete, IProgress<ProgressEvent>? progress, CancellationToken stop) =>
        DeleteAsync(id, isNew: false, FreeLimit, delete, progress, stop);

    /// <summary>
    /// Removes something that this run created. Absent counts as gone only after the consistency window, because before it
    /// a NotFound may come from a lagging read. It waits for what blocks it only as long as a step of the undo may take.
    /// </summary>
    /// <exception cref="PrivateApiException"><c>TimedOut</c>, naming what blocks it.</exception>
    public Task TakeBackAsync(
        string id,
        Func<CancellationToken, Task> delete,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop
    ) => DeleteAsync(id, isNew: true, timing.UndoLimit, delete, progress, stop);

    /// <summary>Deletes something that this run created, unless something is in it by now.</summary>
    /// <returns>False when that is so.</returns>
    public async Task<bool> DiscardAsync(Func<CancellationToken, Task> delete, CancellationToken stop) =>
        await DeleteOnceAsync(delete, isNew: true, stop) is null;

    /// <summary>Deletes something that exists. Absent counts as deleted.</summary>
    /// <returns>AWS's message if something blocks it; null when it is gone.</returns>
    public Task<string?> DeleteOnceAsync(Func<CancellationToken, Task> delete, CancellationToken stop) =>
        DeleteOnceAsync(delete, isNew: false, stop);

    public static bool IsNotFound(AmazonEC2Exception e) => e.ErrorCode?.EndsWith(".NotFound", StringComparison.Ordinal) == true;

    private async Task<string?> DeleteOnceAsync(Func<CancellationToken, Task> delete, bool isNew, CancellationToken stop)
    {
        try
        {
            return (await TryDeleteAsync(delete, isNew, stop)).Status;
        }
        catch (AmazonEC2Exception e) when (IsGone(e))
        {
            return null;
        }
    }

    private async Task DeleteAsync(
        string id,
        bool isNew,
        TimeSpan limit,
        Func<CancellationToken, Task> delete,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop
    )
    {
        try
        {
            await Polling.UntilAsync(
                $"Deleting {id}",
                Interval,
                limit,
                async token => await TryDeleteAsync(delete, isNew, token),
                progress,
                stop
            );
        }
        catch (AmazonEC2Exception e) when (IsGone(e))
        {
            // Already gone, as it should be.
        }
    }

    /// <summary>Already gone, or detached by a first try whose answer was lost ("Error codes for the Amazon EC2 API").</summary>
    private static bool IsGone(AmazonEC2Exception e) => IsNotFound(e) || e.ErrorCode == "Gateway.NotAttached";

    private async Task<Poll<bool>> TryDeleteAsync(Func<CancellationToken, Task> delete, bool isNew, CancellationToken stop)
    {
        try
        {
            await (isNew ? OnNewAsync(Delete, stop) : Delete(stop));
            return Polling.Ready(true);
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode is "DependencyViolation" or "InvalidGroup.InUse" or "CannotDelete")
        {
            return Polling.NotYet<bool>("still in use", $"still in use: {e.Message.TrimEnd()}");
        }

        async Task<bool> Delete(CancellationToken token)
        {
            await delete(token);
            return true;
        }
    }
}
