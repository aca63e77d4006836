using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace PrivateApi;

/// <summary>
/// Text on its way to a terminal, a log or a report, and the one author of what must not get there: names and answers come
/// from others. Control characters, line ends, bidirectional and other invisible formats, lone halves of characters are shown
/// as <c>\u001b</c>; so is the first character of what a CI runner would obey. Objects keep what they have: only what is shown
/// passes here. Joiners stay, which scripts and emoji need.
/// </summary>
internal static partial class VisibleText
{
    /// <summary>One line: a line end in the text is shown, not made.</summary>
    public static string Of(string? text) => Write(text, keepsLines: false);

    /// <summary>Text of several lines that are its own, a policy or an answer's body: line ends and tabs stay, and every line is watched.</summary>
    public static string Lines(string? text) => Write(text, keepsLines: true);

    /// <summary>Whether a character acts on a terminal, or hides.</summary>
    public static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate => true,
        UnicodeCategory.Format => rune.Value is not (0x200c or 0x200d),
        _ => rune.Value is 0xfffe or 0xffff,
    };

    private static string Write(string? text, bool keepsLines)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        string shown = IsPlain(text) ? text : Escape(keepsLines ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : text, keepsLines);

        // GitHub's runner takes "::name" at a line's start, spaces aside, and "##[name]" anywhere in a line (actions/runner,
        // ActionCommand.cs); Azure's agent takes "##vso[" anywhere (azure-pipelines-agent, Command.cs). A view may break a
        // line before any word, so known names are stopped wherever they stand.
        return !shown.Contains("##", StringComparison.Ordinal) && !shown.Contains("::", StringComparison.Ordinal) ? shown
            : LineStart().Replace(Command().Replace(shown, static match => Code(match.Value[0]) + match.Value[1..]), static match => IsAddress(match.Groups[2].Value) ? match.Value : $"{match.Groups[1]}{Code(':')}{match.Groups[2].ValueSpan[1..]}");
    }

    private static bool IsPlain(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    private static string Escape(string text, bool keepsLines)
    {
        StringBuilder shown = new(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (!Rune.TryGetRuneAt(text, i, out Rune rune))
            {
                shown.Append(Code(c));
            }
            else if (IsHidden(rune) && !(keepsLines && c is '\n' or '\t'))
            {
                shown.Append(Code(c)).Append(rune.IsBmp ? string.Empty : Code(text[i + 1]));
            }
            else
            {
                shown.Append(text, i, rune.Utf16SequenceLength);
            }

            i += rune.Utf16SequenceLength > 1 ? 1 : 0;
        }

        return shown.ToString();
    }

    private static string Code(char c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");

    // "::1" and "::/0" begin lines of their own right.
    private static bool IsAddress(string word) => word.Split('/') is [var address, ..] and { Length: <= 2 } && IPAddress.TryParse(address.TrimEnd(',', ';'), out _);

    [GeneratedRegex(@"##(?=vso\[|\[)|::(?=(set-env|set-output|save-state|add-path|add-mask|add-matcher|remove-matcher|internal-set-repo-path|debug|notice|warning|error|group|endgroup|echo|stop-commands)\b)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Command();

    [GeneratedRegex(@"^([^\S\n]*)(::\S*)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex LineStart();
}
