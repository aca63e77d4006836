using System.Management.Automation;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the names of private APIs.</summary>
public sealed class ApiNameCompleter : AccountCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        IReadOnlyList<RestApi> apis = await new Apis(session).ListRestApisAsync(Apis.IsPrivate, stop);
        IReadOnlyDictionary<string, string> stages = await StageNames.DescribeAsync(session, apis, stop);
        return
        [
            .. apis.OrderBy(api => api.Name, StringComparer.OrdinalIgnoreCase)
                .Select(api => new Suggestion(
                    WildcardPattern.Escape(api.Name),
                    ApiSuggestions.Describe(api) + stages.GetValueOrDefault(api.Id)
                ))
                .DistinctBy(suggestion => suggestion.Text, StringComparer.OrdinalIgnoreCase),
        ];
    }
}
