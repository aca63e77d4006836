using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Errors;
using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;

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
        url.RequireName(request.DomainName);
        if (url.Host.IsApiGateways && (url.Sent.IsApiGateways || url.RestApiId is not null))
        {
            url.RequireAgreement(restApiId, request.StageName, request.Path, request.VpcEndpointId, request.UrlForm, session.Region);
            return Direct(request, url, url.RestApiId ?? Meant(restApiId, url) ?? throw url.NamesNoApi(string.Empty));
        }

        if (url.Host.IsApiGateways)
        {
            url.RequireHost(request.VpcEndpointId, request.UrlForm, session.Region);
        }

        TestRequest read = await ByNameAsync(request, restApiId, url, stop);

        // An API may be given by its name, which is not looked up beside a URL.
        string? id = restApiId is not null && ApiNames.LooksLikeId(restApiId) ? restApiId : null;
        CallUrl.RequireTarget((id, request.StageName, request.Path), (read.Apis[0].RestApiId, read.StageName, read.Path));
        return read;
    }

    // What another name than API Gateway's leads to has to be looked up; at API Gateway's own it is that of the Host.
    private async Task<TestRequest> ByNameAsync(TestRequest request, string? restApiId, CallUrl url, CancellationToken stop)
    {
        string account = await session.GetAccountIdAsync(stop);
        SnapshotReads reads = new(session);
        string name = url.Host.IsApiGateways ? url.Sent.Name : url.Host.Name;
        IReadOnlyList<DomainFact> domains = await new DomainReads(reads).ReadAsync(name, account, stop);
        if (domains.Count > 0 && url.RestApiId is { } id)
        {
            return Direct(request, url, id) with { UrlDomain = name };
        }

        foreach (DomainFact domain in domains)
        {
            if (DomainTarget.Find(domain, url.Url.AbsolutePath, header => request.Headers.GetValueOrDefault(header)) is { } target)
            {
                return ByDomain(request, url, domain, target);
            }
        }

        // Which API a shared name leads to, its owner alone can see.
        if (domains.Any(domain => domain.IsShared) && Required(restApiId) is null)
        {
            return request with
            {
                Url = url,
                Apis = [(string.Empty, null)],
                StageName = null,
                Path = url.Url.PathAndQuery,
                DomainName = name,
                UrlHost = HostOf(url, name),
            };
        }

        if (
            domains.Count == 0
            && url.RestApiId is null
            && Required(restApiId) is null
            && await new BalancedUrl(reads).FindAsync(request, url, account, stop) is { } balanced
        )
        {
            return balanced;
        }

        if (domains.Count > 0 && Meant(restApiId, url) is { } named)
        {
            // No base path leads on: a URL that begins with the stage needs one without a stage, any other one that leads to the stage.
            return request.StageName is { } stage && stage != url.StageName
                ? request with
                {
                    Url = url,
                    Apis = [(named, null)],
                    Path = url.Url.PathAndQuery,
                    DomainName = name,
                    UrlHost = HostOf(url, name),
                }
                : Direct(request, url, named) with
                {
                    UrlHost = HostOf(url, name),
                    DomainName = name,
                };
        }

        return Direct(
            request with
            {
                IsHostUnread = reads.Denied.Count > 0,
            },
            url,
            url.RestApiId
                ?? Meant(restApiId, url)
                ?? throw url.NamesNoApi(
                    domains.Count > 0
                        ? Unmapped(url, [.. domains.SelectMany(domain => domain.Mappings).Select(item => $"'{item.BasePath}'")])
                        : $"It is not a custom domain name that account {account} has, or that another account shares with it, in "
                            + $"{session.Region}. If it is a private custom domain of another account, that account has to share it first. "
                            + "If it is a record or a load balancer that leads to an endpoint, say which API is meant with -RestApiId."
                )
        );
    }

    private static string Unmapped(CallUrl url, string[] basePaths) =>
        (
            basePaths.Length == 0
                ? "It is a custom domain name that has no base path yet. "
                : "It is a custom domain name, but none of its base paths takes "
                    + $"{url.Url.AbsolutePath}: it has {string.Join(", ", basePaths)}. "
        ) + "Say with -RestApiId and -StageName which API is meant: the test then says what the name lacks.";

    private static string? Required(string? restApiId) => string.IsNullOrEmpty(restApiId) ? null : restApiId;

    // Where the Host names nothing, what the URL names is the best guess; what counts then is not documented.
    private static string? Meant(string? restApiId, CallUrl url) => Required(restApiId) ?? url.Host.RestApiId;

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

    private static TestRequest ByDomain(TestRequest request, CallUrl url, DomainFact domain, DomainTarget target) =>
        request with
        {
            Url = url,
            Apis = [(target.RestApiId, null)],
            StageName = target.StageName,
            Path = target.Path + url.Url.Query,
            DomainName = domain.Name,
            VpcEndpointId = request.VpcEndpointId ?? url.Host.VpcEndpointId,
            UrlHost = HostOf(url, domain.Name),
        };

    // A custom domain that the Host names is called by the URL's own name.
    private static string? HostOf(CallUrl url, string domainName) =>
        url.Host.Name.Equals(domainName, StringComparison.OrdinalIgnoreCase) ? null : url.Host.Name;
}
