using System.Text.RegularExpressions;

namespace PrivateApi.Text;

/// <summary>
/// Defines what a secret in a text is, and how it is masked. The part before a host (RFC 3986, 3.2.1), the
/// values of query parameters and headers with such names, and tokens of known forms become <c>***</c>. Scheme, host, path
/// and names stay, and so do placeholders such as <c>${stageVariables.key}</c>, which are also names.
/// </summary>
internal static partial class SecretText
{
    /// <summary>Replaces a secret.</summary>
    public const string Mask = "***";

    private static readonly Func<string, string> Hide = static _ => Mask;

    /// <summary>Any text that may contain addresses: a message, a line of a log, an integration's address.</summary>
    public static string Redact(string? text) => Redact(text, Hide);

    /// <summary>As <see cref="Redact(string?)"/>, with something other than the mask in place of a secret.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cover">Returns a placeholder such as <c>${Name}</c> for a secret.</param>
    public static string Redact(string? text, Func<string, string> cover)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        string shown = Token().Replace(text, match => cover(match.Value));
        if (shown.Contains("//", StringComparison.Ordinal))
        {
            shown = UserInfo().Replace(shown, match => Masked(match.Value, cover));
            shown = PathOfAddress().Replace(shown, match => Segments(match.Value, cover));
        }

        shown = KeyInPath().Replace(shown, match => cover(match.Value));
        if (shown.Contains('=', StringComparison.Ordinal))
        {
            shown = Query().Replace(shown, match => Value(match, cover));
        }

        if (shown.Contains(':', StringComparison.Ordinal))
        {
            shown = HeaderLine()
                .Replace(
                    shown,
                    match =>
                        SecretNames.IsSecret(match.Groups["name"].Value, match.Groups["value"].Value)
                            ? $"{match.Groups["name"].Value}:{Masked(match.Groups["value"].Value, cover)}"
                            : match.Value
                );
        }

        return shown;
    }

    /// <summary>A text that is one address as a user gave it, perhaps without its scheme.</summary>
    public static string Url(string? text) => Url(text, Hide);

    /// <inheritdoc cref="Redact(string?, Func{string, string})"/>
    public static string Url(string? text, Func<string, string> cover)
    {
        string given = text ?? string.Empty;
        int start = given.IndexOf("//", StringComparison.Ordinal) is >= 0 and var slashes ? slashes + 2 : 0;
        int end = given.IndexOfAny(['/', '?', '#'], start) is >= 0 and var first ? first : given.Length;
        int at = given.LastIndexOf('@', Math.Max(end - 1, 0));
        return Redact(
            at < start || given.StartsWith("arn:", StringComparison.Ordinal)
                ? given
                : given[..start] + Masked(given[start..at], cover) + given[at..],
            cover
        );
    }

    /// <summary>A path with its query, as callers give it.</summary>
    public static string Path(string? path)
    {
        string given = path ?? string.Empty;
        int query = given.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? Redact(Segments(given, Hide)) : Redact(Segments(given[..query], Hide)) + Redact(given[query..]);
    }

    /// <summary>A line of an execution log, which may show headers as <c>{Authorization=…, Accept=…}</c>.</summary>
    public static string LogLine(string line) => Redact(Header().Replace(line, static match => Value(match, Hide)));

    /// <summary>Headers with the values of secret ones masked.</summary>
    public static Dictionary<string, string> Headers(IEnumerable<KeyValuePair<string, string>> headers) =>
        headers.ToDictionary(
            item => item.Key,
            item => SecretNames.IsSecret(item.Key, item.Value) ? Mask : Redact(item.Value),
            StringComparer.OrdinalIgnoreCase
        );

    private static string Value(Match match, Func<string, string> cover) =>
        SecretNames.IsSecret(match.Groups["name"].Value, match.Groups["value"].Value)
            ? $"{match.Groups["name"].Value}={Masked(match.Groups["value"].Value, cover)}"
            : match.Value;

    // A placeholder is not a secret, and the engine checks whether its variable is set.
    private static string Masked(string text, Func<string, string> cover) =>
        text.Length == 0 ? text
        : !Placeholder().IsMatch(text) ? cover(text)
        : Literal().Replace(text, match => match.Groups["name"].Success ? match.Value : cover(match.Value));

    private static string Segments(string path, Func<string, string> cover)
    {
        string[] parts = path.Split('/');
        for (int i = 1; i < parts.Length; i++)
        {
            if (
                IsOpaque(parts[i])
                || (KeyName().IsMatch(parts[i - 1]) && parts[i].Length > 0 && !parts[i].Contains('{', StringComparison.Ordinal))
            )
            {
                parts[i] = cover(parts[i]);
            }
        }

        return string.Join('/', parts);
    }

    // A key as API Gateway creates them: 40 letters of both cases and digits. Ids and hashes are in one case, and names from stacks
    // have hyphens.
    private static bool IsOpaque(string part) =>
        part.Length >= 32
        && part.All(char.IsAsciiLetterOrDigit)
        && part.Any(char.IsAsciiLetterUpper)
        && part.Any(char.IsAsciiLetterLower)
        && part.Any(char.IsAsciiDigit);

    [GeneratedRegex(@"(?<=//)[^/?#\s""<>]+(?=@)", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"(?<=\bhttps?://[^/?#\s""'<>]*)/[^?#\s""'<>]*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PathOfAddress();

    [GeneratedRegex(@"(?<=[?&;#]|^)(?<name>[A-Za-z0-9_.%\[\]-]+)=(?<value>[^&#\s""<>]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Query();

    [GeneratedRegex(@"(?<=[{,\s])(?<name>[A-Za-z][A-Za-z0-9-]*)=(?<value>[^,}]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    // As KeyName, in a path that is part of a sentence or an ARN.
    [GeneratedRegex(
        @"(?<=/(?:api[-_]?keys?|access[-_]?tokens?|secrets?|passwords?)/)[^/?#\s""'<>{}$*;,]+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex KeyInPath();

    // AWS quotes what it would have signed, including the session token's header: "The Canonical String for this request should have been"
    // (IAM user guide, "Create a signed AWS API request").
    [GeneratedRegex(
        @"(?<=^|['""])(?<name>[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+|authorization|cookie):(?<value>[^\s'""][^\r\n'""]*)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex HeaderLine();

    [GeneratedRegex(@"^(?:api[-_]?keys?|access[-_]?tokens?|secrets?|passwords?)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex KeyName();

    // JSON Web Tokens, and the documented forms of GitHub, GitLab, Slack, Stripe, Google and Telegram.
    [GeneratedRegex(
        @"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{20,}|\bxox[abeprs]-[\w-]{10,}|(?<=hooks\.slack\.com/services/)[^\s""'<>?]+|\b[rs]k_(?:live|test)_[A-Za-z0-9]{10,}|\bAIza[\w-]{35}|(?<=/bot)\d{6,}:[\w-]{30,}",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Token();

    [GeneratedRegex(@"\$\{!?[\w.:]{1,200}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?<name>\$\{!?[\w.:]{1,200}\})|(?:(?!\$\{!?[\w.:]{1,200}\})[^:])+", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}
