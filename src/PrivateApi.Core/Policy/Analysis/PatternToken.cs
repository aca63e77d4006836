namespace PrivateApi.Policy.Analysis;

/// <summary>One token of a pattern: one character of a class, or a run of them.</summary>
internal readonly record struct PatternToken(CharClass Class, char Char, bool IsRun)
{
    public bool Takes(char c) =>
        Class switch
        {
            CharClass.Any => true,
            CharClass.NotColon => c != ':',
            CharClass.Stage => char.IsAsciiLetterOrDigit(c) || c is '-' or '_',
            CharClass.Upper => char.IsAsciiLetterUpper(c),
            CharClass.Digit => char.IsAsciiDigit(c),
            CharClass.Exactly => c == Char,
            CharClass.End => false,
            _ => char.ToUpperInvariant(c) == char.ToUpperInvariant(Char),
        };

    /// <summary>The tokens of a text whose stars and question marks are wildcards if <paramref name="wildcards"/> says so.</summary>
    public static IEnumerable<PatternToken> Tokenize(string text, bool wildcards, bool ignoreCase = false, CharClass wild = CharClass.Any)
    {
        foreach (char c in text)
        {
            yield return c switch
            {
                '*' when wildcards => new PatternToken(wild, default, IsRun: true),
                '?' when wildcards => new PatternToken(wild, default, IsRun: false),
                _ => new PatternToken(ignoreCase ? CharClass.ExactlyIgnoringCase : CharClass.Exactly, c, IsRun: false),
            };
        }
    }

    /// <summary>The tokens of an Arn condition: wildcards stay within the first five parts, the sixth takes anything.</summary>
    public static IEnumerable<PatternToken> OfArn(string text)
    {
        string[] parts = text.Split(':', 6);
        for (int i = 0; i < parts.Length; i++)
        {
            foreach (
                PatternToken token in Tokenize(
                    (i > 0 ? ":" : string.Empty) + parts[i],
                    wildcards: true,
                    wild: i < 5 ? CharClass.NotColon : CharClass.Any
                )
            )
            {
                yield return token;
            }
        }
    }
}
