using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;

namespace PrivateApi.Resources;

/// <summary>Reads API keys with their usage plans and what they used.</summary>
internal sealed class ApiKeys(AwsSession session)
{
    private ApiGatewayClient Client => session.ApiGateway;

    /// <summary>True for a resource that a step of ours made for a key of that name.</summary>
    public static bool IsNamed(IReadOnlyDictionary<string, string>? tags, string name, string step) =>
        tags?.GetValueOrDefault(ResourceTags.Name) == name && tags.GetValueOrDefault(ResourceTags.Step) == step;

    /// <summary>The keys that are meant, each once for each of its plans, ordered by name.</summary>
    public async Task<IReadOnlyList<ApiKeyInfo>> ListAsync(KeyQuestion question, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        List<ApiKey> keys = (await ApiLists.ApiKeysAsync(Client, withValues: true, stop)).FindAll(key => question.IsMeant(key.Name));
        return keys.Count == 0 ? [] : await ReadAsync(keys, question, progress, stop);
    }

    /// <summary>The ids of the keys whose name passes.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(Func<string?, bool> isMeant, CancellationToken stop) =>
        [.. (await ApiLists.ApiKeysAsync(Client, withValues: false, stop)).Where(key => isMeant(key.Name)).Select(key => key.Id)];

    /// <summary>A key by its id, once for each of its plans.</summary>
    /// <exception cref="PrivateApiException"><c>ApiKeyNotFound</c>.</exception>
    public async Task<IReadOnlyList<ApiKeyInfo>> GetAsync(
        string keyId,
        KeyQuestion question,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    ) => await ReadAsync([await FindAsync(keyId, withValue: true, stop)], question, progress, stop);

    /// <summary>A key by its id as the service shows it.</summary>
    /// <exception cref="PrivateApiException"><c>ApiKeyNotFound</c>.</exception>
    public async Task<ApiKey> FindAsync(string keyId, bool withValue, CancellationToken stop)
    {
        try
        {
            return await Client.GetApiKeyAsync(new GetApiKeyRequest { ApiKey = keyId, IncludeValue = withValue ? true : null }, stop);
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            throw ApiKeyErrors.NotFound(keyId, session.Region);
        }
    }

    private async Task<IReadOnlyList<ApiKeyInfo>> ReadAsync(
        List<ApiKey> keys,
        KeyQuestion question,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        string account = await session.GetAccountIdAsync(stop);
        ILookup<string, UsagePlan> plans = await PlansAsync(keys, question, stop);
        Dictionary<string, KeyUsage> usage = [];
        foreach (UsagePlan plan in plans.SelectMany(group => group).DistinctBy(plan => plan.Id))
        {
            string? only = keys is [var one] ? one.Id : null;
            usage[plan.Id] = await KeyUsage.ReadAsync(session, plan, only, question.Period, progress, stop);
        }

        // A key without a plan is for no stage.
        bool isOfPlan = question is not { RestApiId: null, StageName: null, UsagePlanId: null };
        IEnumerable<ApiKeyInfo> Of(ApiKey key) =>
            plans[key.Id].Any()
                ? plans[key.Id]
                    .OrderBy(plan => plan.Id, StringComparer.Ordinal)
                    .Select(plan => Describe(key, plan, usage[plan.Id], question, account))
            : isOfPlan ? []
            : [Describe(key, null, null, question, account)];
        return
        [
            .. keys.OrderBy(key => key.Name, StringComparer.OrdinalIgnoreCase).ThenBy(key => key.Id, StringComparer.Ordinal).SelectMany(Of),
        ];
    }

    // A call for each key or one for each plan, whichever are fewer.
    private async Task<ILookup<string, UsagePlan>> PlansAsync(List<ApiKey> keys, KeyQuestion question, CancellationToken stop)
    {
        List<UsagePlan> all = await ApiLists.UsagePlansAsync(Client, keys is [var only] ? only.Id : null, stop);
        List<UsagePlan> meant = all.FindAll(plan => IsMeant(plan, question));
        if (keys is [var one])
        {
            return meant.ToLookup(_ => one.Id);
        }

        List<(string KeyId, UsagePlan Plan)> pairs = [];
        if (keys.Count < meant.Count)
        {
            foreach (ApiKey key in keys)
            {
                HashSet<string> ids = [.. (await ApiLists.UsagePlansAsync(Client, key.Id, stop)).Select(plan => plan.Id)];
                pairs.AddRange(meant.Where(plan => ids.Contains(plan.Id)).Select(plan => (key.Id, plan)));
            }
        }
        else
        {
            HashSet<string> ids = [.. keys.Select(key => key.Id)];
            foreach (UsagePlan plan in meant)
            {
                pairs.AddRange((await ApiLists.UsagePlanKeysAsync(Client, plan.Id, stop)).Where(ids.Contains).Select(id => (id, plan)));
            }
        }

        return pairs.ToLookup(pair => pair.KeyId, pair => pair.Plan);
    }

    private static bool IsMeant(UsagePlan plan, KeyQuestion question) =>
        (question.UsagePlanId is null || plan.Id == question.UsagePlanId)
        && (question is { RestApiId: null, StageName: null } || StagesOf(plan, question).Any());

    private static IEnumerable<ApiStage> StagesOf(UsagePlan plan, KeyQuestion question) =>
        (plan.ApiStages ?? []).Where(stage =>
            (question.RestApiId is null || stage.ApiId == question.RestApiId)
            && (question.StageName is null || stage.Stage == question.StageName)
        );

    private ApiKeyInfo Describe(ApiKey key, UsagePlan? plan, KeyUsage? usage, KeyQuestion question, string account)
    {
        ApiStage? stage = plan is not null && StagesOf(plan, question).ToArray() is [var one] ? one : null;
        (long? used, long? remaining) = usage?.Of(key.Id) ?? (null, null);
        return new ApiKeyInfo
        {
            Name = Text(key.Name),
            ApiKeyId = key.Id,
            Description = Text(key.Description),
            Enabled = key.Enabled == true,
            ApiKey = key.Value is { } value ? SecretValue.Secure(value) : null,
            Value = question.ShowValue ? key.Value : null,
            UsagePlanId = plan?.Id,
            UsagePlanName = Text(plan?.Name),
            Stage = (plan?.ApiStages ?? []).Select(UsageText.Stage).ToArray(),
            RestApiId = stage?.ApiId,
            StageName = stage?.Stage,
            RateLimit = plan?.Throttle?.RateLimit,
            BurstLimit = plan?.Throttle?.BurstLimit,
            Quota = plan?.Quota?.Limit,
            QuotaPeriod = UsageText.Period(plan?.Quota),
            QuotaOffset = plan?.Quota is { } quota ? quota.Offset ?? 0 : null,
            Used = used,
            Remaining = plan?.Quota is null ? null : remaining,
            UsageStart = usage?.Start is { } start ? Midnight(start) : null,
            UsageEnd = usage?.End is { } end ? Midnight(end) : null,
            CreatedDate = key.CreatedDate is { } date ? new DateTimeOffset(date.ToUniversalTime(), TimeSpan.Zero) : null,
            Tag = key.Tags ?? [],
            AccountId = account,
            Region = session.Region,
        };
    }

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
