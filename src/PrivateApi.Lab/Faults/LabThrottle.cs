using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.Faults;

/// <summary>Token buckets per account, Region and operation, on the lab's clock.</summary>
internal sealed class LabThrottle
{
    private readonly Recent<(string AccountId, string Region, string Service, string Bucket), (double Tokens, DateTimeOffset At)> _buckets =
        new(most: 10_000);

    /// <summary>Takes a token from each bucket concerned.</summary>
    /// <exception cref="AwsFault">One of them is empty; then none is taken.</exception>
    public void Take(ServiceCall call, string service, string operation)
    {
        List<((string, string, string, string) Key, double Left)> taken = [];
        foreach ((string bucket, RateLimit limit) in RateLimits.For(call.Request, service, operation))
        {
            (string, string, string, string) key = (call.AccountId, service == "route53" ? "*" : call.Region, service, bucket);
            double tokens = _buckets.TryGetValue(key, out (double Tokens, DateTimeOffset At) state)
                ? Math.Min(limit.Burst, state.Tokens + ((call.Store.Now - state.At).TotalSeconds * limit.PerSecond))
                : limit.Burst;
            if (tokens < 1)
            {
                throw Refusal(service);
            }

            taken.Add((key, tokens - 1));
        }

        foreach (((string, string, string, string) key, double left) in taken)
        {
            _buckets.Set(key, (left, call.Store.Now));
        }
    }

    private static AwsFault Refusal(string service) =>
        service switch
        {
            "ec2" => new AwsFault(503, "RequestLimitExceeded", "Request limit exceeded."),
            "route53" or "elasticloadbalancing" => new AwsFault(400, "Throttling", "Rate exceeded"),
            "route53resolver" or "route53profiles" or "acm" or "wafv2" => new AwsFault(400, "ThrottlingException", "Rate exceeded"),
            _ => new AwsFault(429, "TooManyRequestsException", "Too Many Requests"),
        };
}
