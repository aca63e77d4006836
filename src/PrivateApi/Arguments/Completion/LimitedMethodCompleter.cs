using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the methods that have limits of their own in the usage plans of the given key.</summary>
public sealed class LimitedMethodCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("ApiKeyId", "KeyId");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        [
            .. (await ApiLists.UsagePlansAsync(session.ApiGateway, scope is [string key] ? key : null, stop))
                .SelectMany(plan => plan.ApiStages ?? [])
                .Select(UsageText.Stage)
                .SelectMany(stage => stage.MethodThrottle.Select(limit => (stage, limit)))
                .GroupBy(item => $"{item.limit.Method} {item.limit.Path}", StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Suggestion(group.Key, string.Join("; ", group.Select(Describe)))),
        ];

    private static string Describe((UsagePlanStage Stage, MethodThrottle Limit) item) =>
        $"{item.Limit}, in {item.Stage.RestApiId}/{item.Stage.StageName}";
}
