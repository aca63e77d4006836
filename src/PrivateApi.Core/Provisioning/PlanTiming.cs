using PrivateApi.Aws.Session;

namespace PrivateApi.Provisioning;

/// <summary>How long a new resource may stay invisible to reads, and how long the undo may take.</summary>
internal sealed class PlanTiming
{
    /// <summary>The EC2 developer guide ("Eventual consistency") names no end; half a minute is our choice.</summary>
    private static readonly TimeSpan AwsWindow = TimeSpan.FromSeconds(30);

    // Reads of EC2 usually show a change within a second or two. What becomes visible later is found by the last look of a run.
    private static readonly TimeSpan AwsSettleTime = TimeSpan.FromSeconds(10);

    // On this machine a look costs next to nothing.
    private static readonly TimeSpan LocalPause = TimeSpan.FromMilliseconds(50);

    private readonly Func<TimeSpan> _window;
    private readonly Func<TimeSpan> _settleTime;

    /// <summary>A fixed timing.</summary>
    public PlanTiming(TimeSpan consistencyWindow, TimeSpan firstPause, TimeSpan? undoLimit = null)
        : this(() => consistencyWindow, () => consistencyWindow / 3, firstPause, undoLimit ?? TimeSpan.FromMinutes(2)) { }

    private PlanTiming(Func<TimeSpan> window, Func<TimeSpan> settleTime, TimeSpan firstPause, TimeSpan undoLimit)
    {
        _window = window;
        _settleTime = settleTime;
        FirstPause = firstPause;
        UndoLimit = undoLimit;
    }

    /// <summary>For AWS: growing pauses from two seconds, as the EC2 developer guide advises.</summary>
    public static PlanTiming Aws { get; } = new(() => AwsWindow, () => AwsSettleTime, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(2));

    /// <summary>The clock by which runs agree on one of several things.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>After this long a resource that reads do not show does not exist.</summary>
    public TimeSpan ConsistencyWindow => _window();

    /// <summary>
    /// W in <see cref="PlanAgreement"/>: what another run created is seen after this long. The window is W twice, plus the time
    /// that a run may take to act on what it saw.
    /// </summary>
    public TimeSpan SettleTime => _settleTime();

    /// <summary>Pause after the first empty read; it doubles each time.</summary>
    public TimeSpan FirstPause { get; }

    /// <summary>How long one step of the undo waits for what blocks it; after that it is left and reported.</summary>
    public TimeSpan UndoLimit { get; }

    /// <summary>
    /// The same with a window of at least this length, for what another command still has to do and not only AWS to show.
    /// </summary>
    public PlanTiming AtLeast(TimeSpan window) =>
        new(() => window > _window() ? window : _window(), _settleTime, FirstPause, UndoLimit) { Clock = Clock };

    /// <summary>
    /// The timing for a connection. The lab says in its answers how far its reads lag; for everything else it is AWS's window,
    /// because a loopback address may lead to AWS. It is read when it is needed: the first answer may not have arrived yet.
    /// </summary>
    public static PlanTiming For(AwsSession session) =>
        session.IsLocal
            ? new(
                () => session.LabReadLag is { } lag ? session.LabWindow + (2 * lag) : AwsWindow,
                () => session.LabReadLag ?? AwsSettleTime,
                LocalPause,
                Aws.UndoLimit
            )
            : Aws;
}
