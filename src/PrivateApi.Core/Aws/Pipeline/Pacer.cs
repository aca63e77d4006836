using System.Collections.Concurrent;
using PrivateApi.Progress;

namespace PrivateApi.Aws.Pipeline;

/// <summary>
/// Keeps all sessions of a process within the limits of the services they call. Its state is shared by all
/// runspaces, because they share the account: the only mutable state that outlives a command.
/// </summary>
internal sealed class Pacer(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Scope, string Rule), TokenBucket> _buckets = new();
    private readonly ConcurrentDictionary<string, bool> _unlimited = new(StringComparer.OrdinalIgnoreCase);

    public static Pacer Shared { get; } = new(TimeProvider.System);

    public TimeProvider Clock => clock;

    /// <summary>Records whether an endpoint says that it has no limits; that may change (another lab on the same port).</summary>
    public void SetLimits(string authority, bool limited)
    {
        if (limited)
        {
            _unlimited.TryRemove(authority, out _);
        }
        else
        {
            _unlimited[authority] = true;
        }
    }

    public bool IsLimited(string authority) => !_unlimited.ContainsKey(authority);

    /// <summary>Waits until a call may go out under all its limits.</summary>
    /// <param name="scope">Whose limits: account and Region.</param>
    /// <param name="rules">The limits.</param>
    /// <param name="progress">Receives waits over two seconds; null for nobody.</param>
    /// <param name="stop">Ends the wait at once.</param>
    public async Task WaitAsync(string scope, IReadOnlyList<PaceRule> rules, IProgress<ProgressEvent>? progress, CancellationToken stop)
    {
        DateTimeOffset ready = DateTimeOffset.MinValue;
        PaceRule? slowest = null;
        foreach (PaceRule rule in rules)
        {
            DateTimeOffset time = Bucket(scope, rule).Take(clock.GetUtcNow());
            if (time > ready)
            {
                (ready, slowest) = (time, rule);
            }
        }

        if (slowest is null || ready <= clock.GetUtcNow())
        {
            return;
        }

        try
        {
            await PaceWait.UntilAsync(ready, slowest.ToString(), clock, progress, stop);
        }
        catch (OperationCanceledException)
        {
            foreach (PaceRule rule in rules)
            {
                Bucket(scope, rule).Return();
            }

            throw;
        }
    }

    /// <summary>Records a throttled call: the narrowest limit is used up, for as long as the service says or for one period.</summary>
    public void Refused(string scope, IReadOnlyList<PaceRule> rules, TimeSpan? retryAfter)
    {
        foreach (PaceRule rule in rules)
        {
            // A refused call has not been counted.
            Bucket(scope, rule).Return();
        }

        if (rules.Count > 0)
        {
            Bucket(scope, rules[0]).CloseUntil(clock.GetUtcNow() + (retryAfter ?? rules[0].Interval));
        }
    }

    private TokenBucket Bucket(string scope, PaceRule rule) =>
        _buckets.GetOrAdd((scope, rule.Name), _ => new TokenBucket(rule.Interval, rule.Depth));
}
