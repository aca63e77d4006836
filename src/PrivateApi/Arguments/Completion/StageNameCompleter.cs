using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the stages of the API that is given by its id or its name, else of all private ones.</summary>
public sealed class StageNameCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) =>
        scene.Values("RestApiId", "Id") is { Count: > 0 } apis ? apis : scene.Values("Name");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        Dictionary<string, string> names = await NamesAsync(session, scope, stop);
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

    // An id costs no read. A name may be that of something else that is made or shown: then it is no API's.
    private static async Task<Dictionary<string, string>> NamesAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        if (scope.Count > 0 && scope.All(ApiNames.LooksLikeId))
        {
            return scope.Distinct().ToDictionary(id => id);
        }

        IReadOnlyList<RestApi> apis = await new Apis(session).ListRestApisAsync(
            api => Apis.IsPrivate(api) || scope.Contains(api.Id) || scope.Contains(api.Name, StringComparer.OrdinalIgnoreCase),
            stop
        );
        RestApi[] given = [.. apis.Where(api => scope.Contains(api.Id) || scope.Contains(api.Name, StringComparer.OrdinalIgnoreCase))];
        return (given.Length > 0 ? given : apis.Where(Apis.IsPrivate)).ToDictionary(api => api.Id, api => api.Name);
    }
}
