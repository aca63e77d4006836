using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the names of API keys. Values are not read.</summary>
public sealed class ApiKeyNameCompleter : AccountCompleter
{
    internal static string Describe(ApiKey key) => $"{key.Name ?? "no name"} ({key.Id}), {(key.Enabled == true ? "enabled" : "disabled")}";

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        [
            .. (await ApiLists.ApiKeysAsync(session.ApiGateway, withValues: false, stop))
                .Where(key => !string.IsNullOrEmpty(key.Name))
                .OrderBy(key => key.Name, StringComparer.OrdinalIgnoreCase)
                .Select(key => new Suggestion(key.Name!, Describe(key)))
                .DistinctBy(suggestion => suggestion.Text, StringComparer.OrdinalIgnoreCase),
        ];
}
