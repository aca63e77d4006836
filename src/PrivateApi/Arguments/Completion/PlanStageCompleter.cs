using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the stages in the usage plans of the given key, as RestApiId/StageName.</summary>
public sealed class PlanStageCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("ApiKeyId", "KeyId");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        [
            .. (await ApiLists.UsagePlansAsync(session.ApiGateway, scope is [string key] ? key : null, stop))
                .SelectMany(plan =>
                    (plan.ApiStages ?? []).Select(stage => (Plan: plan.Name ?? plan.Id, Stage: $"{stage.ApiId}/{stage.Stage}"))
                )
                .GroupBy(item => item.Stage, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Suggestion(group.Key, $"in {string.Join(", ", group.Select(item => item.Plan))}")),
        ];
}
