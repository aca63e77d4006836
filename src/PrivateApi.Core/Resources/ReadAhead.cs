namespace PrivateApi.Resources;

/// <summary>Reads that are made a few at a time, and whose results come in the order in which they were asked for.</summary>
/// <typeparam name="T">A result.</typeparam>
internal sealed class ReadAhead<T>
{
    /// <summary>
    /// Enough to use up ten calls a second where an answer takes most of a second, and few enough for nobody to wait two seconds for
    /// a turn.
    /// </summary>
    public const int Most = 8;

    private readonly Queue<Task<T>> _reads = new();

    /// <summary>The reads whose results have not been taken.</summary>
    public int Count => _reads.Count;

    /// <summary>True if no more reads are to be added before one is taken.</summary>
    public bool IsFull => _reads.Count >= Most;

    /// <summary>The read whose result comes next; null for none.</summary>
    public Task? Next => _reads.TryPeek(out Task<T>? next) ? next : null;

    /// <summary>Adds a read that has begun.</summary>
    public void Add(Task<T> read) => _reads.Enqueue(read);

    /// <summary>Takes the next result.</summary>
    public Task<T> TakeAsync() => _reads.Dequeue();

    /// <summary>Waits until no read is under way, whatever became of it: nobody wants the results any more.</summary>
    public async Task DropAsync()
    {
        await Task.WhenAll(_reads).ContinueWith(_ => { }, TaskScheduler.Default);
        _reads.Clear();
    }
}
