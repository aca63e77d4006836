namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>What is to be set for methods of a stage; null leaves a setting as it is.</summary>
internal sealed record MethodChange
{
    /// <summary>Requests a second.</summary>
    public double? ThrottlingRateLimit { get; init; }

    /// <summary>Requests at once.</summary>
    public int? ThrottlingBurstLimit { get; init; }

    /// <summary>Seconds that an answer is kept; 0 for not at all.</summary>
    public int? CacheTtl { get; init; }

    /// <summary>Execution logs: <c>Off</c>, <c>Error</c> or <c>Info</c>.</summary>
    public string? LoggingLevel { get; init; }

    /// <summary>Whether execution logs hold whole requests and answers.</summary>
    public bool? DataTrace { get; init; }

    /// <summary>Whether CloudWatch gets metrics of each method.</summary>
    public bool? Metrics { get; init; }
}
