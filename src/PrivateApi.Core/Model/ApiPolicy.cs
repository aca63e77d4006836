namespace PrivateApi.Model;

/// <summary>The resource policy of an API, current or deployed.</summary>
public sealed record ApiPolicy : IAwsResource
{
    /// <summary>The API it belongs to.</summary>
    public required string RestApiId { get; init; }

    /// <summary>The stage it is deployed on; null for the API's current policy.</summary>
    public required string? StageName { get; init; }

    /// <summary>The policy as compact JSON with full ARNs; null for none.</summary>
    public required string? Policy { get; init; }

    /// <summary>
    /// How certain this is: <c>Current</c> (the API's own), <c>Record</c> (our record on the stage proves it),
    /// <c>Export</c> (the stage's export shows it, and AWS does not document which policy an export shows), <c>Unknown</c>.
    /// </summary>
    public string Evidence { get; init; } = nameof(PolicyEvidence.Current);

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>The policy's JSON.</summary>
    public override string ToString() => Policy ?? string.Empty;
}
