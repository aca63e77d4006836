namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// A clock on which every wait is over at once. A wait is counted from the time that its thread last saw, so that those of several calls
/// are not added up where they wait at the same time.
/// </summary>
internal sealed class PacedClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    // A look and the wait that it is for follow each other, so that another clock's look never comes between.
    [ThreadStatic]
    private static TimeSpan s_seen;

    private readonly Lock _gate = new();
    private TimeSpan _passed;

    /// <summary>The time since the clock was made.</summary>
    public TimeSpan Passed
    {
        get
        {
            lock (_gate)
            {
                return _passed;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + (s_seen = Passed);

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            TimeSpan end = s_seen + dueTime;
            _passed = end > _passed ? end : _passed;
        }

        return System.CreateTimer(callback, state, dueTime < TimeSpan.Zero ? dueTime : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
