namespace PrivateApi.Tests.Provisioning;

/// <summary>
/// A lab's clock that goes on only while the user is told of a wait. What is pending, and has to be seen so, is there however slow the
/// machine is.
/// </summary>
internal sealed class WaitedClock : TimeProvider
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    private readonly DateTimeOffset _start = System.GetUtcNow();
    private int _steps;

    public override DateTimeOffset GetUtcNow() => _start + (Step * Volatile.Read(ref _steps));

    /// <summary>A wait was told.</summary>
    public void GoOn() => Interlocked.Increment(ref _steps);
}
