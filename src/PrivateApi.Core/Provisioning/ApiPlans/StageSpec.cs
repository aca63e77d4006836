namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>What <c>Publish-PrivateApi</c> is asked to do with a stage; null leaves a setting as it is.</summary>
internal sealed record StageSpec
{
    public required string RestApiId { get; init; }

    public required string StageName { get; init; }

    /// <summary>True to change settings alone, without a deployment.</summary>
    public bool IsWithoutDeployment { get; init; }

    /// <summary>The user's description of the deployment.</summary>
    public string? Description { get; init; }

    /// <summary>Stage variables to set.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>Share of calls of the canary, 0 to 100.</summary>
    public double? CanaryPercent { get; init; }

    /// <summary>Stage variables that have another value in the canary.</summary>
    public IReadOnlyDictionary<string, string>? CanaryVariables { get; init; }

    /// <summary>Settings of methods by the stage's key, <c>*/*</c> for all.</summary>
    public IReadOnlyDictionary<string, MethodChange> Methods { get; init; } = new Dictionary<string, MethodChange>();

    /// <summary>ARN of a log group or delivery stream, or a log group's name; empty for no access logs.</summary>
    public string? AccessLogArn { get; init; }

    /// <summary>What a line of the access logs holds.</summary>
    public string? AccessLogFormat { get; init; }

    /// <summary>Whether X-Ray traces calls.</summary>
    public bool? TracingEnabled { get; init; }

    /// <summary>Gigabytes of the cache, in AWS's words; <c>Off</c> for none.</summary>
    public string? CacheClusterSize { get; init; }

    /// <summary>The canary of a deployment; null where the deployment is the stage's own.</summary>
    public CanarySpec? Canary => !IsWithoutDeployment && CanaryPercent is { } percent ? new(percent, CanaryVariables) : null;
}
