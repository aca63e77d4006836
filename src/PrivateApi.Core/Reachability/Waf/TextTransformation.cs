namespace PrivateApi.Reachability.Waf;

/// <summary>
/// What AWS WAF does to a part of a request before it compares (AWS WAF guide, "Using text transformations"), where the outcome is
/// plain: most change nothing in a text without the characters that they are about.
/// </summary>
internal static class TextTransformation
{
    /// <summary>The text after it; null where that is not plain.</summary>
    public static string? Apply(string transformation, string text) =>
        transformation switch
        {
            "NONE" => text,
            "LOWERCASE" => text.ToLowerInvariant(),
            "URL_DECODE" or "URL_DECODE_UNI" when text.IndexOfAny(['%', '+']) < 0 => text,
            "HTML_ENTITY_DECODE" when !text.Contains('&', StringComparison.Ordinal) => text,
            "COMPRESS_WHITE_SPACE" when !text.Any(char.IsWhiteSpace) => text,
            "NORMALIZE_PATH"
            or "NORMALIZE_PATH_WIN"
                when !text.Contains("//", StringComparison.Ordinal)
                    && !text.Contains("/.", StringComparison.Ordinal)
                    && !text.Contains('\\', StringComparison.Ordinal) => text,
            _ => null,
        };
}
