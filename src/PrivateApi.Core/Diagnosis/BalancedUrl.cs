using PrivateApi.Calls;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Errors;
using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.LoadBalancers;

namespace PrivateApi.Diagnosis;

/// <summary>
/// A URL whose name is a load balancer's, or leads to one by a record of the caller's private zones: the API is the one that the Host names
/// which the load balancer forwards.
/// </summary>
internal sealed class BalancedUrl(SnapshotReads reads)
{
    /// <summary>The request with what the load balancer makes of it; null where the name leads to none that is known.</summary>
    /// <exception cref="PrivateApiException"><c>UriNotUnderstood</c>: the Host that is forwarded names no API.</exception>
    public async Task<TestRequest?> FindAsync(TestRequest request, CallUrl url, string account, CancellationToken stop)
    {
        if (
            (LoadBalancerReads.NameOf(url.Host.Name, []) ?? LoadBalancerReads.NameOf(url.Host.Name, await ZonesAsync(request, stop)))
                is not { } name
            || (await new LoadBalancerReads(reads).ByDnsNameAsync(name, null, stop)).LoadBalancers is not [var balancer, ..]
        )
        {
            return null;
        }

        string? host = Forwarded(request, url, balancer);
        TestRequest named = request with { Url = url, UrlHost = url.Host.Name };
        if (host is not null && ApiHost.Parse(host) is { RestApiId: { } id })
        {
            return named with { Apis = [(id, null)], StageName = url.StageName, Path = url.Path };
        }

        foreach (DomainFact domain in host is null ? [] : await new DomainReads(reads).ReadAsync(host, account, stop))
        {
            if (DomainTarget.Find(domain, url.Url.AbsolutePath, header => request.Headers.GetValueOrDefault(header)) is { } target)
            {
                return named with
                {
                    Apis = [(target.RestApiId, null)],
                    StageName = target.StageName,
                    Path = target.Path + url.Url.Query,
                    ForwardedName = host,
                };
            }
        }

        throw url.NamesNoApi(
            $"It is the name of load balancer {balancer.Name}, which forwards "
                + (host is null ? "a Host that is not known" : $"the Host {host}; that names no API, and no base path of a custom domain")
                + ". Say which API is meant with -RestApiId, or as the call does with -Header @{ 'x-apigw-api-id' = '{api}' }."
        );
    }

    private static string? Forwarded(TestRequest request, CallUrl url, LoadBalancerFact balancer)
    {
        string sent = request.Headers.GetValueOrDefault("Host")?.Split(':')[0] ?? url.Host.Name;
        if (!balancer.IsApplication)
        {
            return sent;
        }

        return
            balancer.Listeners?.FirstOrDefault(item => item.Port == LoadBalancerWay.Https)?.Rules is { } rules
            && ListenerRules.Choose(rules, sent, Uri.UnescapeDataString(url.Url.AbsolutePath), request.Method).Taking is { } rule
            ? ListenerRules.HostAfter(rule, sent.ToLowerInvariant())
            : sent;
    }

    // Of a load balancer's own name no record has to be known.
    private async Task<IReadOnlyList<HostedZoneFact>> ZonesAsync(TestRequest request, CancellationToken stop)
    {
        string[] vpcs = [];
        try
        {
            vpcs =
            [
                .. (await new CallerReads(reads.Session).FindAsync(request.Caller, stop))
                    .Where(caller => caller.IsInVpc)
                    .Select(caller => caller.VpcId)
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ];
        }
        catch (PrivateApiException)
        {
            // A caller that is not there is said when the call is judged.
        }

        return vpcs.Length == 0
            ? []
            : (
                await new NameReads(reads).OfCallersAsync(
                    vpcs,
                    new NetworkReads(reads).VpcsAsync(vpcs, stop),
                    Task.FromResult<IReadOnlyList<EndpointFact>>([]),
                    isOtherName: true,
                    stop
                )
            ).Zones;
    }
}
