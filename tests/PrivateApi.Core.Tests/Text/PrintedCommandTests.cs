using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Text;

/// <summary>
/// People paste the commands that our errors and warnings name. So none is put together from text: each comes from CommandLine,
/// which writes every value as a literal, and each exists with its parameters.
/// </summary>
public sealed partial class PrintedCommandTests
{
    /// <summary>Values after a parameter in running text that are no names from elsewhere: members of our own enumerations.</summary>
    private static readonly string[] OwnWords = ["options.Template", "Options.Template", "request.Via"];

    /// <summary>Checks whose commands still have something to fill in.</summary>
    private static readonly string[] Unfilled =
    [
        "src/PrivateApi.Core/Reachability/Checks/DomainAssociatedCheck.cs",
        "src/PrivateApi.Core/Reachability/Names/InboundResolvers.cs",
        "src/PrivateApi.Core/Reachability/Names/MissingRecord.cs",
    ];

    /// <summary>Parameters that a command line takes from a variable, with what the variable holds.</summary>
    internal static readonly IReadOnlyDictionary<string, string[]> Chosen = new Dictionary<string, string[]>
    {
        ["DestinationParameter"] = ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"],
        ["Attribute"] = ["EnableDnsSupport", "EnableDnsHostnames"],
        ["parameter"] = ["EnableDnsSupport", "EnableDnsHostnames"],
    };

    private static readonly Regex Command = new(
        $$"""(?<![\w-])(?<name>(?:{{string.Join('|', Verbs())}})-[A-Z][A-Za-z0-9]+)(?<arguments>(?:\s+-[A-Za-z]\w*(?:[ :]+(?:'[^']*'|@\{[^}]*\}|[^\s;|,.)-][^\s;|,)]*)(?:,\s*[^\s;|,.)-]\S*)*)?)*)(?<rest>\s*)(?<hole>{{SourceLiteral.Hole}}|$)?""",
        RegexOptions.CultureInvariant
    );

    private static readonly Lazy<SourceLiteral[]> Literals = new(() =>
        [.. Sources().SelectMany(source => SourceScanner.Read(source.File, source.Text))]
    );

    [Fact]
    public void No_text_pastes_a_value_into_a_command()
    {
        string[] pasted =
        [
            .. Literals.Value.Where(literal => Command.Matches(literal.Text).Any(TakesAValue)).Select(Show),
            .. Literals.Value.Where(literal => OptionWithHole().Matches(literal.Text).Any(match => !IsQuoted(literal, match))).Select(Show),
        ];
        Assert.Empty(pasted);
    }

    [Fact]
    public void Every_command_that_a_text_names_exists_with_its_parameters() =>
        Assert.Empty(
            from literal in Literals.Value
            from Match match in Command.Matches(literal.Text)
            where !IsOfPowerShell(match.Groups["name"].Value)
            let name = match.Groups["name"].Value
            from problem in KnownCommands.Has(name)
                ? Options(match).Where(option => !KnownCommands.Has(name, option)).Select(option => $"{name} -{option}")
                : [name]
            select $"{literal.Place}: {problem}"
        );

    [Fact]
    public void Every_command_line_that_is_put_together_exists_with_its_parameters()
    {
        (string Place, string Command, string? Parameter)[] lines = [.. CommandChains.All(Sources(), Chosen)];
        Assert.InRange(lines.Length, 80, 1000);
        Assert.Empty(
            lines
                .Where(line => line.Parameter is null ? !KnownCommands.Has(line.Command) : !KnownCommands.Has(line.Command, line.Parameter))
                .Select(line => $"{line.Place}: {line.Command} -{line.Parameter}")
        );
    }

    // What these tests look for is what they find, in each of the ways in which C# writes a text.
    [Theory]
    [InlineData("""$"Deploy it: Publish-PrivateApi -RestApiId {id} -StageName x." """)]
    [InlineData("""$"{id} is off. Remove-LMFunction {name}" """)]
    [InlineData(""" "Remove-Thing -Id " + id """)]
    [InlineData("""$"a {(b ? $"Get-PrivateApi -RestApiId {id}" : "c")}" """)]
    [InlineData("""$@"a ""{b}"" Set-PrivateApi -RestApiId {id}" """)]
    [InlineData(""""""$$"""{a} Set-PrivateApi -StageName x -RestApiId {{id}}""" """""")]
    [InlineData("""$"Sign in with: aws sso login --profile {profile}" """)]
    [InlineData("""$"A caller is named with -OnPremises -SourceIp {address}." """)]
    public void A_pasted_value_is_found(string code)
    {
        IReadOnlyList<SourceLiteral> literals = SourceScanner.Read("x.cs", $"// it's a \"comment\n char q = '\"'; {code};");
        Assert.Contains(
            literals,
            literal =>
                Command.Matches(literal.Text).Any(TakesAValue)
                || OptionWithHole().Matches(literal.Text).Any(match => !IsQuoted(literal, match))
        );
    }

    // Whoever pastes a command has nothing to fill in: only what an error's text alone leads to knows no account.
    [Fact]
    public void Only_an_error_without_an_account_has_commands_with_something_to_fill_in() =>
        Assert.Empty(
            Sources()
                .Where(source => source.Text.Contains("CommandValue.Placeholder", StringComparison.Ordinal))
                .Select(source => source.File)
                .Where(file => !file.Contains("/Reachability/Observed/", StringComparison.Ordinal))
                .Except(Unfilled)
        );

    [Fact]
    public void All_sources_are_read()
    {
        Assert.InRange(Literals.Value.Length, 5000, 100_000);
        Assert.Contains(Literals.Value, literal => literal.Text.Contains("run Start-PrivateApiLab", StringComparison.Ordinal));
    }

    private static bool TakesAValue(Match match) =>
        match.Groups["arguments"].Value.Contains(SourceLiteral.Hole) || (match.Groups["hole"].Success && match.Groups["rest"].Length > 0);

    private static bool IsQuoted(SourceLiteral literal, Match match)
    {
        string hole = literal.Holes[literal.Text[..match.Index].Count(c => c == SourceLiteral.Hole)];
        return hole.StartsWith("PowerShellLiteral.", StringComparison.Ordinal) || OwnWords.Contains(hole);
    }

    private static IEnumerable<string> Options(Match match) =>
        Option().Matches(match.Groups["arguments"].Value).Select(option => option.Groups[1].Value);

    private static bool IsOfPowerShell(string command) => command is "Import-Module" or "Out-Default" or "Export-Clixml" or "Get-Help";

    private static string Show(SourceLiteral literal) =>
        $"{literal.Place}: {literal.Text.Replace(SourceLiteral.Hole.ToString(), "{}", StringComparison.Ordinal)}";

    private static IEnumerable<string> Verbs() =>
        (
            (Type[])
                [
                    typeof(VerbsCommon),
                    typeof(VerbsCommunications),
                    typeof(VerbsData),
                    typeof(VerbsDiagnostic),
                    typeof(VerbsLifecycle),
                    typeof(VerbsOther),
                    typeof(VerbsSecurity),
                ]
        )
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<(string File, string Text)> Sources() =>
        Directory
            .EnumerateFiles(Path.Combine(Peer.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => (Path.GetRelativePath(Peer.Root, file).Replace('\\', '/'), File.ReadAllText(file)));

    // A parameter of a cmdlet, or a program's, followed by a value that is filled in.
    [GeneratedRegex("(?<![\\w\ufffc-])--?[A-Za-z][\\w-]*[ :=]\ufffc|\\baws [a-z][^.;]*\ufffc")]
    private static partial Regex OptionWithHole();

    [GeneratedRegex(@"-([A-Za-z]\w*)(?=[\s:]|$)")]
    private static partial Regex Option();
}
