using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the ids of endpoints for execute-api, in the given VPC if there is one.</summary>
public sealed class VpcEndpointIdCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("VpcId");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        [
            .. (await EndpointSuggestions.ReadAsync(session, scope, stop)).Select(endpoint => new Suggestion(
                endpoint.VpcEndpointId,
                EndpointSuggestions.Describe(endpoint),
                EndpointSuggestions.NameOf(endpoint)
            )),
        ];
}
