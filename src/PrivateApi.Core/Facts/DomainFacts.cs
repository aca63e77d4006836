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

    /// <summary>True for one that another account shares: its policy, mappings and rules show to that account alone.</summary>
    public bool IsShared { get; init; }

    /// <summary>Its policy; null for none.</summary>
    public string? Policy { get; init; }

    /// <summary><c>AVAILABLE</c>, <c>UPDATING</c>, …; null where AWS does not say.</summary>
    public string? Status { get; init; }

    /// <summary>Endpoints associated with it.</summary>
    public IReadOnlyList<string> Associated { get; init; } = [];

    /// <summary>
    /// <c>BASE_PATH_MAPPING_ONLY</c>, <c>ROUTING_RULE_ONLY</c> or <c>ROUTING_RULE_THEN_BASE_PATH_MAPPING</c>; null where AWS does not say.
    /// </summary>
    public string? RoutingMode { get; init; }

    /// <summary>Its routing rules; read only where the mode uses them.</summary>
    [JsonPropertyName("rule")]
    public IReadOnlyList<RoutingRuleFact> Rules { get; init; } = [];

    /// <summary>Its base path mappings.</summary>
    [JsonPropertyName("mapping")]
    public IReadOnlyList<DomainMappingFact> Mappings { get; init; } = [];
}

/// <summary>A routing rule of a custom domain name: looked at before its base paths, lowest priority first.</summary>
internal sealed record RoutingRuleFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its place: the lowest is looked at first.</summary>
    public required int Priority { get; init; }

    /// <summary>Base paths of which the call's path begins with one; none for every path.</summary>
    [JsonPropertyName("basePath")]
    public IReadOnlyList<string> BasePaths { get; init; } = [];

    /// <summary>Conditions on headers, all of which have to be met; none for every call.</summary>
    [JsonPropertyName("header")]
    public IReadOnlyList<HeaderConditionFact> Headers { get; init; } = [];

    /// <summary>The API.</summary>
    public required string RestApiId { get; init; }

    /// <summary>The stage.</summary>
    public required string StageName { get; init; }

    /// <summary>True when the API does not see the base path.</summary>
    public bool StripsBasePath { get; init; }
}

/// <summary>A condition of a routing rule: the call carries one of these headers.</summary>
internal sealed record HeaderConditionFact
{
    /// <summary>The headers.</summary>
    public IReadOnlyList<HeaderMatchFact> AnyOf { get; init; } = [];
}

/// <summary>A header and what its value looks like.</summary>
internal sealed record HeaderMatchFact
{
    /// <summary>The header's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its value, with <c>*</c> for any text.</summary>
    public required string Value { get; init; }
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
