using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the paths of the given API.</summary>
public sealed class PathCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("RestApiId", "Id");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        List<Resource> found = await ApiResources.ReadAsync(session, scope, stop);
        return
        [
            .. found
                .Where(item => item.ResourceMethods is { Count: > 0 })
                .OrderBy(item => item.Path, StringComparer.Ordinal)
                .Select(item => new Suggestion(item.Path, string.Join(", ", item.ResourceMethods!.Keys.Order(StringComparer.Ordinal)))),
        ];
    }
}
