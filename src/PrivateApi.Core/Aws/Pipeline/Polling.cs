using System.Globalization;
using PrivateApi.Errors;
using PrivateApi.Progress;

namespace PrivateApi.Aws.Pipeline;

/// <summary>Waits for a condition on AWS's side, with a progress bar, and stops at once on Ctrl+C.</summary>
internal static class Polling
{
    // The first looks are frequent, because the lab is fast; then the interval is the caller's.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The wait is over.</summary>
    public static Poll<T> Ready<T>(T value) => new(true, value, null);

    /// <summary>Not ready yet.</summary>
    public static Poll<T> NotYet<T>(string status, string? detail = null) => new(false, default, status, detail);

    /// <summary>Looks repeatedly until <paramref name="probe"/> says ready.</summary>
    /// <param name="what">The bar's title, for instance <c>Waiting for vpce-0123 to become available</c>.</param>
    /// <param name="interval">Longest pause between two looks.</param>
    /// <param name="limit">When to give up.</param>
    /// <param name="probe">Looks once.</param>
    /// <param name="progress">Receives the progress; null for nobody.</param>
    /// <param name="stop">Ends the wait at once.</param>
    /// <param name="clock">The clock; null for the system's.</param>
    /// <exception cref="PrivateApiException"><c>TimedOut</c>: the condition was not met within the limit.</exception>
    public static async Task<T> UntilAsync<T>(
        string what,
        TimeSpan interval,
        TimeSpan limit,
        Func<CancellationToken, Task<Poll<T>>> probe,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop,
        TimeProvider? clock = null
    )
    {
        clock ??= TimeProvider.System;
        long start = clock.GetTimestamp();
        TimeSpan pause = FirstPause < interval ? FirstPause : interval;
        bool announced = false;
        try
        {
            while (true)
            {
                stop.ThrowIfCancellationRequested();
                Poll<T> look = await probe(stop);
                if (look.IsReady)
                {
                    return look.Value!;
                }

                TimeSpan waited = clock.GetElapsedTime(start);
                if (waited >= limit)
                {
                    throw new PrivateApiException(
                        "TimedOut",
                        FaultKind.TimedOut,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{what}: not done after {limit.TotalSeconds:0} s ({look.Detail ?? look.Status}). "
                                + $"Run the same command again to continue."
                        )
                    );
                }

                announced = true;
                progress?.Report(
                    ProgressEvent.Progress(
                        what,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{look.Status}, {waited.TotalSeconds:0} s of {limit.TotalSeconds:0} s at most"
                        )
                    )
                );
                await clock.PauseAsync(pause < limit - waited ? pause : limit - waited, stop);
                pause = pause * 2 < interval ? pause * 2 : interval;
            }
        }
        finally
        {
            if (announced)
            {
                progress?.Report(ProgressEvent.Done(what));
            }
        }
    }

    /// <summary>Looks repeatedly until <paramref name="probe"/> returns true.</summary>
    public static Task UntilAsync(
        string what,
        TimeSpan interval,
        TimeSpan limit,
        Func<CancellationToken, Task<bool>> probe,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop,
        TimeProvider? clock = null
    ) =>
        UntilAsync(what, interval, limit, async token => await probe(token) ? Ready(true) : NotYet<bool>("not yet"), progress, stop, clock);
}
