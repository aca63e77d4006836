using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the names of resolvers that have one of our names.</summary>
public sealed class ResolverNameCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("VpcId");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        [
            .. (await ResolverSuggestions.ReadAsync(session, scope, stop))
                .Where(item => item.Name is not null)
                .Select(item => new Suggestion(item.Name!, ResolverSuggestions.Describe(item)))
                .DistinctBy(suggestion => suggestion.Text, StringComparer.OrdinalIgnoreCase),
        ];
}
