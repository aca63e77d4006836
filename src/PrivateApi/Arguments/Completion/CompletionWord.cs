using System.Management.Automation;
using System.Management.Automation.Language;
using PrivateApi.Text;

namespace PrivateApi.Arguments.Completion;

/// <summary>The word under the cursor: its completions, and how they are written.</summary>
internal sealed class CompletionWord
{
    private readonly char _quote;
    private readonly WildcardPattern _pattern;

    public CompletionWord(string? typed)
    {
        string word = typed ?? string.Empty;
        _quote = word is ['\'' or '"', ..] ? word[0] : '\0';
        if (_quote != '\0')
        {
            word = word[1..];
            word = word.EndsWith(_quote) ? word[..^1] : word;
        }

        // An earlier completion is written with escaped wildcards.
        word = WildcardPattern.Unescape(word);
        _pattern = WildcardPattern.Get(
            WildcardPattern.ContainsWildcardCharacters(word) && !word.Contains('[', StringComparison.Ordinal)
                ? word + "*"
                : WildcardPattern.Escape(word) + "*",
            WildcardOptions.IgnoreCase
        );
    }

    public bool Matches(Suggestion suggestion) =>
        _pattern.IsMatch(suggestion.Text)
        || _pattern.IsMatch(WildcardPattern.Unescape(suggestion.Text))
        || (suggestion.Label is { } label && _pattern.IsMatch(label));

    public CompletionResult Result(Suggestion suggestion) =>
        new(
            Written(suggestion.Text),
            VisibleText.Escaped(suggestion.Label is { Length: > 0 } label ? $"{suggestion.Text} ({label})" : suggestion.Text),
            CompletionResultType.ParameterValue,
            VisibleText.Escaped(string.IsNullOrWhiteSpace(suggestion.Tooltip) ? suggestion.Text : suggestion.Tooltip)
        );

    private string Written(string text) =>
        _quote switch
        {
            _ when !VisibleText.IsVisible(text) => PowerShellLiteral.Quoted(text),
            '"' => "\""
                + text.Replace("`", "``", StringComparison.Ordinal)
                    .Replace("\"", "`\"", StringComparison.Ordinal)
                    .Replace("$", "`$", StringComparison.Ordinal)
                + "\"",
            '\0' when IsBare(text) => text,
            _ => "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'",
        };

    // Letters, digits and the characters of ids and names; anything else may have a meaning for the parser.
    private static bool IsBare(string text) =>
        text.Length > 0
        && (char.IsLetterOrDigit(text[0]) || text[0] is '_' or '/')
        && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':');
}
