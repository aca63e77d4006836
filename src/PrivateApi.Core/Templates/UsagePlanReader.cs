using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Progress;

namespace PrivateApi.Templates;

/// <summary>Reads the usage plans of APIs with their keys. The keys' values are not read.</summary>
internal sealed class UsagePlanReader(AwsSession session)
{
    /// <summary>The plans, by name and id.</summary>
    /// <param name="apis">The APIs.</param>
    /// <param name="progress">Receives warnings about what the template will lack.</param>
    /// <param name="stop">Stops the reads.</param>
    public async Task<IReadOnlyList<UsagePlanSetup>> ReadAsync(
        HashSet<string> apis,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        List<UsagePlan> plans;
        try
        {
            plans = await ApiLists.UsagePlansAsync(session.ApiGateway, null, stop);
        }
        catch (AmazonServiceException e) when ((int)e.StatusCode is 404 or 501)
        {
            // An emulator that does not support usage plans has none.
            return [];
        }

        List<UsagePlanSetup> found = [];
        Dictionary<string, ApiKey>? keys = null;
        foreach (UsagePlan plan in plans)
        {
            ApiStage[] ours = [.. (plan.ApiStages ?? []).Where(stage => apis.Contains(stage.ApiId ?? string.Empty))];
            if (ours.Length == 0)
            {
                continue;
            }

            if (ours.Length < plan.ApiStages!.Count)
            {
                progress.Report(
                    ProgressEvent.Warning($"Usage plan {plan.Name} ({plan.Id}) has stages of other APIs too: the template leaves them out.")
                );
            }

            keys ??= (await ApiLists.ApiKeysAsync(session.ApiGateway, withValues: false, stop)).ToDictionary(key => key.Id);
            List<string> members = await ApiLists.UsagePlanKeysAsync(session.ApiGateway, plan.Id, stop);
            found.Add(
                new UsagePlanSetup(
                    plan,
                    ours,
                    [
                        .. members
                            .Select(id => keys.GetValueOrDefault(id))
                            .OfType<ApiKey>()
                            .OrderBy(key => key.Name, StringComparer.Ordinal)
                            .ThenBy(key => key.Id, StringComparer.Ordinal),
                    ]
                )
            );
        }

        return [.. found.OrderBy(item => item.Plan.Name, StringComparer.Ordinal).ThenBy(item => item.Plan.Id, StringComparer.Ordinal)];
    }
}
