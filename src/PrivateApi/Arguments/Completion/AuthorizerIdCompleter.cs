using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the ids of authorizers of the given API; the beginning of a name works too.</summary>
public sealed class AuthorizerIdCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("RestApiId", "Id");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        [
            .. (await AuthorizerNameCompleter.ReadAsync(session, scope, stop)).Select(authorizer => new Suggestion(
                authorizer.Id,
                AuthorizerNameCompleter.Describe(authorizer),
                authorizer.Name
            )),
        ];
}
