using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Text;

/// <summary>The calls that put command lines together, read from the sources: what is run, and with which parameters.</summary>
internal static partial class CommandChains
{
    /// <summary>Each command, alone and with each of its parameters.</summary>
    /// <param name="sources">Files and their texts.</param>
    /// <param name="chosen">What a parameter that is no literal may be.</param>
    public static IEnumerable<(string Place, string Command, string? Parameter)> All(
        IEnumerable<(string File, string Text)> sources,
        IReadOnlyDictionary<string, string[]> chosen
    )
    {
        foreach (
            (string file, string text) in sources.Where(source => !source.File.Contains("/PrivateApi.Core/Text/", StringComparison.Ordinal))
        )
        {
            foreach (Match start in Start().Matches(text))
            {
                int at = start.Index + start.Length;
                string place = $"{file}:{text[..at].Count(c => c == '\n') + 1}";
                string[] commands = Words(Argument(text, ref at));
                Assert.True(commands.Length > 0, $"{place} runs what is no literal.");
                foreach (string command in commands)
                {
                    yield return (place, command, null);
                }

                while (Next().Match(text, at) is { Success: true } next)
                {
                    at += next.Length;
                    string argument = Argument(text, ref at);
                    foreach (string parameter in next.Groups[1].Value == "With" ? Parameters(First(argument), place, chosen) : [])
                    {
                        foreach (string command in commands)
                        {
                            yield return (place, command, parameter);
                        }
                    }
                }
            }
        }
    }

    private static string[] Parameters(string expression, string place, IReadOnlyDictionary<string, string[]> chosen)
    {
        string[] words = Words(expression);
        Assert.True(
            words.Length > 0 || chosen.ContainsKey(expression),
            $"{place} takes a parameter from {expression}: say in {nameof(PrintedCommandTests)} what it may be."
        );
        return words.Length > 0 ? words : chosen[expression];
    }

    /// <summary>What stands between the brackets, of which the first is behind us.</summary>
    private static string Argument(string text, ref int at)
    {
        int start = at,
            depth = 1;
        while (depth > 0)
        {
            depth +=
                text[at] is '(' or '[' or '{' ? 1
                : text[at] is ')' or ']' or '}' ? -1
                : 0;
            at++;
        }

        return text[start..(at - 1)];
    }

    private static string First(string arguments)
    {
        int depth = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            depth +=
                arguments[i] is '(' or '[' or '{' ? 1
                : arguments[i] is ')' or ']' or '}' ? -1
                : 0;
            if (depth == 0 && arguments[i] == ',')
            {
                return arguments[..i];
            }
        }

        return arguments;
    }

    // A choice between two: what it is made by is no part of it.
    private static string[] Words(string expression) =>
        [.. Word().Matches(expression.Split(" ? ")[^1]).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"CommandLine\s*\.ForCmdlet\(")]
    private static partial Regex Start();

    [GeneratedRegex(@"\G\s*\.(With|Noting)\(")]
    private static partial Regex Next();

    [GeneratedRegex(
        """
            "([A-Z][\w-]*)"
            """
    )]
    private static partial Regex Word();
}
