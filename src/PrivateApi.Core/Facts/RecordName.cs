using System.Text.RegularExpressions;

namespace PrivateApi.Facts;

/// <summary>
/// Names as Route 53 writes them: with a closing dot, and characters other than letters, digits and hyphens as octal escapes
/// (Route 53 guide, "DNS domain name format").
/// </summary>
internal static partial class RecordName
{
    /// <summary>The name in lower case, without the closing dot and without escapes.</summary>
    public static string Read(string name) =>
        Escape().Replace(name, match => ((char)Convert.ToInt32(match.Groups[1].Value, 8)).ToString()).TrimEnd('.').ToLowerInvariant();

    [GeneratedRegex(@"\\([0-7]{3})")]
    private static partial Regex Escape();
}
