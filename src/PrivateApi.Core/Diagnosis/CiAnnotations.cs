using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Diagnosis;

/// <summary>
/// Failed checks as annotations of a CI run: GitHub Actions' workflow commands, or Azure DevOps' logging commands. GitHub shows
/// about ten of each kind per step, so the rest is summed up in one.
/// </summary>
internal sealed class CiAnnotations(Func<string, string?> variable)
{
    private const int Most = 9;

    private readonly bool _isGitHub = variable("GITHUB_ACTIONS") == "true";
    private readonly bool _isAzure = string.Equals(variable("TF_BUILD"), "True", StringComparison.OrdinalIgnoreCase);
    private int _shown;
    private int _left;

    /// <summary>The lines for a result, to be written as they are; none outside CI.</summary>
    public IEnumerable<string> For(TestResult result)
    {
        foreach ((string title, string code, string message) in _isGitHub || _isAzure ? Problems(result) : [])
        {
            if (_shown == Most)
            {
                _left++;
                continue;
            }

            _shown++;
            yield return Line(title, code, message);
        }
    }

    /// <summary>One line about what was not shown; none when everything was.</summary>
    public IEnumerable<string> Rest() =>
        _left == 0
            ? []
            : [Line("Test-PrivateApi", "Test-PrivateApi", $"{_left} more failed checks; the output of the step lists them all.")];

    // A check that fails as a table expects it to is no problem; what a table expects otherwise is one, whatever the checks say.
    private static IEnumerable<(string Title, string Code, string Message)> Problems(TestResult result) =>
        result.AsExpected == true
            ? []
            :
            [
                .. result.Expected is { } expected
                    ?
                    [
                        (
                            $"{result.Title} {expected.Title}",
                            "NotAsExpected",
                            $"Expected {expected}: {result.Method} {result.Path} "
                                + $"from {result.Caller} is {result.Verdict}. {string.Join(' ', result.Explanation)}".TrimEnd()
                        ),
                    ]
                    : ((string, string, string)[])[],
                .. result
                    .Check.Where(check => check.Status == CheckStatus.Failed && result.Expected?.Check != check.Name)
                    .Select(check =>
                        (
                            $"{check.Name} {result.Title}",
                            check.Name.ToString(),
                            check.Remedy is null ? check.Message : $"{check.Message}\nFix: {check.Remedy}"
                        )
                    ),
                .. result is { Agrees: false, Expected: null, Live: { } live }
                    ?
                    [
                        (
                            $"LiveCall {result.Title}",
                            "LiveCall",
                            $"Predicted {result.Verdict}, but the call got "
                                + $"{(live.StatusCode is { } status ? $"{status}" : $"{live.Failure}")}. "
                                + string.Join(' ', result.Explanation)
                        ),
                    ]
                    : ((string, string, string)[])[],
            ];

    // Hostile characters in a name are made visible first: an annotation is shown on a page, and escaping keeps every character.
    private string Line(string title, string code, string message) =>
        _isGitHub
            ? $"::error title={Property(VisibleText.Escaped(title))}::{Data(VisibleText.Lines(message))}"
            : $"##vso[task.logissue type=error;code={Azure(VisibleText.Escaped(code))}]{Azure(VisibleText.Lines(message))}";

    // actions/toolkit, packages/core/src/command.ts (escapeData, escapeProperty); the runner's ActionCommand.cs reads it back.
    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    // learn.microsoft.com, "Logging commands", Formatting; the per cent sign as the agent's percentEncoding.md has it, first.
    private static string Azure(string text) =>
        text.Replace("%", "%AZP25", StringComparison.Ordinal)
            .Replace(";", "%3B", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal)
            .Replace("]", "%5D", StringComparison.Ordinal);
}
