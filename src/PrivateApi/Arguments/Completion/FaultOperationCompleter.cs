using PrivateApi.Lab.ControlPlane;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the operations of the lab that can be made to break.</summary>
public sealed class FaultOperationCompleter : Completer
{
    private protected override IEnumerable<Suggestion> Suggest(CompletionScene scene) =>
        FaultOperations.All.Select(name => new Suggestion(name, $"{name}, which breaks by the rates"));
}
