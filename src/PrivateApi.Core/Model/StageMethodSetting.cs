using System.Globalization;

namespace PrivateApi.Model;

/// <summary>What a stage sets for its methods, or for one of them: throttling, cache and logs.</summary>
public sealed record StageMethodSetting
{
    /// <summary>The method, for instance <c>GET /pets</c>; <c>*</c> for all that have no setting of their own.</summary>
    public required string Method { get; init; }

    /// <summary>Requests a second; null for the account's limit.</summary>
    public required double? ThrottlingRateLimit { get; init; }

    /// <summary>Requests at once; null for the account's limit.</summary>
    public required int? ThrottlingBurstLimit { get; init; }

    /// <summary>Seconds that an answer is kept in the stage's cache; null when it is not kept.</summary>
    public required int? CacheTtl { get; init; }

    /// <summary>Execution logs: <c>Off</c>, <c>Error</c> or <c>Info</c>; null where AWS does not say.</summary>
    public required string? LoggingLevel { get; init; }

    /// <summary>True when execution logs hold whole requests and answers.</summary>
    public required bool DataTrace { get; init; }

    /// <summary>True when CloudWatch gets metrics of each method.</summary>
    public required bool Metrics { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Method}: {string.Join(", ", Words())}";

    private IEnumerable<string> Words()
    {
        if (ThrottlingRateLimit is { } rate)
        {
            yield return $"{rate.ToString(CultureInfo.InvariantCulture)} requests/s";
        }

        if (ThrottlingBurstLimit is { } burst)
        {
            yield return $"burst {burst.ToString(CultureInfo.InvariantCulture)}";
        }

        if (CacheTtl is { } ttl)
        {
            yield return $"cached {ttl.ToString(CultureInfo.InvariantCulture)} s";
        }

        if (LoggingLevel is not (null or "Off"))
        {
            yield return DataTrace ? $"logs {LoggingLevel} with whole requests" : $"logs {LoggingLevel}";
        }

        if (Metrics)
        {
            yield return "metrics";
        }
    }
}
