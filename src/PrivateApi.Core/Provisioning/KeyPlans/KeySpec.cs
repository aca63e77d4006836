namespace PrivateApi.Provisioning.KeyPlans;

/// <summary>What <c>New-PrivateApiKey</c> was asked for.</summary>
internal sealed record KeySpec
{
    public required string Name { get; init; }

    public required string RestApiId { get; init; }

    /// <summary>Null for the API's only one.</summary>
    public required string? StageName { get; init; }

    /// <summary>The plan to join; null for a plan of its own.</summary>
    public string? UsagePlanId { get; init; }

    public UsageLimits Limits { get; init; } = new();

    /// <summary>The secret; null lets API Gateway make one.</summary>
    public string? Value { get; init; }

    public string? Description { get; init; }

    public bool Enabled { get; init; } = true;

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Without the secret, which the text of a record would show.</summary>
    public override string ToString() => Name;
}
