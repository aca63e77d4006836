using System.Text.Json.Serialization;

namespace PrivateApi.Facts;

/// <summary>A custom domain name, private or public.</summary>
internal sealed record DomainFact
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The id that tells it from others of that name.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>True for a public one: it has no id, no policy and no associations.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The host that a public one's record leads to, <c>d-….execute-api.…</c> or CloudFront's; null otherwise.</summary>
    public string? TargetName { get; init; }

    /// <summary>The account that owns it.</summary>
    public required string OwnerId { get; init; }

    /// <summary>Its policy; null for none.</summary>
    public string? Policy { get; init; }

    /// <summary><c>AVAILABLE</c>, <c>UPDATING</c>, …; null where AWS does not say.</summary>
    public string? Status { get; init; }

    /// <summary>Endpoints associated with it.</summary>
    public IReadOnlyList<string> Associated { get; init; } = [];

    /// <summary>Its base path mappings.</summary>
    [JsonPropertyName("mapping")]
    public IReadOnlyList<DomainMappingFact> Mappings { get; init; } = [];
}

/// <summary>A base path of a custom domain name.</summary>
internal sealed record DomainMappingFact
{
    /// <summary>The path; empty for all that no other takes.</summary>
    public required string BasePath { get; init; }

    /// <summary>The API.</summary>
    public required string RestApiId { get; init; }

    /// <summary>The stage; null when the call's path names it.</summary>
    public string? StageName { get; init; }
}
