using System.Text.Json.Serialization;
using PrivateApi.Model;
using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability;

/// <summary>A call to judge.</summary>
internal sealed record PathCall
{
    public required string RestApiId { get; init; }

    /// <summary>The stage; null where the API has none.</summary>
    public required string? StageName { get; init; }

    public string Method { get; init; } = "GET";

    /// <summary>The concrete path below the stage, without query.</summary>
    public string Path { get; init; } = "/";

    public required Caller Caller { get; init; }

    public UrlForm UrlForm { get; init; }

    /// <summary>The endpoint the call goes through; null to find one.</summary>
    public string? VpcEndpointId { get; init; }

    /// <summary>The host called, where it is given and not to be chosen; null otherwise.</summary>
    public string? Host { get; init; }

    /// <summary>The address connected to in place of the name's own; null to resolve the name.</summary>
    public string? ConnectTo { get; init; }

    /// <summary>True where it could not be read whether <see cref="Host"/> is a custom domain name.</summary>
    public bool IsHostUnread { get; init; }

    /// <summary>The Host header that the call carries in place of the URL's host; null for what the form of address needs.</summary>
    public string? HostHeader { get; init; }

    /// <summary>The value of the header x-apigw-api-id; null for none.</summary>
    public string? ApiIdHeader { get; init; }

    /// <summary>True where the gateway has found the API already, as in the lab: what names it is not asked once more.</summary>
    [JsonIgnore]
    public bool IsApiFound { get; init; }

    /// <summary>True for a call with an Origin header, which a browser's page makes.</summary>
    public bool IsFromBrowser { get; init; }

    /// <summary>True when the Authorization header is something other than a signature, such as a bearer token.</summary>
    public bool HasOtherAuthorization { get; init; }

    /// <summary>The host that the signature is made for; null for the Host that is sent.</summary>
    public string? SigningHost { get; init; }

    /// <summary>The custom domain called: the URL's host, or the Host that is sent in its place; null for none.</summary>
    public string? DomainName { get; init; }

    /// <summary>
    /// The whole path of the URL of a call that is made by a URL of a custom domain; null to choose one that leads to the stage.
    /// </summary>
    public string? UrlPath { get; init; }

    /// <summary>
    /// Ids of the routing rules whose conditions on headers the call's headers meet; null where its headers are not known.
    /// </summary>
    public IReadOnlyList<string>? MetRules { get; init; }

    /// <summary>The load balancer that the call goes through; null for none, or to find it by the name.</summary>
    public string? LoadBalancerArn { get; init; }

    /// <summary>True when the call carries an API key.</summary>
    public bool HasApiKey { get; init; }

    /// <summary>Id of the account's API key that it is; null if the account has no such key, or that was not read.</summary>
    public string? ApiKeyId { get; init; }

    /// <summary>ARN of whoever signs; null for an unsigned call.</summary>
    public string? Principal { get; init; }

    /// <summary>What the signer's identity policies, or the authorizer, say; null when it is not known.</summary>
    public Effect? Identity { get; init; }

    /// <summary>
    /// Whether the call carries a token for an authorizer; null when it is not known, or is to be told from <see cref="Sent"/>.
    /// </summary>
    public bool? HasToken { get; init; }

    /// <summary>
    /// The headers and query parameters that the call carries, by name alone, each as <c>method.request.header.Name</c>; null when it is
    /// not known.
    /// </summary>
    [JsonPropertyName("sent")]
    public IReadOnlyList<string>? Sent { get; init; }

    /// <summary>What the call's token says of itself, for a method that takes tokens of user pools; null when it is not known.</summary>
    public TokenClaims? Token { get; init; }

    /// <summary>
    /// False for a token that does not match the expression of the method's Lambda authorizer; null when that is not known, and for an
    /// authorizer that has none.
    /// </summary>
    public bool? MatchesExpression { get; init; }

    /// <summary>
    /// What the method's authorizer is taken to decide: <c>Allow</c>, <c>Deny</c>, or the policy document that its function returns;
    /// null when it is not known.
    /// </summary>
    public string? AuthorizerDecision { get; init; }

    /// <summary>Condition keys of the request beside those that the way gives it, for instance <c>aws:UserAgent</c>.</summary>
    [JsonPropertyName("key")]
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();
}
