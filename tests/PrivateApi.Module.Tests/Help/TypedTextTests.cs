using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Help;

/// <summary>What people copy from the README, the about topics and messages is taken by the commands of today.</summary>
public sealed class TypedTextTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public static TheoryData<string> Texts() =>
        [
            "README.md",
            "docs/en-US/about_PrivateApi.md",
            "docs/en-US/about_PrivateApi_Lab.md",
            "docs/en-US/about_PrivateApi_Troubleshooting.md",
        ];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Texts))]
    public void Code_in_a_text_parses_and_names_parameters_that_exist(string file)
    {
        IReadOnlyList<string> blocks =
        [
            .. Blocks(File.ReadAllText(Path.Combine(ModuleSession.RepositoryRoot, file)))
                .Where(block => block.Contains("-PrivateApi", StringComparison.Ordinal)),
        ];
        Assert.NotEmpty(blocks);
        foreach (string block in blocks)
        {
            ScriptBlockAst script = Parser.ParseInput(block, out _, out ParseError[] errors);
            Assert.True(errors.Length == 0, $"{string.Join<ParseError>(", ", errors)}: {block}");
            Assert.Empty(Unknown(script));
        }
    }

    [Fact]
    public void Remedies_and_messages_name_parameters_that_exist()
    {
        string[] unknown =
        [
            .. Directory
                .EnumerateFiles(Path.Combine(ModuleSession.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories)
                .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"\b([A-Z][a-z]+-PrivateApi[A-Za-z]*)((?: [^ |;"".,(]+)*)"))
                .SelectMany(typed =>
                    Regex
                        .Matches(typed.Groups[2].Value, @" -([A-Z][A-Za-z]+)")
                        .Where(parameter => !Knows(typed.Groups[1].Value, parameter.Groups[1].Value))
                        .Select(parameter => $"{typed.Groups[1].Value} -{parameter.Groups[1].Value}")
                )
                .Distinct(),
        ];
        Assert.Empty(unknown);
    }

    // Fenced PowerShell, and the indented blocks of the about topics.
    private static IEnumerable<string> Blocks(string text) =>
        Regex
            .Matches(text, "^```powershell\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value)
            .Concat(
                Regex
                    .Matches(text, @"(?<=\n\n)(?:    .*\n)+")
                    .Select(match => match.Value)
                    .Where(block => Regex.IsMatch(block, @"^\s*\w+-PrivateApi"))
            );

    private IEnumerable<string> Unknown(ScriptBlockAst script) =>
        from CommandAst command in script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true)
        let name = command.GetCommandName()
        where name?.Contains("-PrivateApi", StringComparison.Ordinal) == true
        from parameter in command.CommandElements.OfType<CommandParameterAst>()
        where !Knows(name, parameter.ParameterName)
        select $"{name} -{parameter.ParameterName}";

    private bool Knows(string command, string parameter) =>
        _session.Invoke($"(Get-Command {command}).ResolveParameter('{parameter}').Name").Errors.Count == 0;
}
