using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the ids of usage plans; the beginning of a name works too.</summary>
public sealed class UsagePlanIdCompleter : AccountCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        [
            .. (await ApiLists.UsagePlansAsync(session.ApiGateway, null, stop))
                .OrderBy(plan => plan.Name, StringComparer.OrdinalIgnoreCase)
                .Select(plan => new Suggestion(plan.Id, Describe(plan), plan.Name ?? string.Empty)),
        ];

    private static string Describe(UsagePlan plan) =>
        $"{plan.Name}, rate: {UsageText.Describe(plan.Throttle)}, quota: {UsageText.Describe(plan.Quota)}, "
        + $"stages: {string.Join(", ", (plan.ApiStages ?? []).Select(stage => $"{stage.ApiId}/{stage.Stage}"))}";
}
