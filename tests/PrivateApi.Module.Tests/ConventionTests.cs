using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests;

/// <summary>What holds for every command, checked on the staged module itself.</summary>
public sealed class ConventionTests : IDisposable
{
    private static readonly string[] Changing = ["New", "Set", "Remove", "Publish", "Restore", "Add", "Stop"];

    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_manifest_names_exactly_the_commands_that_exist()
    {
        IEnumerable<string> classes = Commands()
            .First()
            .ImplementingType.Assembly.GetExportedTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>())
            .OfType<CmdletAttribute>()
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}");
        Assert.Equal(classes.Order(), Manifest().Order());
        Assert.Equal(Manifest().Order(), Commands().Select(command => command.Name).Order());
    }

    [Fact]
    public void Every_command_has_a_help_page_and_a_Pester_file_and_there_are_no_others()
    {
        IEnumerable<string> pages = Directory
            .GetFiles(Path.Combine(ModuleSession.RepositoryRoot, "docs", "en-US"), "*-*.md")
            .Select(file => Path.GetFileNameWithoutExtension(file)!);
        IEnumerable<string> tests = Directory
            .GetFiles(Path.Combine(ModuleSession.RepositoryRoot, "tests", "Pester"), "*-*.Tests.ps1")
            .Select(file => Path.GetFileName(file).Replace(".Tests.ps1", string.Empty, StringComparison.Ordinal));
        Assert.Equal(Manifest().Order(), pages.Order());
        Assert.Equal(Manifest().Order(), tests.Order());
    }

    [Theory]
    [InlineData("about_PrivateApi")]
    [InlineData("about_PrivateApi_Lab")]
    [InlineData("about_PrivateApi_Troubleshooting")]
    public void Every_about_topic_says_what_its_page_says(string topic)
    {
        string[] page = File.ReadAllLines(Path.Combine(ModuleSession.RepositoryRoot, "docs", "en-US", topic + ".md"));
        string[] help = File.ReadAllLines(Path.Combine(ModuleSession.StagedModule, "en-US", topic + ".help.txt"));
        Assert.Equal(
            page.Select(line => line.TrimStart('#').Trim().ToUpperInvariant()),
            help.Skip(1).Select(line => line.Trim().ToUpperInvariant())
        );
    }

    [Fact]
    public void Every_command_of_ours_that_a_message_or_a_page_tells_people_to_run_exists()
    {
        string root = ModuleSession.RepositoryRoot;
        IEnumerable<string> files = Directory
            .EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(root, "README.md"));
        IEnumerable<string> named = files
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"\b[A-Z][a-z]+-PrivateApi[A-Za-z]*").Select(match => match.Value))
            .Distinct();
        Assert.Empty(named.Except(Manifest()));
    }

    [Fact]
    public void Every_command_that_changes_something_can_be_asked_what_it_would_do() =>
        Assert.Empty(
            Commands()
                .Where(command =>
                    Changing.Contains(command.Verb) && command.Name != "New-PrivateApiPolicy" && !command.Parameters.ContainsKey("WhatIf")
                )
                .Select(command => command.Name)
        );

    [Fact]
    public void Every_command_that_emits_says_what()
    {
        string[] silent = ["Remove", "Stop"];
        Assert.Empty(
            Commands().Where(command => !silent.Contains(command.Verb) && command.OutputType.Count == 0).Select(command => command.Name)
        );
    }

    [Fact]
    public void Removing_asks_unless_forced()
    {
        foreach (CmdletInfo command in Commands().Where(command => command.Verb == "Remove"))
        {
            Assert.Equal(ConfirmImpact.High, command.ImplementingType.GetCustomAttribute<CmdletAttribute>()!.ConfirmImpact);
            Assert.Contains("Force", command.Parameters.Keys);
        }
    }

    [Fact]
    public void No_type_of_the_AWS_SDK_is_visible_to_a_user()
    {
        IEnumerable<Type> visible = Commands()
            .SelectMany(command =>
                command
                    .Parameters.Values.Select(parameter => parameter.ParameterType)
                    .Concat(
                        command
                            .OutputType.Select(output => output.Type)
                            .OfType<Type>()
                            .SelectMany(type => type.GetProperties().Select(property => property.PropertyType).Append(type))
                    )
            );
        Assert.DoesNotContain(visible, type => Names(type).Any(name => name.StartsWith("Amazon.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_emitted_object_says_its_account_and_Region()
    {
        string[] missing =
        [
            .. Commands()
                .SelectMany(command => command.OutputType.Select(output => output.Type).OfType<Type>())
                .Where(type => type.Namespace == "PrivateApi.Model")
                .Distinct()
                .Where(type => type.GetProperty("AccountId") is null || type.GetProperty("Region") is null)
                .Select(type => type.Name),
        ];
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Names(Type type) =>
        (type.IsGenericType ? type.GetGenericArguments().SelectMany(Names) : [])
            .Append(type.FullName ?? type.Name)
            .Append(type.GetElementType()?.FullName ?? string.Empty);

    private List<CmdletInfo> Commands() =>
        [.. _session.Run("Get-Command -Module PrivateApi -CommandType Cmdlet").Select(command => (CmdletInfo)command.BaseObject)];

    private List<string> Manifest() =>
        [
            .. _session
                .Run($"(Test-ModuleManifest '{ModuleSession.StagedModule}PrivateApi.psd1').ExportedCmdlets.Keys")
                .Select(name => name.ToString()!),
        ];
}
