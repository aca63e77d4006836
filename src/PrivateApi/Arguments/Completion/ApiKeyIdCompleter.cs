using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the ids of API keys, which are no secrets; the beginning of a name works too. Values are not read.</summary>
public sealed class ApiKeyIdCompleter : AccountCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        [
            .. (await ApiLists.ApiKeysAsync(session.ApiGateway, withValues: false, stop))
                .OrderBy(key => key.Name, StringComparer.OrdinalIgnoreCase)
                .Select(key => new Suggestion(key.Id, ApiKeyNameCompleter.Describe(key), key.Name ?? string.Empty)),
        ];
}
