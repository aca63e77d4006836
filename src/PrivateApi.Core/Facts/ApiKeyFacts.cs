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

    /// <summary>Requests that the call's key has left of the quota; null for no quota, and where it was not read.</summary>
    public long? Remaining { get; init; }

    /// <summary>The limits of each of its keys; null for none.</summary>
    public ThrottleFact? Throttle { get; init; }

    /// <summary>The limits of single methods, by <c>restApiId/stageName</c> and then <c>/path/VERB</c>; null for none.</summary>
    [JsonPropertyName("methodThrottle")]
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, ThrottleFact>>? MethodThrottles { get; init; }
}
