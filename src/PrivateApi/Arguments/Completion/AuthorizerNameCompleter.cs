using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the names of authorizers of the given API.</summary>
public sealed class AuthorizerNameCompleter : AccountCompleter
{
    internal static string Describe(Authorizer authorizer) => $"{authorizer.Type} authorizer {authorizer.Name} ({authorizer.Id})";

    internal static async Task<IEnumerable<Authorizer>> ReadAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        scope is [var api, ..]
            ? (await ApiLists.AuthorizersAsync(session.ApiGateway, await new ApiNames(session).ResolveAsync(api, stop), stop)).OrderBy(
                authorizer => authorizer.Name,
                StringComparer.OrdinalIgnoreCase
            )
            : [];

    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("RestApiId", "Id");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) => [.. (await ReadAsync(session, scope, stop)).Select(authorizer => new Suggestion(authorizer.Name, Describe(authorizer)))];
}
