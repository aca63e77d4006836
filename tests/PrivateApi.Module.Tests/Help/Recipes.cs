using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Help;

/// <summary>The README's recipes, which are examples too.</summary>
internal static class Recipes
{
    public static IReadOnlyList<HelpExample> All()
    {
        string text = File.ReadAllText(Path.Combine(ModuleSession.RepositoryRoot, "README.md")).Split("\n## Recipes\n")[1].Split("\n## ")[
            0
        ];
        return
        [
            .. Regex
                .Matches(text, @"^\*\*(.+?)\*\*[^`]*?^```powershell\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)
                .Select((match, index) => new HelpExample("README", index + 1, match.Groups[1].Value, match.Groups[2].Value, string.Empty)),
        ];
    }
}
