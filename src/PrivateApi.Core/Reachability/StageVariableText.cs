using System.Text.RegularExpressions;

namespace PrivateApi.Reachability;

/// <summary>Stage variables in an integration's address.</summary>
internal static partial class StageVariableText
{
    /// <summary>Puts values in; one that is not set becomes empty, as API Gateway does it.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> variables) =>
        Variable().Replace(text, match => variables.GetValueOrDefault(match.Groups[1].Value) ?? string.Empty);

    /// <summary>The names of the variables in a text, each once.</summary>
    public static IEnumerable<string> Names(string text) => Variable().Matches(text).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex(@"\$\{stageVariables\.(\w+)\}")]
    private static partial Regex Variable();
}
