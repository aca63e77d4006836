using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the ids of Resolver endpoints, in the given VPC if there is one.</summary>
public sealed class ResolverEndpointIdCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("VpcId");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        [
            .. (await ResolverSuggestions.ReadAsync(session, scope, stop)).Select(item => new Suggestion(
                item.Endpoint.Id,
                ResolverSuggestions.Describe(item),
                item.Name
            )),
        ];
}
