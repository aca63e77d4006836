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

    /// <summary>The private custom domain called; null for none.</summary>
    public string? DomainName { get; init; }

    /// <summary>The load balancer that the call goes through; null for none, or to find it by the name.</summary>
    public string? LoadBalancerArn { get; init; }

    /// <summary>The Host that the call sends in place of the name's; null for the name's.</summary>
    public string? HostHeader { get; init; }

    /// <summary>The API that the call names in x-apigw-api-id; null for none.</summary>
    public string? ApiIdHeader { get; init; }

    /// <summary>True when the call carries an API key.</summary>
    public bool HasApiKey { get; init; }

    /// <summary>ARN of whoever signs; null for an unsigned call.</summary>
    public string? Principal { get; init; }

    /// <summary>What the signer's identity policies, or the authorizer, say; null when it is not known.</summary>
    public Effect? Identity { get; init; }

    /// <summary>Whether the call carries a token for an authorizer; null when it is not known.</summary>
    public bool? HasToken { get; init; }

    /// <summary>Condition keys of the request beside those that the way gives it, for instance <c>aws:UserAgent</c>.</summary>
    [JsonPropertyName("key")]
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();
}
