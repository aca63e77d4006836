using PrivateApi.Calls;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Diagnosis;

/// <summary>The request of <c>Test-PrivateApi</c>.</summary>
internal sealed record TestRequest
{
    /// <summary>The APIs, with the objects they came from if there are any.</summary>
    public required IReadOnlyList<(string RestApiId, Api? Known)> Apis { get; init; }

    /// <summary>The stage; null for every stage.</summary>
    public string? StageName { get; init; }

    /// <summary>The URL as it was given; null for a call that was described by ids. The stage is the one in it, or none.</summary>
    public CallUrl? Url { get; init; }

    /// <summary>The host of the URL where it is to be called as it is; null to choose one of the API's.</summary>
    public string? UrlHost { get; init; }

    /// <summary>The custom domain whose name a load balancer forwards; null for none.</summary>
    public string? ForwardedName { get; init; }

    /// <summary>True where it could not be read whether the URL's host is a custom domain name.</summary>
    public bool IsHostUnread { get; init; }

    /// <summary>The host that the signature is made for; null for the one that is called.</summary>
    public string? SigningHost { get; init; }

    /// <summary>The causes of an answer or an error that was seen; null where none was given.</summary>
    public IReadOnlyList<ErrorCause>? Observed { get; init; }

    /// <summary>What the row of a table expects; null for a call that is in no table.</summary>
    public TestExpectation? Expected { get; init; }

    public string Method { get; init; } = "GET";

    /// <summary>The path below the stage; null for <see cref="DefaultPath"/>.</summary>
    public string? Path { get; init; }

    public CallerRequest Caller { get; init; } = new();

    public string? VpcEndpointId { get; init; }

    public string? DomainName { get; init; }

    /// <summary>The base path of <see cref="DomainName"/> to call by; null to choose one.</summary>
    public DomainMapping? Mapping { get; init; }

    /// <summary>The URL's host where it is a custom domain and a header names an API beside it; null otherwise.</summary>
    public string? UrlDomain { get; init; }

    /// <summary>The custom domain name that the Host names in a call that is described by ids; null for none.</summary>
    public string? HostDomain => Url is null && DomainName is null && LoadBalancerArn is null && !HasApiId ? OtherHost : null;

    /// <summary>The names whose custom domains the call has to do with: the one that decides, and others that it names.</summary>
    public IReadOnlyList<string> DomainNames =>
        [
            .. new[]
            {
                DomainName ?? ForwardedName ?? HostDomain,
                UrlDomain,
                HasApiId && LoadBalancerArn is null && (UrlHost is null || ApiHost.Parse(UrlHost).IsApiGateways) ? OtherHost : null,
            }
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    private bool HasApiId => Headers.ContainsKey("x-apigw-api-id");

    // The Host header where its name is not API Gateway's.
    private string? OtherHost =>
        Headers.GetValueOrDefault("Host")?.Split(':')[0] is { Length: > 0 } sent && ApiHost.Parse(sent) is { IsApiGateways: false } named
            ? named.Name
            : null;

    /// <summary>The load balancer that the call goes through; null for none, or to find it by the name.</summary>
    public string? LoadBalancerArn { get; init; }

    public UrlForm UrlForm { get; init; }

    /// <summary>Headers of the call. Of secret ones only the presence and the kind matter.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The token for the method's authorizer, which goes into the header that this reads; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>What the method's authorizer is taken to decide: <c>Allow</c>, <c>Deny</c>, a policy document; null for nothing.</summary>
    public string? AuthorizerDecision { get; init; }

    /// <summary>ARN of the signer; null for an unsigned call.</summary>
    public string? Principal { get; init; }

    /// <summary>True for a caller that was looked for in another account than the API's: no live call is made from there.</summary>
    public bool IsCallerElsewhere { get; init; }

    /// <summary>How to prove the result with a call; null for no call.</summary>
    public CallVia? Via { get; init; }

    public byte[]? Body { get; init; }

    /// <summary>True to sign the live call with the connection's keys.</summary>
    public bool SignRequest { get; init; }

    /// <summary>True to bring the execution log's lines of the live call.</summary>
    public bool Log { get; init; }

    /// <summary>How long the live call may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
