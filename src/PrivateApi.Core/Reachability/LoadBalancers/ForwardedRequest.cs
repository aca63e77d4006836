using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Reachability.LoadBalancers;

/// <summary>
/// Which API a request names when it comes out of a load balancer, which keeps the client's Host unless a rule rewrites it (Application
/// Load Balancer guide, "HTTP headers and Application Load Balancers", "Host header preservation").
/// </summary>
/// <param name="Host">The Host as forwarded; null when that is not known.</param>
/// <param name="RestApiId">The API that x-apigw-api-id or the Host names; null for none.</param>
/// <param name="Domain">The custom domain that the Host names; null for none.</param>
internal sealed record ForwardedRequest(string? Host, string? RestApiId, DomainFact? Domain)
{
    public static ForwardedRequest Of(AccountSnapshot snapshot, PathCall call, string host, ListenerRuleFact? rule)
    {
        string sent = (call.HostHeader ?? host).ToLowerInvariant();
        string? forwarded = rule is null ? sent : ListenerRules.HostAfter(rule, sent);
        string? api = call.ApiIdHeader ?? (forwarded is null ? null : ApiHost.Parse(forwarded).RestApiId);
        return new ForwardedRequest(
            forwarded,
            api,
            api is null
                ? snapshot.Domains.FirstOrDefault(domain => domain.Name.Equals(forwarded, StringComparison.OrdinalIgnoreCase))
                : null
        );
    }
}
