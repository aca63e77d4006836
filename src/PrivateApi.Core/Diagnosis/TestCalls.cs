using System.Globalization;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Diagnosis;

/// <summary>The calls that an order asks for.</summary>
internal static class TestCalls
{
    public static IEnumerable<PathCall> Create(
        TestRequest request,
        IEnumerable<string> restApiIds,
        AccountSnapshot snapshot,
        IReadOnlyList<Caller> callers
    )
    {
        foreach (string id in restApiIds)
        {
            ApiFact? api = snapshot.Apis.FirstOrDefault(item => item.Id == id);
            string?[] stages =
                request.StageName is { } named ? [named]
                : request.Url is not null ? [null]
                : api is { Stages.Count: > 0 } ? [.. api.Stages.Select(stage => stage.Name)]
                : (string?[])[null];
            foreach (string? stage in stages)
            {
                foreach (Caller caller in callers)
                {
                    foreach (string? endpoint in Endpoints(request, snapshot, api, caller))
                    {
                        yield return Call(
                            request,
                            snapshot,
                            id,
                            api?.Stages.FirstOrDefault(item => item.Name == stage),
                            stage,
                            caller,
                            endpoint
                        );
                    }
                }
            }
        }
    }

    // Without a caller every endpoint that the API names is tried.
    private static string?[] Endpoints(TestRequest request, AccountSnapshot snapshot, ApiFact? api, Caller caller) =>
        request.VpcEndpointId is { } one ? [one]
        : caller.Kind == CallerKind.None && api is not null && EndpointChoice.NamedBy(snapshot, api) is { Count: > 0 } named ? [.. named]
        : [null];

    private static PathCall Call(
        TestRequest request,
        AccountSnapshot snapshot,
        string id,
        StageFact? stage,
        string? stageName,
        Caller caller,
        string? endpoint
    )
    {
        string path = PathOf(request, stage);
        MethodFact? method = stage is null ? null : CalledMethod.Find(stage, request.Method, path);
        IReadOnlyDictionary<string, string> headers = TestToken.Headers(request, method);
        return new()
        {
            RestApiId = id,
            StageName = stageName,
            Method = request.Method,
            Path = path,
            Caller = caller,
            UrlForm = request.DomainName is null ? request.UrlForm : UrlForm.CustomDomain,
            VpcEndpointId = endpoint,
            DomainName = request.DomainName ?? request.HostDomain,
            UrlPath =
                request.HostDomain is not null ? BasePaths.Direct(stageName, path)
                : request.Mapping is { } by
                    ? $"{(by.BasePath.Length > 0 ? "/" : string.Empty)}{by.BasePath}"
                        + BasePaths.Direct(by.StageName is null ? stageName : null, path)
                : (request.DomainName ?? request.ForwardedName) is null ? null
                : request.Url?.Url.AbsolutePath,
            MetRules = headers.Count == 0 ? null : DomainRouting.MetBy(snapshot.Domains, name => headers.GetValueOrDefault(name)),
            Host = request.UrlHost,
            IsHostUnread = request.IsHostUnread,
            HostHeader = request.Headers.GetValueOrDefault("Host"),
            ApiIdHeader = request.Headers.GetValueOrDefault("x-apigw-api-id"),
            IsFromBrowser = request.Headers.ContainsKey("Origin"),
            HasOtherAuthorization = AuthorizationHeader.IsOther(headers.GetValueOrDefault("Authorization")),
            SigningHost = request.SigningHost,
            HasApiKey = SentApiKey.In(request.Headers) is not null,
            ApiKeyId = snapshot.ApiKeys is [var key] ? key.Id : null,
            LoadBalancerArn = request.LoadBalancerArn,
            Sent = TestToken.Sent(request, method),
            Token = TestToken.Claims(request, method, snapshot.TakenAt),
            MatchesExpression = TestToken.MatchesExpression(request, method),
            AuthorizerDecision = request.AuthorizerDecision,
            Principal = request.Principal,
            Keys = Keys(request),
        };
    }

    /// <summary>The path that is called below a stage.</summary>
    public static string PathOf(TestRequest request, StageFact? stage) =>
        request.Path is { } path
            ? DefaultPath.WithSlash(path.Split('?')[0])
            : DefaultPath.Find((stage?.Methods ?? []).Select(item => (item.Path, item.Verb)), request.Method);

    /// <summary>Keys that the request itself has. Header values are not passed on: a snapshot contains no secrets.</summary>
    private static Dictionary<string, string> Keys(TestRequest request)
    {
        Dictionary<string, string> keys = new()
        {
            ["aws:CurrentTime"] = DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        foreach ((string header, string key) in new[] { ("User-Agent", "aws:UserAgent"), ("Referer", "aws:Referer") })
        {
            if (request.Headers.TryGetValue(header, out string? value))
            {
                keys[key] = value;
            }
        }

        if (request.Principal is { } principal)
        {
            keys["aws:PrincipalArn"] = PrincipalArn(principal);
            keys["aws:PrincipalAccount"] = principal.Split(':') is { Length: > 4 } parts ? parts[4] : string.Empty;
        }

        return keys;
    }

    // For a session the key names the role (IAM guide, aws:PrincipalArn); the session's ARN does not show its path.
    private static string PrincipalArn(string principal) =>
        principal.Split(':', 6) is ["arn", var partition, "sts", _, var account, var resource]
        && resource.Split('/') is ["assumed-role", var role, _]
            ? $"arn:{partition}:iam::{account}:role/{role}"
            : principal;

    /// <summary>A call of a snapshot with another stage, method or path; null leaves what it had.</summary>
    public static PathCall Changed(PathCall call, string? stageName, string? method, string? path) =>
        call with
        {
            StageName = stageName ?? call.StageName,
            Method = method?.ToUpperInvariant() ?? call.Method,
            Path = path is null ? call.Path : DefaultPath.WithSlash(path.Split('?')[0]),
            UrlPath = stageName is null && path is null ? call.UrlPath : null,
        };
}
