namespace PrivateApi.Resources;

/// <summary>Which API keys are asked for, and what about them.</summary>
internal sealed record KeyQuestion
{
    /// <summary>True for the name of a key that is meant; null stands for a key without one.</summary>
    public Func<string?, bool> IsMeant { get; init; } = _ => true;

    /// <summary>Only keys for this API; null for all.</summary>
    public string? RestApiId { get; init; }

    /// <summary>Only keys for this stage; null for all.</summary>
    public string? StageName { get; init; }

    /// <summary>Only in this plan; null for all.</summary>
    public string? UsagePlanId { get; init; }

    /// <summary>True to show the secret as text.</summary>
    public bool ShowValue { get; init; }

    /// <summary>The days of the usage.</summary>
    public KeyPeriod Period { get; init; } = new(null, null);
}
