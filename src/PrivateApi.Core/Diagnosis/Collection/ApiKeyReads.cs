using System.Globalization;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Facts;
using PrivateApi.Resources;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// The API key that the calls carry, and its usage plans. Read only where a method that is called requires a key, and once. The values of
/// the account's keys are compared and not kept.
/// </summary>
internal sealed class ApiKeyReads(SnapshotReads reads)
{
    private const string Keys = "apigateway:GET on /apikeys";
    private const string Plans = "apigateway:GET on /usageplans";

    private IReadOnlyList<ApiKeyFact>? _keys;
    private IReadOnlyList<UsagePlanFact> _plans = [];
    private bool _isRead;

    /// <summary>The account's key that it is, if any, and all usage plans if none of the key's has a stage that is called.</summary>
    public async Task<(IReadOnlyList<ApiKeyFact>? Keys, IReadOnlyList<UsagePlanFact> Plans)> ReadAsync(
        SnapshotScope scope,
        IEnumerable<ApiFact> apis,
        CancellationToken stop
    )
    {
        string[] stages =
        [
            .. apis.SelectMany(api =>
                scope.StagesOf([api]).Where(stage => scope.Called(stage)?.ApiKeyRequired == true).Select(stage => $"{api.Id}/{stage.Name}")
            ),
        ];
        if (scope.ApiKey is not { } sent || stages.Length == 0)
        {
            return (_keys, _plans);
        }

        if (!_isRead)
        {
            _isRead = true;
            _keys = await reads.OneAsync("ApiKey", Keys, () => FindAsync(sent, stop));
            if (_keys is [var sending])
            {
                _keys = [await WithUsageAsync(sending, stages, stop)];
            }
        }

        if (_keys is [var key] && _plans.Count == 0 && stages.Any(stage => !key.Plans.Any(plan => plan.Stages.Contains(stage))))
        {
            _plans = await reads.ListAsync("UsagePlan", Plans, () => PlansAsync(null, stop));
        }

        return (_keys, _plans);
    }

    /// <summary>The APIs with the ids of resources whose OPTIONS requires a key, which a browser's preflight never has.</summary>
    public Task<ApiFact[]> WithResourcesAsync(SnapshotScope scope, ApiFact[] apis, CancellationToken stop) =>
        Task.WhenAll(
            apis.Select(api =>
                scope.StagesOf([api]).Any(stage => scope.Called(stage) is { ApiKeyRequired: true, Verb: "OPTIONS" })
                    ? WithResourcesAsync(api, stop)
                    : Task.FromResult(api)
            )
        );

    private async Task<ApiFact> WithResourcesAsync(ApiFact api, CancellationToken stop)
    {
        IReadOnlyList<Resource> resources = await reads.ListAsync(
            "Resource",
            $"apigateway:GET on /restapis/{api.Id}/resources",
            () => ApiLists.ResourcesAsync(reads.Session.ApiGateway, api.Id, stop)
        );
        MethodFact WithId(MethodFact method) =>
            method with
            {
                ResourceId = resources.FirstOrDefault(resource => resource.Path == method.Path)?.Id,
            };
        return api with { Stages = [.. api.Stages.Select(stage => stage with { Methods = [.. stage.Methods.Select(WithId)] })] };
    }

    // An empty list says that the account has no such key; null, that this is not known.
    private async Task<IReadOnlyList<ApiKeyFact>?> FindAsync(SentApiKey sent, CancellationToken stop)
    {
        if (
            (await ApiLists.ApiKeysAsync(reads.Session.ApiGateway, withValues: true, stop)).Find(key => sent.Is(key.Value)) is not { } found
        )
        {
            return [];
        }

        return
        [
            new ApiKeyFact
            {
                Id = found.Id,
                Name = found.Name,
                IsEnabled = found.Enabled == true,
                Plans = await PlansAsync(found.Id, stop),
            },
        ];
    }

    // Only where there is a quota, of a stage that is called.
    private async Task<ApiKeyFact> WithUsageAsync(ApiKeyFact key, string[] stages, CancellationToken stop)
    {
        List<UsagePlanFact> plans = [];
        foreach (UsagePlanFact plan in key.Plans)
        {
            IReadOnlyList<long> left =
                plan.Quota is null || !plan.Stages.Any(stages.Contains)
                    ? []
                    : await reads.ListAsync(
                        "Usage",
                        $"apigateway:GET on /usageplans/{plan.Id}/usage",
                        () => RemainingAsync(plan.Id, key.Id, stop)
                    );
            plans.Add(left is [var only] ? plan with { Remaining = only } : plan);
        }

        return key with
        {
            Plans = plans,
        };
    }

    private async Task<List<long>> RemainingAsync(string planId, string keyId, CancellationToken stop)
    {
        DateOnly today = DateOnly.FromDateTime(DateTime.UtcNow);
        KeyUsage usage = await KeyUsage.ReadAsync(reads.Session.ApiGateway, planId, keyId, today, today, stop);
        return usage.Of(keyId).Remaining is { } left ? [left] : [];
    }

    private async Task<List<UsagePlanFact>> PlansAsync(string? keyId, CancellationToken stop) =>
        [
            .. (await ApiLists.UsagePlansAsync(reads.Session.ApiGateway, keyId, stop)).Select(plan => new UsagePlanFact
            {
                Id = plan.Id,
                Name = plan.Name,
                Stages = [.. (plan.ApiStages ?? []).Select(Place)],
                Quota = plan.Quota is { } quota
                    ? string.Create(CultureInfo.InvariantCulture, $"{quota.Limit} requests a {quota.Period}")
                    : null,
                Throttle = plan.Throttle is { } throttle ? Limit(throttle) : null,
                MethodThrottles = MethodThrottles(plan),
            }),
        ];

    private static Dictionary<string, IReadOnlyDictionary<string, ThrottleFact>>? MethodThrottles(UsagePlan plan) =>
        plan.ApiStages?.Where(stage => stage.Throttle is { Count: > 0 }).ToArray() is { Length: > 0 } limited
            ? limited
                .DistinctBy(Place)
                .ToDictionary(
                    Place,
                    stage =>
                        (IReadOnlyDictionary<string, ThrottleFact>)
                            stage.Throttle!.ToDictionary(entry => entry.Key, entry => Limit(entry.Value), StringComparer.Ordinal),
                    StringComparer.Ordinal
                )
            : null;

    private static string Place(ApiStage stage) => $"{stage.ApiId}/{stage.Stage}";

    private static ThrottleFact Limit(ThrottleSettings settings) => new(settings.RateLimit ?? 0, settings.BurstLimit ?? 0);
}
