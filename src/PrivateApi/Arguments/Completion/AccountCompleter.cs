using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes with the resources of the account and Region that the command would connect to.</summary>
public abstract class AccountCompleter : Completer
{
    private protected sealed override IEnumerable<Suggestion> Suggest(CompletionScene scene)
    {
        if (scene.Connection is not { } connection)
        {
            return [];
        }

        IReadOnlyList<string> scope = Scope(scene);
        return SuggestionCache
            .ForSession(scene.State)
            .Get(
                new SuggestionKey(GetType(), connection, scope),
                async stop =>
                {
                    using AwsSession session = AwsSession.Open(connection);
                    return await ListAsync(session, scope, stop);
                }
            );
    }

    /// <summary>What the list depends on besides the connection; read before the list, on the pipeline's thread.</summary>
    private protected virtual IReadOnlyList<string> Scope(CompletionScene scene) => [];

    private protected abstract Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    );
}
