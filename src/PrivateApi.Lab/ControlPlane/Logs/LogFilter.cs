using System.Text.RegularExpressions;

namespace PrivateApi.Lab.ControlPlane.Logs;

/// <summary>
/// Filter patterns of terms (CloudWatch Logs User Guide, "Filter pattern syntax", unstructured log events): all plain terms
/// must be there, one of those with a question mark, none of those with a minus.
/// </summary>
internal static partial class LogFilter
{
    /// <exception cref="AwsFault">A pattern for JSON or columns, which the lab does not support.</exception>
    public static Func<string, bool> Parse(string? pattern)
    {
        string text = pattern?.Trim() ?? string.Empty;
        if (text.StartsWith('{') || text.StartsWith('[') || text.StartsWith('%'))
        {
            throw new AwsFault(
                400,
                "InvalidParameterException",
                "The lab supports only filter patterns of terms, not of JSON members, columns or regular expressions."
            );
        }

        (string Sign, string Term)[] terms =
        [
            .. Term()
                .Matches(text)
                .Select(match =>
                    (
                        match.Groups[1].Value,
                        match.Groups[2].Success
                            ? match.Groups[2].Value.Replace("\\\"", "\"", StringComparison.Ordinal)
                            : match.Groups[3].Value
                    )
                ),
        ];
        string[] wanted = TermsOf(terms, string.Empty);
        string[] either = TermsOf(terms, "?");
        string[] unwanted = TermsOf(terms, "-");
        return line => wanted.All(Is(line)) && (either.Length == 0 || wanted.Length > 0 || either.Any(Is(line))) && !unwanted.Any(Is(line));
    }

    private static string[] TermsOf((string Sign, string Term)[] terms, string sign) =>
        [.. terms.Where(term => term.Sign == sign).Select(term => term.Term)];

    private static Func<string, bool> Is(string line) => term => line.Contains(term, StringComparison.Ordinal);

    [GeneratedRegex("""([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))""")]
    private static partial Regex Term();
}
