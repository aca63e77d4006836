namespace PrivateApi.Tests.Help;

/// <summary>What Get-Help shows is what the pages say.</summary>
public sealed class MamlTests
{
    public static TheoryData<string> Pages() => [.. HelpPage.All().Select(page => page.Name)];

    [Fact]
    public void There_is_help_for_every_page_and_for_nothing_else() =>
        Assert.Equal(HelpPage.All().Select(page => page.Name).Order(), Maml.Names.Order());

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_help_of_a_command_says_what_its_page_says(string name) =>
        Assert.Equal(PageLines.Of(HelpPage.All().Single(page => page.Name == name)), Maml.Lines(name));

    /// <summary>What PlatyPS 1.0.3 gets wrong, and <c>build.ps1 -Task Docs</c> mends.</summary>
    [Fact]
    public void No_trace_of_PlatyPS_is_left() => Assert.DoesNotContain('\u0080', Maml.Document.ToString());
}
