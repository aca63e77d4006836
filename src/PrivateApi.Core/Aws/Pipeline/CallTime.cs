using System.Diagnostics;
using Amazon.Runtime;

namespace PrivateApi.Aws.Pipeline;

/// <summary>
/// The time of one call with all its tries. It does not run while the call waits for its turn, because that is our own doing.
/// </summary>
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

    /// <summary>Cancelled when the time is up, or by the caller's own token.</summary>
    public CancellationToken Token => _ends.Token;

    /// <summary>True when the time is up.</summary>
    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>The time that is left.</summary>
    public TimeSpan Left => _left - Stopwatch.GetElapsedTime(_since);

    /// <summary>The time of the call in progress; null for a call that has none.</summary>
    public static CallTime? Get(IRequestContext context) =>
        context.ContextAttributes.TryGetValue(Key, out object? time) ? (CallTime)time : null;

    public void Put(IRequestContext context) => context.ContextAttributes[Key] = this;

    /// <summary>Stops the time.</summary>
    public void Pause()
    {
        _left = Left;
        _over.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <summary>Lets the time continue.</summary>
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
