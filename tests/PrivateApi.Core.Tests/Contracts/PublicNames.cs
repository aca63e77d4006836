using System.Text.RegularExpressions;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Contracts;

/// <summary>
/// The ids of our errors and the codes of our lint, read from the sources: they stand there as literals, at the calls that make
/// an error or a finding, and a call whose id is no literal is one that these patterns must be told of.
/// </summary>
internal static partial class PublicNames
{
    /// <summary>Calls that hand an id on, with the name of the method that takes it as a literal; null where the id is AWS's own.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Handed = new Dictionary<string, string?>
    {
        ["Aws/Credentials/ConnectionFault.cs: id"] = "Make",
        ["Calls/CallPreparation.cs: errorId"] = "Require",
        ["Provisioning/EndpointPlans/EndpointDeletion.cs: code"] = "??",

        // Its callers name ids that the readers of the same files make too, where these patterns see them.
        ["Arguments/InputPath.cs: errorId"] = null,
    };

    /// <summary>Each id of an error, with the file that makes it.</summary>
    public static IEnumerable<(string Id, string File)> ErrorIds()
    {
        foreach ((string file, string text) in Sources("src/PrivateApi.Core", "src/PrivateApi"))
        {
            foreach (string argument in BeforeKind().Matches(text).Select(match => match.Groups[1].Value.Trim()))
            {
                foreach (string id in Literals(argument, file, text))
                {
                    yield return (id, file);
                }
            }
        }
    }

    /// <summary>Each code of the lint, with its file.</summary>
    public static IEnumerable<(string Id, string File)> LintCodes() =>
        Sources("src/PrivateApi.Core/Policy/Lint")
            .Where(source => source.File != "LintReport.cs")
            .SelectMany(source =>
                LintCall()
                    .Matches(source.Text)
                    .SelectMany(match => Literals(match.Groups[1].Value, source.File, source.Text), (_, code) => (code, source.File))
            );

    /// <summary>The text of all tests.</summary>
    public static string Tests() =>
        string.Join(
            '\n',
            Files("tests", "*.cs")
                .Concat(Files("tests", "*.ps1"))
                .Where(file => !file.Contains("Contracts", StringComparison.Ordinal))
                .Select(File.ReadAllText)
        );

    private static IEnumerable<string> Literals(string argument, string file, string text)
    {
        string[] literals = [.. Literal().Matches(argument).Select(match => match.Groups[1].Value)];
        if (literals.Length > 0)
        {
            return literals;
        }

        Assert.True(
            Handed.TryGetValue($"{file}: {argument}", out string? method),
            $"{file} makes an error or a finding by an id that is no literal: {argument}. Say in {nameof(PublicNames)} where it comes from."
        );
        return method switch
        {
            null => [],
            "??" => Regex.Matches(text, """\?\? "(\w+)";""").Select(match => match.Groups[1].Value),
            _ => Regex.Matches(text, $$"""\b{{method}}\([^"]*?"([A-Z]\w+)",""").Select(match => match.Groups[1].Value),
        };
    }

    private static IEnumerable<(string File, string Text)> Sources(params string[] folders) =>
        from folder in folders
        from file in Files(folder, "*.cs")
        select (Path.GetRelativePath(Path.Combine(Peer.Root, folder), file).Replace('\\', '/'), File.ReadAllText(file));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Peer.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal));

    [GeneratedRegex(@"\(\s*([^();]*?),\s*FaultKind\.")]
    private static partial Regex BeforeKind();

    [GeneratedRegex("""\breport\.(?:Error|Warn|Inform)\(\s*([^,]+),""")]
    private static partial Regex LintCall();

    [GeneratedRegex(
        """
            "([A-Z]\w+)"
            """
    )]
    private static partial Regex Literal();
}
