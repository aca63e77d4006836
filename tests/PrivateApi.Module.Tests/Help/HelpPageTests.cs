using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Help;

/// <summary>A help page says what the command is, parameter by parameter, and is written for a reader.</summary>
public sealed class HelpPageTests(PageCommands commands) : IClassFixture<PageCommands>
{
    private static readonly string[] Order =
    [
        "SYNOPSIS",
        "SYNTAX",
        "ALIASES",
        "DESCRIPTION",
        "EXAMPLES",
        "PARAMETERS",
        "INPUTS",
        "OUTPUTS",
        "NOTES",
        "RELATED LINKS",
    ];

    public static TheoryData<string> Pages() => [.. HelpPage.All().Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_every_section_in_the_order_of_the_schema(string name)
    {
        HelpPage page = Page(name);
        Assert.Equal(Order, page.Sections.Keys);
        Assert.Equal("2024-05-01", page.FrontMatter["PlatyPS schema version"]);
        Assert.Equal(
            ("cmdlet", "PrivateApi.dll-Help.xml", "PrivateApi", name),
            (
                page.FrontMatter["document type"],
                page.FrontMatter["external help file"],
                page.FrontMatter["Module Name"],
                page.FrontMatter["title"]
            )
        );
        Assert.DoesNotContain("{{ Fill", string.Concat(page.Sections.Values), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_syntax_is_the_one_that_PowerShell_takes(string name)
    {
        HelpPage page = Page(name);
        Assert.Equal(
            CommandShape.Syntax(Command(name)).OrderBy(pair => pair.Key, StringComparer.Ordinal),
            page.Syntax.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_parameter_is_described_as_it_is_and_no_other_is(string name)
    {
        HelpPage page = Page(name);
        CmdletInfo command = Command(name);
        Assert.Equal(
            CommandShape.Parameters(command).Select(parameter => parameter.Name).Order(StringComparer.OrdinalIgnoreCase),
            page.Parameters.Select(parameter => parameter.Name)
        );
        foreach (HelpItem parameter in page.Parameters)
        {
            string stated = Regex.Match(parameter.Metadata, "^DefaultValue: (.*)$", RegexOptions.Multiline).Groups[1].Value;
            Assert.Equal(
                $"-{parameter.Name}\n{CommandShape.Metadata(command, command.Parameters[parameter.Name], stated)}",
                $"-{parameter.Name}\n{parameter.Metadata}"
            );
            Assert.True(parameter.Text.EndsWith('.') && parameter.Text.Length > 20, $"{name} -{parameter.Name}: '{parameter.Text}'");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_comes_out_is_named_and_described(string name)
    {
        IReadOnlyList<HelpItem> outputs = Page(name).Items("OUTPUTS");
        Assert.Equal(
            Command(name).OutputType.Select(output => output.Name).DefaultIfEmpty("None").Order(),
            outputs.Select(output => output.Name).Order()
        );
        Assert.All(outputs, output => Assert.False(string.IsNullOrWhiteSpace(output.Text), output.Name));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_goes_in_is_every_type_that_the_pipeline_takes(string name)
    {
        IEnumerable<string> taken = CommandShape
            .Parameters(Command(name))
            .Where(parameter => parameter.ParameterSets.Values.Any(set => set.ValueFromPipeline))
            .Select(parameter => parameter.ParameterType.ToString().Replace("[]", string.Empty, StringComparison.Ordinal));
        IReadOnlyList<HelpItem> inputs = Page(name).Items("INPUTS");
        foreach (string type in taken)
        {
            // What has an account and a Region is told by the objects that have them.
            string wanted = type == "PrivateApi.Model.IAwsResource" ? "PrivateApi.Model." : type;
            Assert.Contains(inputs, input => input.Name.StartsWith(wanted, StringComparison.Ordinal));
        }

        Assert.All(inputs, input => Assert.False(string.IsNullOrWhiteSpace(input.Text), input.Name));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void There_are_two_examples_at_least_and_each_says_what_it_does(string name)
    {
        IReadOnlyList<HelpExample> examples = Page(name).Examples;
        Assert.True(examples.Count >= 2, $"{examples.Count} examples");
        Assert.All(examples, example => Assert.True(example.Code.Length > 0 && example.Text.EndsWith('.'), example.Id));
        Assert.All(examples, example => Assert.Contains(name, example.Code, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_pages_that_exist(string name)
    {
        HelpPage page = Page(name);
        IEnumerable<string> links = Regex
            .Matches(page.Sections["RELATED LINKS"], @"^- \[([^]]+)\]\(([^)]+)\)$", RegexOptions.Multiline)
            .Select(match => match.Groups[2].Value);
        Assert.NotEmpty(links);
        Assert.All(
            links,
            link =>
                Assert.True(
                    link.StartsWith("https://docs.aws.amazon.com/", StringComparison.Ordinal)
                        || File.Exists(Path.Combine(ModuleSession.RepositoryRoot, "docs", "en-US", link)),
                    link
                )
        );
    }

    private static HelpPage Page(string name) => HelpPage.All().Single(page => page.Name == name);

    private CmdletInfo Command(string name) => commands.Get(name);
}
