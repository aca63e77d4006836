using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Calls;

/// <summary>A call as the user asked for it.</summary>
internal sealed record CallRequest
{
    /// <summary>The API by value, which is not read again; null to read it by id.</summary>
    public Api? Api { get; init; }

    public required string RestApiId { get; init; }

    /// <summary>The URL to call as it is; null to address the API by its form.</summary>
    public CallUrl? Url { get; init; }

    /// <summary>The base path of a private custom domain name to call by; null for none.</summary>
    public DomainMapping? Mapping { get; init; }

    /// <summary>For <see cref="UrlForm.CustomDomain"/>: the name to call by; null for the only one that leads to the stage.</summary>
    public string? DomainName { get; init; }

    /// <summary>The stage; null for the only one.</summary>
    public string? StageName { get; init; }

    public string Method { get; init; } = "GET";

    /// <summary>Path below the stage, with a query if it has one; null for <see cref="DefaultPath"/>.</summary>
    public string? Path { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>True where one of the headers is a token, which its name may not tell.</summary>
    public bool HasToken { get; init; }

    public byte[]? Body { get; init; }

    public CallVia Via { get; init; }

    public UrlForm UrlForm { get; init; }

    /// <summary>The endpoint the call goes through; null for one that the API names.</summary>
    public string? VpcEndpointId { get; init; }

    /// <summary>The caller's subnets; empty for the endpoint's.</summary>
    public IReadOnlyList<string> SubnetIds { get; init; } = [];

    /// <summary>The caller's security groups; empty for a group of the probe's own.</summary>
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>For <see cref="CallVia.Ssm"/>: the instance to call from. Null otherwise.</summary>
    public string? InstanceId { get; init; }

    /// <summary>True to sign the call with the connection's keys, for methods with AWS_IAM.</summary>
    public bool SignRequest { get; init; }

    /// <summary>The host that the signature is made for; null for the Host that is sent.</summary>
    public string? SigningHost { get; init; }

    /// <summary>True where a call whose answer got lost on the way to this machine may be made again, whatever its method.</summary>
    public bool AllowRepeat { get; init; }

    /// <summary>True to bring the execution log's lines of the call.</summary>
    public bool Log { get; init; }

    /// <summary>True for an API that is called on the internet: its public address is the right one.</summary>
    public bool IsPublic { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
