using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes an argument: with a tooltip, quoted if needed, and silently if something goes wrong.</summary>
public abstract class Completer : IArgumentCompleter
{
    /// <summary>Completions for the word.</summary>
    /// <param name="commandName">The command; not used.</param>
    /// <param name="parameterName">The parameter; not used.</param>
    /// <param name="wordToComplete">The word under the cursor.</param>
    /// <param name="commandAst">The command line.</param>
    /// <param name="fakeBoundParameters">The parameters that are known without running anything.</param>
    /// <returns>Completions; none if nothing matches or something went wrong.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A key press must never end in an error.")]
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    )
    {
        try
        {
            CompletionWord word = new(wordToComplete);
            return [.. Suggest(new CompletionScene(commandAst, fakeBoundParameters)).Where(word.Matches).Select(word.Result)];
        }
        catch (Exception)
        {
            return [];
        }
    }

    private protected abstract IEnumerable<Suggestion> Suggest(CompletionScene scene);
}
