namespace PrivateApi.Tests.Aws.Doubles;

/// <summary>
/// A clock for several workers: time stands still while one of them works, and moves to the earliest end of a wait when all
/// of them wait. Nobody's wait makes another one's shorter.
/// </summary>
internal sealed class SharedClock(int workers) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(TimerCallback Callback, object? State), DateTimeOffset> _waits = new();
    private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private int _working = workers;

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
        if (dueTime >= TimeSpan.Zero)
        {
            lock (_gate)
            {
                _waits.Enqueue((callback, state), _now + dueTime);
            }

            Rest();
        }

        return new Timer();
    }

    /// <summary>One of the workers waits or is done.</summary>
    public void Rest()
    {
        lock (_gate)
        {
            _working--;
            while (_working == 0 && _waits.TryDequeue(out (TimerCallback Callback, object? State) wait, out DateTimeOffset due))
            {
                _now = due;
                _working++;
                ThreadPool.UnsafeQueueUserWorkItem(_ => wait.Callback(wait.State), null);
            }
        }
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
