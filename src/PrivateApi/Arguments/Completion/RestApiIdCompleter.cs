using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the ids of REST APIs, private ones first; the beginning of a name works too.</summary>
public sealed class RestApiIdCompleter : AccountCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        IReadOnlyList<RestApi> apis = await new Apis(session).ListRestApisAsync(_ => true, stop);
        IReadOnlyDictionary<string, string> stages = await StageNames.DescribeAsync(session, apis, stop);
        return
        [
            .. apis.OrderByDescending(Apis.IsPrivate)
                .ThenBy(api => api.Name, StringComparer.OrdinalIgnoreCase)
                .Select(api => new Suggestion(api.Id, ApiSuggestions.Describe(api) + stages.GetValueOrDefault(api.Id), api.Name)),
        ];
    }
}
