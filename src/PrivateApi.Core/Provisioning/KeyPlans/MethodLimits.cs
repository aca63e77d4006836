using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.KeyPlans;

/// <summary>The limits of single methods, which each stage of a usage plan holds for itself.</summary>
internal static class MethodLimits
{
    /// <summary>What sets and takes away the limits that are asked for, and a line for each.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidUsageLimit</c>: one method is to be both.</exception>
    public static void Change(UsagePlan plan, KeyChange wanted, List<PatchOperation> operations, List<string> lines, string whose)
    {
        // Stages that are taken out of the plan take their limits along.
        (string Api, string Stage)[] gone = [.. wanted.RemoveStages.Select(PlanStage.Parse)];
        ApiStage[] kept =
        [
            .. (plan.ApiStages ?? []).Where(stage => !gone.Contains((stage.ApiId ?? string.Empty, stage.Stage ?? string.Empty))),
        ];
        Remove(kept, wanted, operations, lines, whose);
        Set(plan, kept, wanted, operations, lines, whose);
    }

    private static void Remove(
        IEnumerable<ApiStage> kept,
        KeyChange wanted,
        List<PatchOperation> operations,
        List<string> lines,
        string whose
    )
    {
        foreach (MethodThrottle method in wanted.RemoveMethodThrottles)
        {
            string key = UsageText.KeyOf(method);
            if (wanted.Limits.MethodThrottles?.Any(other => UsageText.KeyOf(other) == key) == true)
            {
                throw new PrivateApiException(
                    "InvalidUsageLimit",
                    FaultKind.InvalidArgument,
                    $"-MethodThrottle limits {method.Method} {method.Path}, and -RemoveMethodThrottle takes its limit away. "
                        + "Give one of them.",
                    key
                );
            }

            foreach (UsagePlanStage stage in kept.Select(UsageText.Stage))
            {
                if (stage.MethodThrottle.FirstOrDefault(item => UsageText.KeyOf(item) == key) is { } limited)
                {
                    lines.Add($"Take the limit of a method away in stage {stage.StageName} of API {stage.RestApiId}: {limited}{whose}");
                    operations.Add(
                        new PatchOperation { Op = "remove", Path = $"/apiStages/{stage.RestApiId}:{stage.StageName}/throttle/{key}" }
                    );
                }
            }
        }
    }

    // Set for each stage that the plan has afterwards; Terraform's provider writes the paths in the same way.
    private static void Set(
        UsagePlan plan,
        ApiStage[] kept,
        KeyChange wanted,
        List<PatchOperation> operations,
        List<string> lines,
        string whose
    )
    {
        List<ApiStage> stages =
        [
            .. kept,
            .. wanted
                .AddStages.Select(PlanStage.Parse)
                .Where(item => !UsagePlans.Has(plan, item.Api, item.Stage))
                .Select(item => new ApiStage { ApiId = item.Api, Stage = item.Stage }),
        ];
        foreach (MethodThrottle method in wanted.Limits.MethodThrottles ?? [])
        {
            string key = UsageText.KeyOf(method);
            foreach (ApiStage stage in stages.Where(stage => !Is(stage.Throttle?.GetValueOrDefault(key), method)))
            {
                string path = $"/apiStages/{stage.ApiId}:{stage.Stage}/throttle/{key}";
                lines.Add($"Limit a method in stage {stage.Stage} of API {stage.ApiId}: {method}{whose}");
                operations.Add(ApiSettings.Replace(path + "/rateLimit", UsageText.Number(method.RateLimit ?? 0)));
                operations.Add(ApiSettings.Replace(path + "/burstLimit", UsageText.Number(method.BurstLimit ?? 0)));
            }
        }
    }

    private static bool Is(ThrottleSettings? settings, MethodThrottle method) =>
        settings is not null && settings.BurstLimit == method.BurstLimit && settings.RateLimit.Equals(method.RateLimit);
}
