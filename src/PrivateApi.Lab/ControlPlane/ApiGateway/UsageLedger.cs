namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// The requests that each key of each usage plan made on each day (UTC), and the extensions of its quota that UpdateUsage granted.
/// </summary>
internal sealed class UsageLedger
{
    private readonly Dictionary<(string PlanId, string KeyId), SortedDictionary<DateOnly, UsageDay>> _days = [];

    /// <summary>Counts a request that the quota admitted.</summary>
    public void Count(string planId, string keyId, DateOnly day)
    {
        UsageDay before = Day(planId, keyId, day);
        Set(planId, keyId, day, before with { Used = before.Used + 1 });
    }

    /// <summary>The requests of a key on a day.</summary>
    public long Used(string planId, string keyId, DateOnly day) => Day(planId, keyId, day).Used;

    /// <summary>The requests left to a key at the end of a day, in the period of that day; never less than zero.</summary>
    public long Remaining(string planId, string keyId, DateOnly day, UsageQuota quota) => Math.Max(0, Left(planId, keyId, day, quota));

    /// <summary>Leaves a key so many requests until the period ends.</summary>
    public void SetRemaining(string planId, string keyId, DateOnly day, UsageQuota quota, long remaining)
    {
        UsageDay before = Day(planId, keyId, day);
        Set(planId, keyId, day, before with { Granted = before.Granted + remaining - Left(planId, keyId, day, quota) });
    }

    /// <summary>Forgets what went away: a plan, or a key of it.</summary>
    public void Forget(string planId, string? keyId = null)
    {
        foreach (
            (string PlanId, string KeyId) entry in _days.Keys.Where(e => e.PlanId == planId && (keyId is null || e.KeyId == keyId)).ToList()
        )
        {
            _days.Remove(entry);
        }
    }

    private long Left(string planId, string keyId, DateOnly day, UsageQuota quota)
    {
        DateOnly start = quota.PeriodStart(day);
        return _days.TryGetValue((planId, keyId), out SortedDictionary<DateOnly, UsageDay>? days)
            ? quota.Limit + days.Where(entry => entry.Key >= start && entry.Key <= day).Sum(entry => entry.Value.Granted - entry.Value.Used)
            : quota.Limit;
    }

    private UsageDay Day(string planId, string keyId, DateOnly day) =>
        _days.TryGetValue((planId, keyId), out SortedDictionary<DateOnly, UsageDay>? days) ? days.GetValueOrDefault(day) : default;

    private void Set(string planId, string keyId, DateOnly day, UsageDay entry)
    {
        if (!_days.TryGetValue((planId, keyId), out SortedDictionary<DateOnly, UsageDay>? days))
        {
            days = [];
            _days.Add((planId, keyId), days);
        }

        days[day] = entry;
    }

    private readonly record struct UsageDay(long Used, long Granted);
}
