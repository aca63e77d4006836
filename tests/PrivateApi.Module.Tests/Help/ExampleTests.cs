using System.Management.Automation;

namespace PrivateApi.Tests.Help;

/// <summary>Every example of the help, and every recipe of the README, does on the lab what it says.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Examples() => [.. All().Select(example => example.Id)];

    [Fact]
    public void Every_example_is_proven() => Assert.Equal(All().Select(example => example.Id), ExampleProof.All.Select(proof => proof.Id));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_runs_as_it_stands_there(string id)
    {
        HelpExample example = All().Single(example => example.Id == id);
        ExampleProof proof = ExampleProof.All.Single(proof => proof.Id == id);
        using ExampleScene scene = new(proof.Stage);
        (IReadOnlyList<ErrorRecord> errors, object? proven) = scene.Play(example, proof);
        Assert.Empty(errors);
        Assert.True(LanguagePrimitives.IsTrue(proven), $"Not so: {proof.True}; it gave {scene.Given}");
    }

    private static IEnumerable<HelpExample> All() => HelpPage.All().SelectMany(page => page.Examples).Concat(Recipes.All());
}
