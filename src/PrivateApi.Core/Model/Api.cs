using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A REST API of API Gateway.</summary>
public sealed record Api : IAwsResource
{
    /// <summary>The API's id.</summary>
    public required string RestApiId { get; init; }

    /// <summary>The API's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its description; null for none.</summary>
    public required string? Description { get; init; }

    /// <summary><c>PRIVATE</c>, <c>REGIONAL</c> or <c>EDGE</c>.</summary>
    public required string EndpointType { get; init; }

    /// <summary>Endpoints associated with it. Each has its own alias name.</summary>
    public required IReadOnlyList<string> AssociatedVpcEndpointId
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>The current resource policy as compact JSON; null for none. Not necessarily the deployed one.</summary>
    public required string? Policy { get; init; }

    /// <summary>Its stages.</summary>
    public required IReadOnlyList<Stage> Stage
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Every address that works, labelled; empty while there is no stage.</summary>
    public required IReadOnlyList<ApiUrl> Url
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Its authorizers; null unless they were asked for.</summary>
    public IReadOnlyList<Authorizer>? Authorizer
    {
        get;
        init => field = value is null ? null : Items.Of(value);
    }

    /// <summary><c>AVAILABLE</c>, <c>UPDATING</c>, <c>PENDING</c>, <c>FAILED</c>; null if the service does not say.</summary>
    public required string? Status { get; init; }

    /// <summary>True when the default execute-api host is disabled.</summary>
    public required bool DisableExecuteApiEndpoint { get; init; }

    /// <summary>
    /// The TLS versions and ciphers that it takes, as <c>SecurityPolicy_TLS13_1_3_2025_09</c>; null if the service does not say.
    /// </summary>
    public string? SecurityPolicy { get; init; }

    /// <summary><c>BASIC</c> or <c>STRICT</c>; null for none.</summary>
    public string? EndpointAccessMode { get; init; }

    /// <summary>Addresses that may call it: <c>ipv4</c> or <c>dualstack</c>; null if the service does not say.</summary>
    public string? IpAddressType { get; init; }

    /// <summary>When it was created, UTC; null if the service does not say.</summary>
    public required DateTimeOffset? CreatedDate { get; init; }

    /// <summary>Tags of the API.</summary>
    public required IReadOnlyDictionary<string, string> Tag
    {
        get;
        init => field = Items.Of(value);
    }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>What was read for it; null as soon as the command that read it has handed it down the pipeline.</summary>
    internal IApiReading? Reading { get; set; }

    /// <summary>The profile by which it was read; null for the session's connection, and for an object out of a file or a job.</summary>
    internal ApiOrigin? Origin { get; set; }

    /// <summary>Its id.</summary>
    public override string ToString() => RestApiId;
}
