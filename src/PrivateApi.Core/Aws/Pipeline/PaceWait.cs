using System.Globalization;
using PrivateApi.Progress;

namespace PrivateApi.Aws.Pipeline;

/// <summary>A wait that says why and, if it is long, counts down.</summary>
internal static class PaceWait
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    public static async Task UntilAsync(
        DateTimeOffset ready,
        string reason,
        TimeProvider clock,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop
    )
    {
        const string Activity = "Pacing calls to the service's limits";
        TimeSpan whole = ready - clock.GetUtcNow();
        if (whole <= Short || progress is null)
        {
            await clock.PauseAsync(whole, stop);
            return;
        }

        progress.Report(
            ProgressEvent.Verbose(string.Create(CultureInfo.InvariantCulture, $"waiting {Math.Ceiling(whole.TotalSeconds):0} s: {reason}"))
        );
        try
        {
            for (TimeSpan left = whole; left > TimeSpan.Zero; left = ready - clock.GetUtcNow())
            {
                progress.Report(
                    ProgressEvent.Progress(
                        Activity,
                        string.Create(CultureInfo.InvariantCulture, $"waiting {Math.Ceiling(left.TotalSeconds):0} s: {reason}"),
                        (int)(100 * (1 - (left / whole))),
                        (int)Math.Ceiling(left.TotalSeconds)
                    )
                );
                await clock.PauseAsync(left < Tick ? left : Tick, stop);
            }
        }
        finally
        {
            progress.Report(ProgressEvent.Done(Activity));
        }
    }
}
