using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace PrivateApi.Text;

/// <summary>
/// Text on its way to a terminal, a log or a report. This type alone decides what must not get there, because names and answers
/// come from others. Control characters, line ends, bidirectional and other invisible characters and lone surrogates are shown
/// as <c>\u001b</c>; so is the first character of what a CI runner would obey. Objects keep their texts: only what is shown
/// passes through here. Joiners and variation selectors stay where scripts and emoji need them. Applying it twice changes nothing.
/// </summary>
internal static partial class VisibleText
{
    /// <summary>One line: a line end in the text is shown as an escape.</summary>
    public static string Escaped(string? text) => Write(text, keepsLines: false);

    /// <summary>
    /// Text of several lines, such as a policy or an answer's body: line ends and tabs stay, and every line is checked.
    /// </summary>
    public static string Lines(string? text) => Write(text, keepsLines: true);

    /// <summary>Lines of our own, each a text of one line.</summary>
    public static string Lines(IEnumerable<string> lines) => string.Join(Environment.NewLine, lines.Select(Escaped));

    /// <summary>True when nothing in the text, as one line, has to be escaped.</summary>
    public static bool IsVisible(string text) => Escaped(text) == text;

    /// <summary>
    /// Whether a character acts on a terminal, or is invisible: what Unicode calls controls, formats and default ignorable
    /// (DerivedCoreProperties.txt).
    /// </summary>
    public static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate => true,
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            _ => rune.Value
                is 0x034f
                    or 0x115f
                    or 0x1160
                    or 0x17b4
                    or 0x17b5
                    or (>= 0x180b and <= 0x180f)
                    or 0x2065
                    or 0x3164
                    or (>= 0xfe00 and <= 0xfe0f)
                    or 0xffa0
                    or (>= 0xfff0 and <= 0xfff8)
                    or 0xfffe
                    or 0xffff
                    or (>= 0xe0000 and <= 0xe0fff),
        };

    private static string Write(string? text, bool keepsLines)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        string shown = IsPlain(text) ? text : Escape(keepsLines ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : text, keepsLines);

        // GitHub's runner takes "::name" at a line's start, spaces aside, and "##[name]" anywhere in a line (actions/runner,
        // ActionCommand.cs); Azure's agent takes "##vso[" anywhere (azure-pipelines-agent, Command.cs), TeamCity "##teamcity["
        // (its documentation, "Service Messages"). A view may break a line before any word, so known names are escaped wherever they are.
        return !shown.Contains("##", StringComparison.Ordinal) && !shown.Contains("::", StringComparison.Ordinal)
            ? shown
            : LineStart().Replace(Command().Replace(shown, static match => Code(match.Value[0]) + match.Value[1..]), Stopped);
    }

    private static string Stopped(Match match) =>
        !match.Groups[3].Success && IsAddress(match.Groups[2].Value)
            ? match.Value
            : $"{match.Groups[1]}{Code(':')}{match.Groups[2].ValueSpan[1..]}";

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
            else if (IsHidden(rune) && !(keepsLines && c is '\n' or '\t') && !IsNeeded(text, i))
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

    /// <summary>
    /// A joiner between two characters that are not ASCII, as in Persian words and composed emoji, and a selector after one
    /// or in a keycap (UTS #51). Elsewhere they would only make two names look alike.
    /// </summary>
    private static bool IsNeeded(string text, int at)
    {
        if (
            text[at] is not ('\u200c' or '\u200d' or '\ufe0e' or '\ufe0f')
            || Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out Rune before, out _) != OperationStatus.Done
        )
        {
            return false;
        }

        bool hasNext = Rune.DecodeFromUtf16(text.AsSpan(at + 1), out Rune next, out _) == OperationStatus.Done;
        return text[at] is '\ufe0e' or '\ufe0f'
            ? IsWritten(before) || (hasNext && next.Value == 0x20e3)
            : (IsWritten(before) || (before.Value is 0xfe0e or 0xfe0f && IsNeeded(text, at - 1))) && hasNext && IsWritten(next);
    }

    private static bool IsWritten(Rune rune) => !rune.IsAscii && !Rune.IsWhiteSpace(rune) && !IsHidden(rune);

    private static string Code(char c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");

    // "::1" and "::/0" legitimately begin lines, but a command has a second "::".
    private static bool IsAddress(string word) =>
        word.Length > 2
        && word.Split('/') is [var address, ..] and { Length: <= 2 }
        && IPAddress.TryParse(address.TrimEnd(',', ';'), out _);

    [GeneratedRegex(
        @"##(?=vso\[|teamcity\[|\[)|::(?=(set-env|set-output|save-state|add-path|add-mask|add-matcher|remove-matcher|"
            + @"internal-set-repo-path|debug|notice|warning|error|group|endgroup|echo|stop-commands)\b)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Command();

    [GeneratedRegex(@"^([^\S\n]*)(::\S*)(?=([^\n]*::)?)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex LineStart();
}
