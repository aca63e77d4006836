namespace PrivateApi.Policy.Language;

/// <summary>
/// Matching with <c>*</c> (any run) and <c>?</c> (one character). It never goes back before the latest star, so a pattern
/// full of stars costs no more than the text's length times its longest piece.
/// </summary>
internal static class Glob
{
    /// <summary>Placeholders for the wildcards in a pattern whose other text must be taken literally: Unicode noncharacters.</summary>
    public const char AnyRun = '\uFDD0';

    /// <inheritdoc cref="AnyRun"/>
    public const char AnyOne = '\uFDD1';

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase)
    {
        // Most patterns are literal up to their first star: compare that part at once.
        int plain = pattern.IndexOfAny('*', '?');
        StringComparison comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (plain < 0)
        {
            return text.Equals(pattern, comparison);
        }

        if (!text.StartsWith(pattern[..plain], comparison))
        {
            return false;
        }

        return plain == pattern.Length - 1 && pattern[plain] == '*' || Matches(pattern[plain..], text[plain..], ignoreCase, '*', '?');
    }

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase, char anyRun, char anyOne)
    {
        int p = 0,
            t = 0,
            star = -1,
            resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == anyRun)
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == anyOne || Same(pattern[p], text[t], ignoreCase)))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart(anyRun).IsEmpty;
    }

    private static bool Same(char a, char b, bool ignoreCase) =>
        a == b || (ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));
}
