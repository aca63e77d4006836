using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes stages of private APIs as RestApiId/StageName; the beginning of an API's name works too.</summary>
public sealed class ApiStageCompleter : AccountCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        IReadOnlyList<RestApi> apis = await new Apis(session).ListRestApisAsync(Apis.IsPrivate, stop);
        IReadOnlyDictionary<string, IReadOnlyList<Stage>> stages = await StageNames.ReadAsync(session, apis.Select(api => api.Id), stop);
        return
        [
            .. apis.OrderBy(api => api.Name, StringComparer.OrdinalIgnoreCase)
                .SelectMany(api =>
                    stages
                        .GetValueOrDefault(api.Id, [])
                        .OrderBy(stage => stage.StageName, StringComparer.Ordinal)
                        .Select(stage => new Suggestion(
                            $"{api.Id}/{stage.StageName}",
                            $"stage of {api.Name}, deployment {stage.DeploymentId}",
                            api.Name
                        ))
                ),
        ];
    }
}
