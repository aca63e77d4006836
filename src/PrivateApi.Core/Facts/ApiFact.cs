namespace PrivateApi.Facts;

/// <summary>A REST API with its stages.</summary>
internal sealed record ApiFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary><c>PRIVATE</c>, <c>REGIONAL</c> or <c>EDGE</c>.</summary>
    public required string EndpointType { get; init; }

    /// <summary>Endpoints associated with it.</summary>
    public IReadOnlyList<string> Associated { get; set; } = [];

    /// <summary>Its current resource policy; null for none.</summary>
    public string? Policy { get; set; }

    /// <summary>True when its default host is switched off.</summary>
    public bool DisableExecuteApiEndpoint { get; set; }

    /// <summary><c>AVAILABLE</c>, <c>UPDATING</c>, <c>PENDING</c>, <c>FAILED</c>; null where AWS does not say.</summary>
    public string? Status { get; set; }

    /// <summary>What AWS says about the status; null for nothing.</summary>
    public string? StatusMessage { get; set; }

    /// <summary><c>BASIC</c> or <c>STRICT</c>; null where AWS does not say.</summary>
    public string? EndpointAccessMode { get; set; }

    /// <summary>Its stages.</summary>
    public IReadOnlyList<StageFact> Stage { get; set; } = [];

    public bool IsPrivate => string.Equals(EndpointType, "PRIVATE", StringComparison.OrdinalIgnoreCase);
}
