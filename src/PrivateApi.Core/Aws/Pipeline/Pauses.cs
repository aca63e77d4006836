namespace PrivateApi.Aws.Pipeline;

/// <summary>Pauses on a clock.</summary>
internal static class Pauses
{
    /// <summary>Waits at least this long: a delay is cut to whole milliseconds, and a remainder of less would never end.</summary>
    public static Task PauseAsync(this TimeProvider clock, TimeSpan time, CancellationToken stop) =>
        time <= TimeSpan.Zero
            ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)), clock, stop);
}
