namespace PrivateApi.Progress;

/// <summary>
/// Progress through a known number of things, with the time that is left. A service allows a burst first and a steady pace after it, so the
/// time is judged by the last things alone, and not told before there are enough of them.
/// </summary>
/// <param name="activity">What is being done, the title of the bar.</param>
/// <param name="count">How many things there are.</param>
/// <param name="clock">The clock.</param>
internal sealed class ProgressEstimate(string activity, int count, TimeProvider clock)
{
    // API Gateway's burst is 40 calls (API Gateway guide, "Quotas"), and every thing takes at least one.
    private const int Burst = 40;
    private const int Last = 20;

    private readonly Queue<DateTimeOffset> _times = new();
    private int _done;

    /// <summary>The state when the next thing is taken up.</summary>
    /// <param name="name">Its name.</param>
    public ProgressEvent Next(string name)
    {
        DateTimeOffset now = clock.GetUtcNow();
        _times.Enqueue(now);
        DateTimeOffset first = _times.Count > Last ? _times.Dequeue() : _times.Peek();
        int? left = _done >= Burst + Last ? (int)Math.Ceiling((now - first).TotalSeconds / Last * (count - _done)) : null;
        return ProgressEvent.Progress(activity, name, 100 * _done++ / count, left);
    }
}
