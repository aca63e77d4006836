using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.KeyPlans;

/// <summary>Changes a key and its usage plan, in one call for each: AWS allows one change of usage plans every 20 seconds.</summary>
internal sealed class KeyUpdate(AwsSession session)
{
    private readonly UsagePlans _plans = new(session);

    /// <summary>Compares what is with what is wanted. Changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>ApiKeyNotFound</c>, <c>UsagePlanRequired</c>, <c>UsagePlanNotFound</c>,
    /// <c>InvalidUsageLimit</c>, <c>InvalidStage</c>, <c>StageNotFound</c>, <c>ApiNotFound</c>.</exception>
    public async Task<KeyModification> PlanAsync(string keyId, KeyChange wanted, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        wanted.Require();
        ApiKey key = await new ApiKeys(session).FindAsync(keyId, withValue: false, stop);
        List<string> lines = [];
        bool? enabled = wanted.Enabled is { } given && given != (key.Enabled == true) ? given : null;
        if (enabled is { } on)
        {
            lines.Add(on ? "Enable the key" : "Disable the key: callers that send it get 403");
        }

        if (!wanted.IsOfPlan)
        {
            return new KeyModification(keyId, wanted.UsagePlanId, lines) { Enabled = enabled };
        }

        UsagePlan plan = await PlanOfAsync(keyId, wanted.UsagePlanId, stop);
        int users = (await ApiLists.UsagePlanKeysAsync(session.ApiGateway, plan.Id, stop)).Count;
        string whose = users > 1 ? $" (of all {users} keys of usage plan {plan.Id})" : string.Empty;
        List<PatchOperation> operations = [];
        Throttle(plan, wanted, operations, lines, whose);
        Quota(plan, wanted, operations, lines, whose);
        await StagesAsync(plan, wanted, operations, lines, stop);
        MethodLimits.Change(plan, wanted, operations, lines, whose);
        await WarnOfOtherMethodsAsync(plan, wanted, progress, stop);
        long? remaining = wanted.ExtendQuota is { } more ? await ExtendedAsync(plan, keyId, more, lines, progress, stop) : null;
        return new KeyModification(keyId, plan.Id, lines)
        {
            Enabled = enabled,
            Operations = operations,
            Remaining = remaining,
        };
    }

    /// <summary>Makes the change.</summary>
    public async Task ApplyAsync(KeyModification change, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (change.Operations.Count > 0)
        {
            await _plans.PatchAsync(change.UsagePlanId!, [.. change.Operations], stop);
        }

        if (change.Remaining is { } remaining)
        {
            await session.ApiGateway.UpdateUsageAsync(
                new UpdateUsageRequest
                {
                    UsagePlanId = change.UsagePlanId!,
                    KeyId = change.ApiKeyId,
                    PatchOperations = [ApiSettings.Replace("/remaining", UsageText.Number(remaining))],
                },
                stop
            );
        }

        if (change.Enabled is { } enabled)
        {
            await _plans.EnableAsync(change.ApiKeyId, enabled, stop);
        }

        foreach (string line in change.Descriptions)
        {
            progress.Report(ProgressEvent.Verbose($"{change.ApiKeyId}: {line}"));
        }
    }

    private async Task<UsagePlan> PlanOfAsync(string keyId, string? planId, CancellationToken stop)
    {
        List<UsagePlan> plans = await ApiLists.UsagePlansAsync(session.ApiGateway, keyId, stop);
        if (planId is not null && plans.Find(plan => plan.Id == planId) is { } named)
        {
            return named;
        }

        return planId is null && plans is [var only] ? only : throw ApiKeyErrors.PlanRequired(keyId, [.. plans.Select(plan => plan.Id)]);
    }

    private static void Throttle(UsagePlan plan, KeyChange wanted, List<PatchOperation> operations, List<string> lines, string whose)
    {
        if (wanted.NoThrottle)
        {
            Remove("throttle", "rate", plan.Throttle is null ? null : UsageText.Describe(plan.Throttle), operations, lines, whose);
            return;
        }

        ThrottleSettings becomes = new()
        {
            RateLimit = wanted.Limits.RateLimit ?? plan.Throttle?.RateLimit,
            BurstLimit = wanted.Limits.BurstLimit ?? plan.Throttle?.BurstLimit,
        };
        if (wanted.Limits is { RateLimit: null, BurstLimit: null } || UsageText.Describe(becomes) == UsageText.Describe(plan.Throttle))
        {
            return;
        }

        (wanted.Limits with { RateLimit = becomes.RateLimit, BurstLimit = becomes.BurstLimit }).RequireThrottle();
        lines.Add($"Change the rate to {UsageText.Describe(becomes)}, from {UsageText.Describe(plan.Throttle)}{whose}");
        operations.Add(ApiSettings.Replace("/throttle/rateLimit", UsageText.Number(becomes.RateLimit!.Value)));
        operations.Add(ApiSettings.Replace("/throttle/burstLimit", UsageText.Number(becomes.BurstLimit!.Value)));
    }

    private static void Quota(UsagePlan plan, KeyChange wanted, List<PatchOperation> operations, List<string> lines, string whose)
    {
        UsageLimits limits = wanted.Limits;
        if (wanted.NoQuota)
        {
            Remove("quota", "quota", plan.Quota is null ? null : UsageText.Describe(plan.Quota), operations, lines, whose);
            return;
        }

        if (limits is { Quota: null, QuotaPeriod: null, QuotaOffset: null })
        {
            return;
        }

        QuotaPeriod? period = limits.QuotaPeriod ?? UsageText.Period(plan.Quota);
        UsageLimits becomes = limits with
        {
            Quota = limits.Quota ?? plan.Quota?.Limit,
            QuotaPeriod = period,
            // Another period begins on another day.
            QuotaOffset = limits.QuotaOffset ?? (limits.QuotaPeriod is null ? plan.Quota?.Offset : 0),
        };
        becomes.RequireQuota();
        QuotaSettings settings = becomes.QuotaSettings()!;
        if (UsageText.Describe(settings) == UsageText.Describe(plan.Quota))
        {
            return;
        }

        lines.Add($"Change the quota to {UsageText.Describe(settings)}, from {UsageText.Describe(plan.Quota)}{whose}");
        operations.Add(ApiSettings.Replace("/quota/limit", UsageText.Number(settings.Limit!.Value)));
        operations.Add(ApiSettings.Replace("/quota/offset", UsageText.Number(settings.Offset!.Value)));
        operations.Add(ApiSettings.Replace("/quota/period", settings.Period!));
    }

    private static void Remove(string path, string what, string? before, List<PatchOperation> operations, List<string> lines, string whose)
    {
        if (before is not null)
        {
            lines.Add($"Take the {what} away: {before}{whose}");
            operations.Add(new PatchOperation { Op = "remove", Path = "/" + path });
        }
    }

    private async Task StagesAsync(
        UsagePlan plan,
        KeyChange wanted,
        List<PatchOperation> operations,
        List<string> lines,
        CancellationToken stop
    )
    {
        foreach (
            (string api, string stage) in wanted
                .AddStages.Select(PlanStage.Parse)
                .Where(item => !UsagePlans.Has(plan, item.Api, item.Stage))
        )
        {
            await KeyStage.FindAsync(session, api, stage, stop);
            lines.Add($"Put stage {stage} of API {api} into usage plan {plan.Id}, which opens it to all keys of the plan");
            operations.Add(UsagePlans.Stage("add", UsagePlans.Place(api, stage)));
        }

        foreach (
            (string api, string stage) in wanted
                .RemoveStages.Select(PlanStage.Parse)
                .Where(item => UsagePlans.Has(plan, item.Api, item.Stage))
        )
        {
            lines.Add($"Take stage {stage} of API {api} out of usage plan {plan.Id}: the plan's keys get 403 there");
            operations.Add(UsagePlans.Stage("remove", UsagePlans.Place(api, stage)));
        }
    }

    // Limits are set in each stage that the plan has afterwards.
    private async Task WarnOfOtherMethodsAsync(UsagePlan plan, KeyChange wanted, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        IEnumerable<(string Api, string Stage)> stages = (plan.ApiStages ?? [])
            .Select(stage => (stage.ApiId ?? string.Empty, stage.Stage ?? string.Empty))
            .Except(wanted.RemoveStages.Select(PlanStage.Parse))
            .Concat(wanted.AddStages.Select(PlanStage.Parse));
        string[] apis = [.. stages.Select(stage => stage.Api).Distinct(StringComparer.Ordinal)];
        await ApiMethods.WarnOfOthersAsync(session, apis, wanted.Limits.MethodNames, progress, stop);
    }

    private async Task<long?> ExtendedAsync(
        UsagePlan plan,
        string keyId,
        int more,
        List<string> lines,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (plan.Quota is null)
        {
            throw new PrivateApiException(
                "InvalidUsageLimit",
                FaultKind.InvalidArgument,
                $"Usage plan {plan.Id} has no quota that could be extended.",
                keyId
            );
        }

        KeyUsage usage = await KeyUsage.ReadAsync(session, plan, keyId, new KeyPeriod(null, null), progress, stop);
        long left = usage.Of(keyId).Remaining ?? plan.Quota.Limit ?? 0;
        lines.Add($"Let the key make {UsageText.Number(left + more)} more requests in this period, instead of {UsageText.Number(left)}");
        return left + more;
    }
}
