using System.Security;
using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>An API key, in one of its usage plans.</summary>
public sealed record ApiKeyInfo : IAwsResource
{
    /// <summary>The key's name; null for none.</summary>
    public required string? Name { get; init; }

    /// <summary>The key's id, which is no secret.</summary>
    public required string ApiKeyId { get; init; }

    /// <summary>A description; null for none.</summary>
    public required string? Description { get; init; }

    /// <summary>False for a key that is switched off: calls with it get 403.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The key itself, as -ApiKey of Invoke-PrivateApi and Test-PrivateApi takes it; null where AWS does not show it.</summary>
    public required SecureString? ApiKey { get; init; }

    /// <summary>The key itself as text, if that was asked for; null otherwise.</summary>
    public required string? Value { get; init; }

    /// <summary>The usage plan; null for a key in none, which no method accepts.</summary>
    public required string? UsagePlanId { get; init; }

    /// <summary>The usage plan's name; null for none.</summary>
    public required string? UsagePlanName { get; init; }

    /// <summary>The stages of the plan.</summary>
    public required IReadOnlyList<UsagePlanStage> Stage
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>The API of the stage that was asked for, else of the plan's only one; null where there are several or none.</summary>
    public required string? RestApiId { get; init; }

    /// <summary>The stage that was asked for, else the plan's only one; null where there are several or none.</summary>
    public required string? StageName { get; init; }

    /// <summary>Requests a second of each key of the plan; null for no limit of the plan.</summary>
    public required double? RateLimit { get; init; }

    /// <summary>Requests at once of each key of the plan; null for no limit of the plan.</summary>
    public required int? BurstLimit { get; init; }

    /// <summary>Requests of each key in a period; null for no quota.</summary>
    public required int? Quota { get; init; }

    /// <summary>The quota's period; null for no quota.</summary>
    public required QuotaPeriod? QuotaPeriod { get; init; }

    /// <summary>The day on which a period begins, from 0: Sunday, or the first of the month; null for no quota.</summary>
    public required int? QuotaOffset { get; init; }

    /// <summary>Requests made from <see cref="UsageStart"/> to <see cref="UsageEnd"/>; null where AWS does not say.</summary>
    public required long? Used { get; init; }

    /// <summary>Requests left of the quota at the end of <see cref="UsageEnd"/>; null for no quota, and where AWS does not say.</summary>
    public required long? Remaining { get; init; }

    /// <summary>The first day of the usage, UTC; null where it was not read.</summary>
    public required DateTimeOffset? UsageStart { get; init; }

    /// <summary>The last day of the usage, UTC; null where it was not read.</summary>
    public required DateTimeOffset? UsageEnd { get; init; }

    /// <summary>When the key was created, UTC; null where AWS does not say.</summary>
    public required DateTimeOffset? CreatedDate { get; init; }

    /// <summary>Tags of the key.</summary>
    public required IReadOnlyDictionary<string, string> Tag
    {
        get;
        init => field = Items.Of(value);
    }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>Its id.</summary>
    public override string ToString() => ApiKeyId;
}
