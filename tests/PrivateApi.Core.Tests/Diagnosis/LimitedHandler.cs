using System.Net;
using System.Text;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// Stands before the lab as API Gateway's limit of an account: 10 calls a second with a burst of 40 (API Gateway guide, "Quotas"), on a
/// clock. What is over it gets 429.
/// </summary>
internal sealed class LimitedHandler(HttpMessageHandler inner, TimeProvider clock) : DelegatingHandler(inner)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _since = clock.GetUtcNow();
    private double _tokens = 40;

    /// <summary>Calls of API Gateway.</summary>
    public int Calls { get; private set; }

    /// <summary>Those that were too many.</summary>
    public int Refused { get; private set; }

    /// <summary>When the last of them came.</summary>
    public DateTimeOffset Last { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath.StartsWith("/restapis", StringComparison.Ordinal) && !Take())
        {
            HttpResponseMessage refusal = new(HttpStatusCode.TooManyRequests)
            {
                Content = new StringContent("{\"message\":\"Too Many Requests\"}", Encoding.UTF8, "application/json"),
            };
            refusal.Headers.Add("x-amzn-ErrorType", "TooManyRequestsException");
            return refusal;
        }

        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);

        // The lab would say that it has no limits.
        answer.Headers.Remove("x-privateapi-lab-limits");
        return answer;
    }

    private bool Take()
    {
        lock (_gate)
        {
            DateTimeOffset now = clock.GetUtcNow();
            Last = now;
            Calls++;
            _tokens = Math.Min(40, _tokens + (10 * (now - _since).TotalSeconds));
            _since = now;
            if (_tokens < 1)
            {
                Refused++;
                return false;
            }

            _tokens--;
            return true;
        }
    }
}
