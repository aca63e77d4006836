using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the methods of the given API, of the path if there is one; without an API those of HTTP.</summary>
public sealed class MethodCompleter : AccountCompleter
{
    private static readonly string[] Http = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    private protected override IReadOnlyList<string> Scope(CompletionScene scene) =>
        scene.Values("RestApiId", "Id") is [var api, ..] ? [api, .. scene.Values("Path").Take(1)] : [];

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        string? path = scope is [_, var given, ..] ? given : null;
        List<Resource> found = scope is [var api, ..] ? await ApiResources.ReadAsync(session, [api], stop) : [];
        ILookup<string, string> methods = found
            .Where(item => path is null || item.Path == path)
            .SelectMany(item => (item.ResourceMethods ?? []).Keys.Select(method => (method, item.Path)))
            .ToLookup(item => item.method, item => item.Path);
        return methods.Count == 0 || methods.Contains("ANY")
            ? [.. Http.Select(method => new Suggestion(method, "method of HTTP"))]
            :
            [
                .. methods
                    .OrderBy(item => item.Key, StringComparer.Ordinal)
                    .Select(item => new Suggestion(item.Key, string.Join(", ", item))),
            ];
    }
}
