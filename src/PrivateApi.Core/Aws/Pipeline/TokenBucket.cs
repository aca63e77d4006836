namespace PrivateApi.Aws.Pipeline;

/// <summary>
/// One limit's bucket, kept as the time at which it would be full again: a caller that takes a token learns at once how long
/// to wait, so that calls are made in the order in which they came.
/// </summary>
internal sealed class TokenBucket(TimeSpan interval, int depth)
{
    private readonly object _gate = new();
    private DateTimeOffset _full = DateTimeOffset.MinValue;
    private DateTimeOffset _closed = DateTimeOffset.MinValue;

    /// <summary>Takes a token; returns the time at which it may be used.</summary>
    public DateTimeOffset Take(DateTimeOffset now)
    {
        lock (_gate)
        {
            DateTimeOffset start = _full > now ? _full : now;
            if (_closed > start)
            {
                start = _closed;
            }

            _full = start + interval;
            DateTimeOffset ready = _full - (interval * depth);
            return _closed > ready ? _closed : ready;
        }
    }

    /// <summary>Returns a token that was not used.</summary>
    public void Return()
    {
        lock (_gate)
        {
            _full -= interval;
        }
    }

    /// <summary>The service throttled a call: others have been calling too, so the bucket is empty until then.</summary>
    public void CloseUntil(DateTimeOffset time)
    {
        lock (_gate)
        {
            _closed = time > _closed ? time : _closed;
        }
    }
}
