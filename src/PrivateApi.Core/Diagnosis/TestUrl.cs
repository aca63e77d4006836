using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Errors;
using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Diagnosis;

/// <summary>A test of the call that a URL makes.</summary>
internal sealed class TestUrl(AwsSession session)
{
    /// <summary>The request with what the URL says.</summary>
    /// <param name="request">What was given beside the URL.</param>
    /// <param name="restApiId">The API that was given beside it; null or empty for none.</param>
    /// <param name="uri">The URL.</param>
    /// <param name="stop">Stops the reads: custom domain names are looked up.</param>
    /// <exception cref="PrivateApiException"><c>UriNotUnderstood</c>, <c>ParameterMismatch</c>.</exception>
    public async Task<TestRequest> ApplyAsync(TestRequest request, string? restApiId, Uri uri, CancellationToken stop)
    {
        CallUrl url = CallUrl.Read(uri, request.Headers);
        if (url.Host.IsApiGateways)
        {
            url.RequireAgreement(restApiId, request.StageName, request.Path, request.VpcEndpointId, request.UrlForm, session.Region);
            return Direct(request, url, url.RestApiId ?? Required(restApiId) ?? throw url.NamesNoApi(string.Empty));
        }

        string account = await session.GetAccountIdAsync(stop);
        SnapshotReads reads = new(session);
        IReadOnlyList<DomainFact> domains = await new DomainReads(reads).ReadAsync(url.Host.Name, account, stop);
        foreach (DomainFact domain in domains)
        {
            if (DomainRouting.Taking(domain, url.Url.AbsolutePath, name => request.Headers.GetValueOrDefault(name)) is { } rule)
            {
                return ByRule(request, url, domain, rule);
            }

            if (DomainRouting.HasMappings(domain) && BasePaths.Taking(domain, url.Url.AbsolutePath) is { } mapping)
            {
                return ByMapping(request, url, domain, mapping);
            }
        }

        if (domains.Count > 0 && Required(restApiId) is { } named)
        {
            return Direct(request, url, named) with { UrlHost = null, DomainName = url.Host.Name };
        }

        return Direct(
            request with
            {
                IsHostUnread = reads.Denied.Count > 0,
            },
            url,
            url.RestApiId
                ?? Required(restApiId)
                ?? throw url.NamesNoApi(
                    domains.Count > 0
                        ? $"It is a custom domain name, but none of its base paths takes {url.Url.AbsolutePath}: it has "
                            + $"{string.Join(", ", domains.SelectMany(domain => domain.Mappings).Select(item => $"'{item.BasePath}'"))}."
                        : $"It is not a custom domain name that account {account} has or shares in {session.Region}. If it is a "
                            + "record or a load balancer that leads to an endpoint, say which API is meant with -RestApiId."
                )
        );
    }

    private static string? Required(string? restApiId) => string.IsNullOrEmpty(restApiId) ? null : restApiId;

    private static TestRequest Direct(TestRequest request, CallUrl url, string restApiId) =>
        request with
        {
            Url = url,
            Apis = [(restApiId, null)],
            StageName = url.StageName,
            Path = url.Path,
            VpcEndpointId = request.VpcEndpointId ?? url.Host.VpcEndpointId,
            UrlHost = url.Host.Name,
        };

    private static TestRequest ByRule(TestRequest request, CallUrl url, DomainFact domain, RoutingRuleFact rule)
    {
        string path = url.Url.AbsolutePath;
        string basePath = rule.StripsBasePath ? DomainRouting.BasePathOf(rule, path)! : string.Empty;
        return request with
        {
            Url = url,
            Apis = [(rule.RestApiId, null)],
            StageName = rule.StageName,
            Path = "/" + path.TrimStart('/')[basePath.Length..].TrimStart('/') + url.Url.Query,
            DomainName = domain.Name,
        };
    }

    private static TestRequest ByMapping(TestRequest request, CallUrl url, DomainFact domain, DomainMappingFact mapping)
    {
        string rest = url.Url.AbsolutePath.TrimStart('/')[mapping.BasePath.Length..].TrimStart('/');
        string[] parts = mapping.StageName is null ? rest.Split('/', 2) : [mapping.StageName, rest];
        return request with
        {
            Url = url,
            Apis = [(mapping.RestApiId, null)],
            StageName = parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : null,
            Path = "/" + (parts.Length > 1 ? parts[1] : string.Empty) + url.Url.Query,
            DomainName = domain.Name,
        };
    }
}
