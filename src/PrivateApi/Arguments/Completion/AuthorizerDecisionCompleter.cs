using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes what a method's authorizer may decide; a policy document is not completed.</summary>
public sealed class AuthorizerDecisionCompleter : IArgumentCompleter
{
    private static readonly (string Text, string Tooltip)[] Values = [("Allow", "it admits the call"), ("Deny", "it refuses the call")];

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
        Values
            .Where(value => value.Text.StartsWith(wordToComplete ?? string.Empty, StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(
                value.Text,
                value.Text,
                CompletionResultType.ParameterValue,
                $"{parameterName}: {value.Tooltip}"
            ));
}
