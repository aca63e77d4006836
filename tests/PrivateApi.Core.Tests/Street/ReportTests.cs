using System.Globalization;
using System.Reflection;
using PrivateApi.Reachability.Answers;
using PrivateApi.Reachability.Observed;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Street;

/// <summary>
/// Each report has a test, and docs/diagnosis.md says what the list says. The scenes are in the other classes here, by theme.
/// </summary>
public sealed class ReportTests
{
    /// <summary>The name of the trait by which a test says which report it is for.</summary>
    public const string Trait = "Report";

    /// <summary>The name of the trait by which a test says that it builds the report in the lab with boto3.</summary>
    public const string Scene = "ReportScene";

    private static readonly (string Name, int Number, string Class)[] Marked =
    [
        .. from type in typeof(ReportTests).Assembly.GetTypes()
        from method in type.GetMethods()
        from trait in method.GetCustomAttributes<TraitAttribute>()
        where trait.Name is Trait or Scene
        select (trait.Name, Number(trait.Value), type.Name),
    ];

    // The reports that the collection describes.
    private static readonly int[] Described =
    [
        .. "1 2 3 4 5 6 8 9 10 11 12 13 15 16 19 21 23 24 25 31 32 35 36 37 38 39 40 41 42 43 45".Split(' ').Select(Number),
    ];

    [Fact]
    public void The_list_has_every_report_once() => Assert.Equal(Described, Reports.All.Select(report => report.Number));

    [Fact]
    public void Every_report_has_a_test() => Assert.All(Described, number => Assert.NotEmpty(Tests(Trait, number)));

    [Fact]
    public void No_test_is_of_a_report_that_the_list_does_not_have() => Assert.Empty(Marked.Select(item => item.Number).Except(Described));

    [Fact]
    public void What_is_not_named_or_false_says_what_is_open() =>
        Assert.All(Reports.All, report => Assert.True((report.IsNamed && !report.IsFalse) || report.Open is not null, report.Row));

    /// <summary>So that <c>Test-PrivateApi -Observed</c> puts the two together.</summary>
    [Fact]
    public void The_explanation_of_a_text_leads_to_the_check_that_shows_its_cause() =>
        Assert.All(
            Reports.All.Where(report => report is { Check: not null, Explanation: not null }),
            report => Assert.Contains(report.Check!.Value, CauseChecks.For(Enum.Parse<AnswerCauseKind>(report.Explanation!)))
        );

    /// <summary>PRIVATEAPI_WRITE_DIAGNOSIS=1 writes the page's table and score anew.</summary>
    [Fact]
    public void The_page_has_the_list_and_its_score()
    {
        string path = Path.Combine(Peer.Root, "docs", "diagnosis.md");
        string[] page = File.ReadAllLines(path);
        string[] expected = DiagnosisPage.Of(page);
        if (Environment.GetEnvironmentVariable("PRIVATEAPI_WRITE_DIAGNOSIS") is not null)
        {
            File.WriteAllText(path, string.Join('\n', expected) + "\n");
            return;
        }

        Assert.Equal(expected, page);
        Assert.Single(page, DiagnosisPage.IsScore);
        Assert.Equal(Reports.All.Count, page.Count(DiagnosisPage.IsRow));
    }

    /// <summary>The classes with tests that a trait marks as of a report.</summary>
    public static IReadOnlyList<string> Tests(string trait, int number) =>
        [.. Marked.Where(item => item.Name == trait && item.Number == number).Select(item => item.Class).Distinct().Order()];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
