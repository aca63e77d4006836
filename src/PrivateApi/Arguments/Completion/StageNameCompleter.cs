using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the stages of the given API, else of all private ones.</summary>
public sealed class StageNameCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("RestApiId", "Id");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        Dictionary<string, string> names =
            scope.Count > 0
                ? scope.Distinct().ToDictionary(id => id)
                : (await new Apis(session).ListRestApisAsync(Apis.IsPrivate, stop)).ToDictionary(api => api.Id, api => api.Name);
        IReadOnlyDictionary<string, IReadOnlyList<Stage>> stages = await StageNames.ReadAsync(session, names.Keys, stop);
        return
        [
            .. stages
                .SelectMany(entry => entry.Value.Select(stage => (Api: names[entry.Key], Stage: stage)))
                .GroupBy(item => item.Stage.StageName, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Suggestion(
                    group.Key,
                    string.Join(", ", group.Select(item => $"stage of {item.Api}, deployment {item.Stage.DeploymentId}"))
                )),
        ];
    }
}
