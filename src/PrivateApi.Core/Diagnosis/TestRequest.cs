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

    public string Method { get; init; } = "GET";

    /// <summary>The path below the stage; null for <see cref="DefaultPath"/>.</summary>
    public string? Path { get; init; }

    public CallerRequest Caller { get; init; } = new();

    public string? VpcEndpointId { get; init; }

    public string? DomainName { get; init; }

    /// <summary>The load balancer that the call goes through; null for none, or to find it by the name.</summary>
    public string? LoadBalancerArn { get; init; }

    public UrlForm UrlForm { get; init; }

    /// <summary>Headers of the call; only the presence of a key, a token or a user agent matters.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>ARN of the signer; null for an unsigned call.</summary>
    public string? Principal { get; init; }

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
