namespace PrivateApi.Facts;

/// <summary>A base path of a custom domain name.</summary>
internal sealed record DomainMappingFact
{
    /// <summary>The path; empty for all that no other takes.</summary>
    public required string BasePath { get; init; }

    /// <summary>The API.</summary>
    public required string RestApiId { get; init; }

    /// <summary>The stage; null when the call's path names it.</summary>
    public string? StageName { get; set; }
}
