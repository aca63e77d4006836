using PrivateApi.Errors;
using PrivateApi.Model;

namespace PrivateApi.Provisioning.KeyPlans;

/// <summary>What <c>Set-PrivateApiKey</c> was asked to change; null leaves a thing as it is.</summary>
internal sealed record KeyChange
{
    /// <summary>The plan that is meant; null for the key's only one.</summary>
    public string? UsagePlanId { get; init; }

    public bool? Enabled { get; init; }

    public UsageLimits Limits { get; init; } = new();

    /// <summary>True to take the plan's throttle away.</summary>
    public bool NoThrottle { get; init; }

    /// <summary>True to take the plan's quota away.</summary>
    public bool NoQuota { get; init; }

    /// <summary>Methods whose own limits to take away.</summary>
    public IReadOnlyList<MethodThrottle> RemoveMethodThrottles { get; init; } = [];

    /// <summary>Stages to add, each as <c>restApiId/stageName</c>.</summary>
    public IReadOnlyList<string> AddStages { get; init; } = [];

    /// <summary>Stages to remove, each as <c>restApiId/stageName</c>.</summary>
    public IReadOnlyList<string> RemoveStages { get; init; } = [];

    /// <summary>Requests more in the current period.</summary>
    public int? ExtendQuota { get; init; }

    /// <summary>True when something of a usage plan is to change.</summary>
    public bool IsOfPlan =>
        !Limits.IsEmpty
        || Limits.QuotaOffset is not null
        || NoThrottle
        || NoQuota
        || RemoveMethodThrottles.Count > 0
        || AddStages.Count > 0
        || RemoveStages.Count > 0
        || ExtendQuota is not null;

    /// <summary>Refuses a limit that is to be set and taken away at once.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidUsageLimit</c>.</exception>
    public void Require()
    {
        if (NoThrottle && (Limits.RateLimit is not null || Limits.BurstLimit is not null))
        {
            throw UsageLimits.Invalid("-NoThrottle takes rate and burst away, -RateLimit and -BurstLimit set them. Give one of the two.");
        }

        if (NoQuota && (Limits.Quota is not null || Limits.QuotaPeriod is not null || Limits.QuotaOffset is not null))
        {
            throw UsageLimits.Invalid(
                "-NoQuota takes the quota away, -Quota, -QuotaPeriod and -QuotaOffset set it. Give -NoQuota or the others."
            );
        }

        if (NoQuota && ExtendQuota is not null)
        {
            throw UsageLimits.Invalid("-NoQuota takes the quota away that -ExtendQuota extends. Give one of the two.");
        }
    }
}
