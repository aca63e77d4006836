using Amazon.EC2;
using PrivateApi.Aws;

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
                return await call(stop).ConfigureAwait(false);
            }
            catch (AmazonEC2Exception e) when (IsNotFound(e) && waited < timing.ConsistencyWindow)
            {
                await Task.Delay(pause, stop).ConfigureAwait(false);
                waited += pause;
            }
        }
    }

    /// <summary>Reads what was just made until all of it shows, or would have to; what the last look brought.</summary>
    public async Task<T> ReadNewAsync<T>(Func<CancellationToken, Task<T>> read, Func<T, bool> isWhole, CancellationToken stop)
    {
        TimeSpan waited = TimeSpan.Zero;
        for (TimeSpan pause = timing.FirstPause; ; pause *= 2)
        {
            T found = await OnNewAsync(read, stop).ConfigureAwait(false);
            if (isWhole(found) || waited >= timing.ConsistencyWindow)
            {
                return found;
            }

            await Task.Delay(pause, stop).ConfigureAwait(false);
            waited += pause;
        }
    }

    /// <summary>
    /// Deletes something once nothing hangs on it any more. Absent counts as deleted; for what this run made only
    /// after the consistency window, since before it a NotFound may be a read that lags.
    /// </summary>
    public async Task DeleteAsync(string id, bool isNew, Func<CancellationToken, Task> delete, IProgress<Notice>? notices, CancellationToken stop)
    {
        try
        {
            await Polling.UntilAsync(
                $"Deleting {id}",
                Interval,
                FreeLimit,
                async token => await TryDeleteAsync(delete, isNew, token).ConfigureAwait(false),
                notices,
                stop).ConfigureAwait(false);
        }
        catch (AmazonEC2Exception e) when (IsNotFound(e))
        {
            // Gone already.
        }
    }

    public static bool IsNotFound(AmazonEC2Exception e) => e.ErrorCode?.EndsWith(".NotFound", StringComparison.Ordinal) == true;

    private async Task<Poll<bool>> TryDeleteAsync(Func<CancellationToken, Task> delete, bool isNew, CancellationToken stop)
    {
        try
        {
            await (isNew ? OnNewAsync(Delete, stop) : Delete(stop)).ConfigureAwait(false);
            return Polling.Ready(true);
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode is "DependencyViolation" or "InvalidGroup.InUse" or "CannotDelete")
        {
            return Polling.NotYet<bool>($"still in use: {e.Message.TrimEnd()}");
        }

        async Task<bool> Delete(CancellationToken token)
        {
            await delete(token).ConfigureAwait(false);
            return true;
        }
    }
}
