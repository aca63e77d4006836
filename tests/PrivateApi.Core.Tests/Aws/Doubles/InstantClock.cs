namespace PrivateApi.Tests.Aws.Doubles;

/// <summary>A clock on which every wait is over at once, and takes as long as it should.</summary>
internal sealed class InstantClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>All waits, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate)
            {
                return [.. _waits];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            lock (_gate)
            {
                _waits.Add(dueTime);
                _now += dueTime;
            }
        }

        return new SpentTimer(dueTime >= TimeSpan.Zero ? new Timer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan) : null);
    }

    private sealed class SpentTimer(Timer? timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => timer?.Dispose();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
