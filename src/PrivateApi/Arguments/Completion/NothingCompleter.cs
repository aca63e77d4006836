namespace PrivateApi.Arguments.Completion;

/// <summary>Completes nothing: without a completer PowerShell offers the files of the folder, for an argument that is none.</summary>
public sealed class NothingCompleter : Completer
{
    private protected override IEnumerable<Suggestion> Suggest(CompletionScene scene) => [];
}
