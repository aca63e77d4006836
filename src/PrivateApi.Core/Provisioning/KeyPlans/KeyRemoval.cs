using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.KeyPlans;

/// <summary>
/// Removes an API key, and the usage plan that was made with it, or with a key that is gone, if no other key is in it. The key, which
/// has the name, goes last, so that a stopped removal can be run again.
/// </summary>
internal sealed class KeyRemoval(AwsSession session)
{
    private readonly UsagePlans _plans = new(session);

    private ApiGatewayClient Client => session.ApiGateway;

    /// <summary>Deletes a key; it need not be there.</summary>
    public static async Task DeleteKeyAsync(AwsSession session, string keyId, CancellationToken stop)
    {
        try
        {
            await session.ApiGateway.DeleteApiKeyAsync(new DeleteApiKeyRequest { ApiKey = keyId }, stop);
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            // A retry after a lost answer finds it gone.
        }
    }

    /// <summary>Reads what is to be removed; refuses a key that New-PrivateApiKey did not make.</summary>
    /// <exception cref="PrivateApiException"><c>ApiKeyNotFound</c>, <c>NotOurs</c>.</exception>
    public async Task<ApiKey> CheckAsync(string keyId, bool force, CancellationToken stop)
    {
        ApiKey key = await new ApiKeys(session).FindAsync(keyId, withValue: false, stop);
        return force || NameOf(key) is not null
            ? key
            : throw new PrivateApiException(
                "NotOurs",
                FaultKind.Conflict,
                $"API key {key.Name} ({key.Id}) has no tag {ResourceTags.Name}, so New-PrivateApiKey did not create it. "
                    + "-Force removes it anyway.",
                keyId
            );
    }

    /// <summary>What goes with it, a line each. Changes nothing.</summary>
    public async Task<IReadOnlyList<string>> SurveyAsync(ApiKey key, CancellationToken stop) =>
        [
            $"API key {key.Name} ({key.Id}): callers that send it get 403 from then on",
            .. (await OwnPlansAsync(key, stop)).Select(plan =>
                $"Usage plan {plan.Name} ({plan.Id}), made by New-PrivateApiKey and empty without it"
            ),
        ];

    /// <summary>Removes it.</summary>
    public async Task RemoveAsync(ApiKey key, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        foreach (UsagePlan plan in await OwnPlansAsync(key, stop))
        {
            await _plans.LeaveAsync(plan.Id, key.Id, stop);
            await DeletePlanAsync(plan, progress, stop);
        }

        await DeleteKeyAsync(session, key.Id, stop);
        progress.Report(ProgressEvent.Verbose($"Deleted API key {key.Id}."));
    }

    /// <summary>The plans that were made for a key of this name and have no key: a creation was stopped, or a removal by hand.</summary>
    public async Task<IReadOnlyList<UsagePlan>> FindLeftAsync(string name, CancellationToken stop)
    {
        List<UsagePlan> left = [];
        foreach (UsagePlan plan in await ApiLists.UsagePlansAsync(Client, null, stop))
        {
            if (
                ApiKeys.IsNamed(plan.Tags, name, KeySteps.UsagePlan)
                && (await ApiLists.UsagePlanKeysAsync(Client, plan.Id, stop)).Count == 0
            )
            {
                left.Add(plan);
            }
        }

        return left;
    }

    /// <summary>Deletes a plan with its stages.</summary>
    public async Task DeletePlanAsync(UsagePlan plan, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        try
        {
            await _plans.DeleteAsync(
                plan.Id,
                (plan.ApiStages ?? []).Select(stage => UsagePlans.Place(stage.ApiId ?? string.Empty, stage.Stage ?? string.Empty)),
                stop
            );
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            return;
        }

        progress.Report(ProgressEvent.Verbose($"Deleted usage plan {plan.Id}."));
    }

    private static string? NameOf(ApiKey key) =>
        key.Tags?.GetValueOrDefault(ResourceTags.Step) == KeySteps.Key ? key.Tags.GetValueOrDefault(ResourceTags.Name) : null;

    private async Task<List<UsagePlan>> OwnPlansAsync(ApiKey key, CancellationToken stop)
    {
        if (NameOf(key) is not { } name)
        {
            return [];
        }

        // Made with this key, and without another one. No key at all: a removal was stopped in between.
        List<UsagePlan> own = [];
        foreach (UsagePlan plan in await ApiLists.UsagePlansAsync(Client, null, stop))
        {
            if (
                ApiKeys.IsNamed(plan.Tags, name, KeySteps.UsagePlan)
                && (await ApiLists.UsagePlanKeysAsync(Client, plan.Id, stop)).TrueForAll(id => id == key.Id)
            )
            {
                own.Add(plan);
            }
        }

        // Made with another key that has gone before: nobody else would ever remove it.
        foreach (UsagePlan plan in await ApiLists.UsagePlansAsync(Client, key.Id, stop))
        {
            if (
                plan.Tags?.GetValueOrDefault(ResourceTags.Step) == KeySteps.UsagePlan
                && plan.Tags.GetValueOrDefault(ResourceTags.Name) is { } maker
                && maker != name
                && await ApiLists.UsagePlanKeysAsync(Client, plan.Id, stop) is [_]
                && !(await ApiLists.ApiKeysAsync(Client, withValues: false, stop)).Exists(other => NameOf(other) == maker)
            )
            {
                own.Add(plan);
            }
        }

        return own;
    }
}
