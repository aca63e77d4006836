using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the names of endpoints that have one of our names.</summary>
public sealed class EndpointNameCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("VpcId");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        [
            .. (await EndpointSuggestions.ReadAsync(session, scope, stop))
                .Where(endpoint => Ec2Tags.Value(endpoint.Tags, ResourceTags.Name) is not null)
                .Select(endpoint => new Suggestion(
                    Ec2Tags.Value(endpoint.Tags, ResourceTags.Name)!,
                    EndpointSuggestions.Describe(endpoint)
                ))
                .DistinctBy(suggestion => suggestion.Text, StringComparer.OrdinalIgnoreCase),
        ];
}
