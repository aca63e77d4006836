using System.Diagnostics;
using Amazon.Runtime;

namespace PrivateApi.Aws.Pipeline;

/// <summary>The time of one call with all its tries. It stands still while the call waits for its turn, since that is our own doing.</summary>
internal sealed class CallTime : IDisposable
{
    private const string Key = "PrivateApi.CallTime";

    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _ends;
    private long _since = Stopwatch.GetTimestamp();
    private TimeSpan _left;

    public CallTime(TimeSpan limit, CancellationToken stop)
    {
        _left = limit;
        _ends = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, stop);
        _over.CancelAfter(limit);
    }

    /// <summary>Ends with the time, or with the caller's own token.</summary>
    public CancellationToken Token => _ends.Token;

    /// <summary>True when the time is up.</summary>
    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>What is left.</summary>
    public TimeSpan Left => _left - Stopwatch.GetElapsedTime(_since);

    /// <summary>The time of a call under way; null for a call that has none.</summary>
    public static CallTime? Of(IRequestContext context) => context.ContextAttributes.TryGetValue(Key, out object? time) ? (CallTime)time : null;

    public void Put(IRequestContext context) => context.ContextAttributes[Key] = this;

    /// <summary>Lets the time stand still.</summary>
    public void Pause()
    {
        _left = Left;
        _over.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <summary>Lets it go on.</summary>
    public void Resume()
    {
        _since = Stopwatch.GetTimestamp();
        _over.CancelAfter(_left > TimeSpan.Zero ? _left : TimeSpan.Zero);
    }

    public void Dispose()
    {
        _ends.Dispose();
        _over.Dispose();
    }
}
