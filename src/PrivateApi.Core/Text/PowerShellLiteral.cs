using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PrivateApi.Text;

/// <summary>
/// Text as PowerShell reads it back: whatever it contains, it stays one string. Ids are not quoted, because people read them that
/// way; everything else is (about_Quoting_Rules, about_Special_Characters).
/// </summary>
internal static partial class PowerShellLiteral
{
    // Even in quotes it makes the rest of the line one verbatim text, up to a bar that single quotes do not hide
    // (about_Parsing; Parser.CommandRule compares the token's value).
    private const string StopParsing = "--%";

    /// <summary>The text as a command's argument.</summary>
    public static string Argument(string text) =>
        Bare().IsMatch(text) && !Number().IsMatch(text) && VisibleText.IsVisible(text) ? text
        : text == StopParsing ? $"({Quoted(text)})"
        : Quoted(text);

    /// <summary>The text as a string in an expression, where everything is quoted.</summary>
    public static string Quoted(string text) => VisibleText.IsVisible(text) ? Single(text) : Escaped(text);

    /// <summary>
    /// An option of a program other than a cmdlet, such as the AWS CLI: a value that looks like an option is joined to its name.
    /// </summary>
    public static string Option(string name, string value) =>
        value.StartsWith('-') ? Quoted($"{name}={value}") : $"{name} {Argument(value)}";

    /// <summary>Whether a literal of this type begins with the character.</summary>
    public static bool IsQuote(char c) => c is '\'' or '"';

    /// <summary>Whether a character ends a literal that began with a quote, unless it stands doubled or behind a backtick.</summary>
    public static bool Closes(char c, char quote) => quote == '"' ? c == '"' : IsSingle(c);

    /// <summary>How many characters of a literal stand for one at most: a doubled quote, an escape, a surrogate pair.</summary>
    /// <param name="text">The text that the literal is in.</param>
    /// <param name="index">Where in it.</param>
    /// <param name="quote">The quote that the literal began with.</param>
    public static int LengthOf(string text, int index, char quote) =>
        quote == '"' && text[index] == '`' && text.AsSpan(index).StartsWith("`u{") ? text.IndexOf('}', index) - index + 1
        : index + 1 < text.Length
        && (
            (quote == '"' && text[index] == '`')
            || (quote == '\'' && IsSingle(text[index]) && text[index + 1] == text[index])
            || char.IsSurrogatePair(text[index], text[index + 1])
        )
            ? 2
        : 1;

    private static bool IsSingle(char c) => c is '\'' or '\u2018' or '\u2019' or '\u201a' or '\u201b';

    // PowerShell accepts four typographic quotes as the plain one (CharTraits.IsSingleQuote); a doubled one is the character itself.
    private static string Single(string text)
    {
        StringBuilder quoted = new(text.Length + 2);
        quoted.Append('\'');
        foreach (char c in text)
        {
            quoted.Append(c);
            if (IsSingle(c))
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('\'').ToString();
    }

    // Characters that a terminal or a CI runner would act on are written as escapes, which exist only in double quotes.
    private static string Escaped(string text)
    {
        StringBuilder quoted = new(text.Length + 16);
        quoted.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '"' or '\u201c' or '\u201d' or '\u201e' or '`' or '$')
            {
                quoted.Append('`').Append(c);
            }
            else if (char.IsSurrogate(c) || VisibleText.IsHidden(new Rune(c)) || (c is '#' or ':' && text.AsSpan(i + 1).StartsWith([c])))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"`u{{{(int)c:x}}}");
            }
            else
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('"').ToString();
    }

    // Nothing here begins a parameter, a variable, a splat, a comment or an operator.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.:/+-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    // Stricter than about_Numeric_Literals: one quote too many is better than a number in place of an id.
    [GeneratedRegex(
        @"\A(0x[0-9a-f]*|0b[01]*|[0-9]+(\.[0-9]*)?(e[+-]?[0-9]*)?)[a-z]{0,4}\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Number();
}
