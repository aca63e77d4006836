namespace PrivateApi.Model;

/// <summary>A base path of a private custom domain name, and the stage that it leads to.</summary>
public sealed record DomainMapping : IAwsResource
{
    /// <summary>The custom domain name.</summary>
    public required string DomainName { get; init; }

    /// <summary>Its id.</summary>
    public required string DomainNameId { get; init; }

    /// <summary>The base path; empty for the root.</summary>
    public required string BasePath { get; init; }

    /// <summary>The API.</summary>
    public required string RestApiId { get; init; }

    /// <summary>The stage; null where the caller names it in the path.</summary>
    public required string? StageName { get; init; }

    /// <summary>The address: <c>https://pets.example.com/v1</c>.</summary>
    public required string BaseUrl { get; init; }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>The address and what it leads to.</summary>
    public override string ToString() => $"{BaseUrl} -> {RestApiId}/{StageName}";
}
