using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.KeyPlans;

/// <summary>The limits of a usage plan, as they were asked for; null leaves a limit out, or as it is.</summary>
internal sealed record UsageLimits
{
    /// <summary>Requests a second.</summary>
    public double? RateLimit { get; init; }

    /// <summary>Requests at once.</summary>
    public int? BurstLimit { get; init; }

    /// <summary>Requests in a period.</summary>
    public int? Quota { get; init; }

    /// <summary>The quota's period.</summary>
    public QuotaPeriod? QuotaPeriod { get; init; }

    /// <summary>The day on which a period begins.</summary>
    public int? QuotaOffset { get; init; }

    /// <summary>Limits of single methods; null for none asked for.</summary>
    public IReadOnlyList<MethodThrottle>? MethodThrottles { get; init; }

    /// <summary>The methods that have limits, as <c>VERB /path</c>.</summary>
    public IEnumerable<string> MethodNames => (MethodThrottles ?? []).Select(method => $"{method.Method} {method.Path}");

    /// <summary>True when nothing was asked for.</summary>
    public bool IsEmpty => this is { RateLimit: null, BurstLimit: null, Quota: null, QuotaPeriod: null, MethodThrottles: null };

    /// <summary>Refuses a rate without a burst, and a burst without a rate.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidUsageLimit</c>.</exception>
    public void RequireThrottle()
    {
        if (RateLimit is null != BurstLimit is null)
        {
            // CreateUsagePlan answers so.
            throw Invalid("Give -RateLimit and -BurstLimit together: API Gateway takes the one that is left out as 0.");
        }
    }

    /// <summary>Refuses a quota that is not whole, and an offset that the period does not have.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidUsageLimit</c>.</exception>
    public void RequireQuota()
    {
        if (Quota is null && (QuotaPeriod is not null || QuotaOffset is not null))
        {
            throw Invalid("-QuotaPeriod and -QuotaOffset say when a quota begins anew. Give the number of requests with -Quota.");
        }

        if (Quota is not null && QuotaPeriod is null)
        {
            throw Invalid("A quota is a number of requests in a period. Add -QuotaPeriod Day, Week or Month.");
        }

        if (QuotaOffset is not { } offset || QuotaPeriod is not { } period || (offset >= 0 && offset <= QuotaPeriods.LargestOffset(period)))
        {
            return;
        }

        throw Invalid(
            period == Model.QuotaPeriod.Day
                ? "A day has no other day to begin on. Leave -QuotaOffset out, or use -QuotaPeriod Week or Month."
                : $"-QuotaOffset is the day on which a {period.ToString().ToLowerInvariant()} begins: from 0 to "
                    + $"{QuotaPeriods.LargestOffset(period)}."
        );
    }

    /// <summary>The plan's throttle; null for none.</summary>
    public ThrottleSettings? Throttle() =>
        RateLimit is null ? null : new ThrottleSettings { RateLimit = RateLimit, BurstLimit = BurstLimit };

    /// <summary>The plan's quota; null for none.</summary>
    public QuotaSettings? QuotaSettings() =>
        Quota is null
            ? null
            : new QuotaSettings
            {
                Limit = Quota,
                Offset = QuotaOffset ?? 0,
                Period = QuotaPeriod!.Value.ToString().ToUpperInvariant(),
            };

    /// <summary>The limits of methods as a stage of a plan holds them; null for none.</summary>
    public Dictionary<string, ThrottleSettings>? MethodSettings() =>
        MethodThrottles is { Count: > 0 } methods
            ? methods.ToDictionary(
                UsageText.KeyOf,
                method => new ThrottleSettings { RateLimit = method.RateLimit, BurstLimit = method.BurstLimit },
                StringComparer.Ordinal
            )
            : null;

    /// <summary>The error for limits that cannot be.</summary>
    internal static PrivateApiException Invalid(string message) => new("InvalidUsageLimit", FaultKind.InvalidArgument, message);
}
