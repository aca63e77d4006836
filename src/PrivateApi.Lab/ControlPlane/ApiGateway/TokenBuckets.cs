namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>Token buckets by name, over the lab's clock: a request takes one token, and a second brings the rate's.</summary>
internal sealed class TokenBuckets
{
    private readonly Dictionary<string, (double Tokens, DateTimeOffset Time)> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes a token; false if there is none.</summary>
    /// <param name="name">The bucket; it begins full.</param>
    /// <param name="rate">Tokens a second.</param>
    /// <param name="burst">The most tokens that it holds.</param>
    /// <param name="now">The time.</param>
    public bool Take(string name, double rate, int burst, DateTimeOffset now)
    {
        (double tokens, DateTimeOffset time) = _buckets.TryGetValue(name, out (double, DateTimeOffset) known) ? known : (burst, now);
        double seconds = Math.Max(0, (now - time).TotalSeconds);
        tokens = Math.Min(burst, tokens + (seconds * rate));
        bool isEnough = tokens >= 1;
        _buckets[name] = (isEnough ? tokens - 1 : tokens, now);
        return isEnough;
    }
}
