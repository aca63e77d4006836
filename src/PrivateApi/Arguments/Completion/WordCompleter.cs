using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes words that are always the same.</summary>
/// <param name="values">The words, each with what it means.</param>
public abstract class WordCompleter(params (string Text, string Tooltip)[] values) : IArgumentCompleter
{
    /// <summary>Completions for the word.</summary>
    /// <param name="commandName">The command; not used.</param>
    /// <param name="parameterName">The parameter.</param>
    /// <param name="wordToComplete">The word under the cursor.</param>
    /// <param name="commandAst">The command line; not used.</param>
    /// <param name="fakeBoundParameters">The parameters that are known without running anything; not used.</param>
    /// <returns>Completions; none if nothing matches.</returns>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    ) =>
        values
            .Where(value => value.Text.StartsWith(wordToComplete ?? string.Empty, StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(
                value.Text,
                value.Text,
                CompletionResultType.ParameterValue,
                $"{parameterName}: {value.Tooltip}"
            ));
}
