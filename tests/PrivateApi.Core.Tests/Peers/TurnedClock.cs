namespace PrivateApi.Tests.Peers;

/// <summary>
/// A lab's clock that goes on only while the script that turns it waits (tests/peers/lab_clock.py). What a script has to see in between,
/// such as an endpoint that is <c>deleting</c>, is there however slow the machine is.
/// </summary>
internal sealed class TurnedClock : TimeProvider, IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly TempFolder _folder = new();
    private readonly DateTimeOffset _start = System.GetUtcNow();

    public TurnedClock() => File.WriteAllBytes(FileName, []);

    /// <summary>The file whose length, in bytes, is the number of steps that have gone by.</summary>
    public string FileName => _folder.File("clock");

    public override DateTimeOffset GetUtcNow() => _start + (Step * new FileInfo(FileName).Length);

    public void Dispose() => _folder.Dispose();
}
