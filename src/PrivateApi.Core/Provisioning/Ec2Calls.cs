using Amazon.EC2;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Errors;
using PrivateApi.Progress;

namespace PrivateApi.Provisioning;

/// <summary>The two ways in which EC2 wants to be asked again: what is new is not seen yet, what is old is still in use.</summary>
internal sealed class Ec2Calls(PlanTiming timing)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    // Network interfaces of a deleted endpoint stay for minutes; Terraform gives up after 15.
    private static readonly TimeSpan FreeLimit = TimeSpan.FromMinutes(15);

    /// <summary>Calls with ids that are a moment old: <c>….NotFound</c> proves nothing within the consistency window.</summary>
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

    /// <summary>Reads what was just made until all of it shows, or would have to; what the last look brought.</summary>
    public Task<T> ReadNewAsync<T>(Func<CancellationToken, Task<T>> read, Func<T, bool> isWhole, CancellationToken stop) =>
        ReadUntilAsync(token => OnNewAsync(read, token), isWhole, timing, stop);

    /// <summary>Reads until all of it shows, or would have to; what the last look brought.</summary>
    public static async Task<T> ReadUntilAsync<T>(Func<CancellationToken, Task<T>> read, Func<T, bool> isWhole, PlanTiming timing, CancellationToken stop)
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
    /// Deletes something once nothing hangs on it any more. Absent counts as deleted.
    /// </summary>
    /// <exception cref="PrivateApiException"><c>TimedOut</c>, naming what is in its way.</exception>
    public Task DeleteAsync(string id, Func<CancellationToken, Task> delete, IProgress<Notice>? notices, CancellationToken stop) =>
        DeleteAsync(id, isNew: false, FreeLimit, delete, notices, stop);

    /// <summary>
    /// Takes back something that this run made. Absent counts as gone only after the consistency window, since before it
    /// a NotFound may be a read that lags. What is in its way is waited for only as long as a step of taking back may take.
    /// </summary>
    /// <exception cref="PrivateApiException"><c>TimedOut</c>, naming what is in its way.</exception>
    public Task TakeBackAsync(string id, Func<CancellationToken, Task> delete, IProgress<Notice>? notices, CancellationToken stop) =>
        DeleteAsync(id, isNew: true, timing.UndoLimit, delete, notices, stop);

    /// <summary>Deletes something that this run made, unless something is in it by now.</summary>
    /// <returns>False when that is so.</returns>
    public async Task<bool> DiscardAsync(Func<CancellationToken, Task> delete, CancellationToken stop) =>
        await DeleteOnceAsync(delete, isNew: true, stop) is null;

    /// <summary>Deletes something that is there. Absent counts as deleted.</summary>
    /// <returns>What AWS says where something is in its way; null when it is gone.</returns>
    public Task<string?> DeleteOnceAsync(Func<CancellationToken, Task> delete, CancellationToken stop) => DeleteOnceAsync(delete, isNew: false, stop);

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

    private async Task DeleteAsync(string id, bool isNew, TimeSpan limit, Func<CancellationToken, Task> delete, IProgress<Notice>? notices, CancellationToken stop)
    {
        try
        {
            await Polling.UntilAsync(
                $"Deleting {id}",
                Interval,
                limit,
                async token => await TryDeleteAsync(delete, isNew, token),
                notices,
                stop);
        }
        catch (AmazonEC2Exception e) when (IsGone(e))
        {
            // As it shall be.
        }
    }

    /// <summary>Gone already, or detached by a first try whose answer got lost ("Error codes for the Amazon EC2 API").</summary>
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
            return Polling.NotYet<bool>($"still in use: {e.Message.TrimEnd()}");
        }

        async Task<bool> Delete(CancellationToken token)
        {
            await delete(token);
            return true;
        }
    }
}
