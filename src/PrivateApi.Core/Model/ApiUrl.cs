namespace PrivateApi.Model;

/// <summary>One way to call a private API's stage.</summary>
public sealed record ApiUrl
{
    /// <summary><c>PrivateDns</c>, <c>Alias</c> or <c>EndpointDns</c>; <c>Public</c> for an API that is not private.</summary>
    public required string Form { get; init; }

    /// <summary>The address including the stage, without a trailing slash.</summary>
    public required string Url { get; init; }

    /// <summary>The Host header to send if it differs from the address's host; null otherwise.</summary>
    public string? HostHeader { get; init; }

    /// <summary>The endpoint it goes through; null if the resolver decides.</summary>
    public string? VpcEndpointId { get; init; }

    /// <summary>The stage.</summary>
    public required string StageName { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Url;
}
