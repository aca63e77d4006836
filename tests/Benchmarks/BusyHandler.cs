using System.Diagnostics;

namespace PrivateApi.Benchmarks;

/// <summary>Counts calls, and adds up the time in which at least one is under way: the service's own latency.</summary>
internal sealed class BusyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly Lock _gate = new();
    private int _underWay;
    private long _since;
    private TimeSpan _busy;

    public int Calls { get; private set; }

    public TimeSpan Busy => _busy;

    public void Reset() => (Calls, _busy) = (0, TimeSpan.Zero);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Calls++;
            if (_underWay++ == 0)
            {
                _since = Stopwatch.GetTimestamp();
            }
        }

        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                if (--_underWay == 0)
                {
                    _busy += Stopwatch.GetElapsedTime(_since);
                }
            }
        }
    }
}
