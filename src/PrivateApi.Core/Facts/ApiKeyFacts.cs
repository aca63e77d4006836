using System.Text.Json.Serialization;

namespace PrivateApi.Facts;

/// <summary>An API key, without its value.</summary>
internal sealed record ApiKeyFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>False when it is switched off.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>The usage plans that it is in.</summary>
    [JsonPropertyName("plan")]
    public IReadOnlyList<UsagePlanFact> Plans { get; init; } = [];
}

/// <summary>A usage plan.</summary>
internal sealed record UsagePlanFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>Its stages, each as <c>restApiId/stageName</c>.</summary>
    [JsonPropertyName("stage")]
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>Its quota in words, for instance <c>100 requests a DAY</c>; null for none.</summary>
    public string? Quota { get; init; }
}
