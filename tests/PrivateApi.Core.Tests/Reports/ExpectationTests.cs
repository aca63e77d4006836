using System.Xml.Linq;
using PrivateApi.Diagnosis;
using PrivateApi.Model;
using PrivateApi.Reports;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Reports;

/// <summary>What reports and annotations say of calls of a table: what is as expected is good, whatever the verdict is.</summary>
public sealed class ExpectationTests
{
    private static readonly TestResult AsExpected = Of(ReportScene.Blocked, 1, Verdict.Blocked, CheckName.EndpointIngress);

    private static readonly TestResult Open = Of(ReportScene.Reachable, 2, Verdict.Blocked);

    private static readonly TestResult Untested = Of(
        ReportScene.Reachable with
        {
            Verdict = Verdict.Unknown,
            Check = [],
            Live = null,
            Agrees = null,
            Explanation = ["It was not tested. There is no instance."],
        },
        3,
        Verdict.Unknown
    );

    [Fact]
    public void A_call_is_as_expected_by_its_verdict_and_its_check()
    {
        Assert.True(AsExpected.AsExpected);
        Assert.True(Of(ReportScene.Blocked, 1, Verdict.Blocked).AsExpected);
        Assert.False(Of(ReportScene.Blocked, 1, Verdict.Blocked, CheckName.CallerRoute).AsExpected);
        Assert.False(Of(ReportScene.Blocked, 1, Verdict.Reachable).AsExpected);
        Assert.True(Of(ReportScene.Reachable, 1, Verdict.Reachable).AsExpected);
        Assert.Null(ReportScene.Reachable.AsExpected);
    }

    [Fact]
    public void What_was_not_tested_or_answers_otherwise_is_not_as_expected()
    {
        Assert.False(Untested.AsExpected);
        Assert.False(Of(ReportScene.Reachable with { Agrees = false }, 1, Verdict.Reachable).AsExpected);
    }

    [Fact]
    public void JUnit_has_a_suite_a_table_and_a_case_a_row()
    {
        XElement suites = Read(AsExpected, Open, Untested, ReportScene.Reachable);
        XElement suite = Assert.Single(suites.Elements("testsuite"), item => (string?)item.Attribute("name") == "tests/calls.yaml");
        Assert.Equal(2, suites.Elements("testsuite").Count());
        Assert.Equal(["1: row 1", "2: row 2", "3: row 3"], suite.Elements("testcase").Select(item => (string)item.Attribute("name")!));
        Assert.All(suite.Elements("testcase"), item => Assert.Equal("PrivateApi.calls", (string?)item.Attribute("classname")));
        Assert.Equal("2", (string?)suite.Attribute("failures"));
        Assert.Equal([false, true, true], suite.Elements("testcase").Select(item => item.Element("failure") is not null));
        XElement[] failures = [.. suite.Descendants("failure")];
        Assert.All(failures, failure => Assert.Equal("NotAsExpected", (string?)failure.Attribute("type")));
        Assert.Contains("expected Blocked. It is Reachable", (string)failures[0].Attribute("message")!, StringComparison.Ordinal);
        Assert.Contains("There is no instance.", (string)failures[1].Attribute("message")!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_several_calls_fails_with_any_of_them()
    {
        XElement item = Assert.Single(
            Read(Of(ReportScene.Blocked, 1, Verdict.Blocked), Of(ReportScene.Reachable, 1, Verdict.Blocked)).Descendants("testcase")
        );
        Assert.NotNull(item.Element("failure"));
    }

    [Fact]
    public void Markdown_and_html_count_the_rows()
    {
        const string Tally = "1 of 3 rows is as expected.";
        ReportContent content = Content(AsExpected, Open, Untested);
        string markdown = content.Write(ReportFormat.Markdown);
        Assert.Contains(Tally, markdown, StringComparison.Ordinal);
        Assert.Contains("- ❌ row 2 (row 2): ", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("- ❌ row 1", markdown, StringComparison.Ordinal);
        string html = content.Write(ReportFormat.Html);
        Assert.Contains(Tally, html, StringComparison.Ordinal);
        Assert.Contains("<dt>Expected</dt><dd>Blocked at EndpointIngress, row 1 (row 1): yes</dd>", html, StringComparison.Ordinal);
        Assert.Contains("<h4>Why it was not tested</h4>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Sarif_has_what_is_not_as_expected_alone()
    {
        Assert.DoesNotContain("\"ruleId\"", Content(AsExpected).Write(ReportFormat.Sarif), StringComparison.Ordinal);
        Assert.Contains("\"ruleId\": \"NotAsExpected\"", Content(Open).Write(ReportFormat.Sarif), StringComparison.Ordinal);
    }

    [Fact]
    public void Annotations_are_of_what_is_not_as_expected_alone()
    {
        CiAnnotations annotations = new(name => name == "GITHUB_ACTIONS" ? "true" : null);
        Assert.Empty(annotations.For(AsExpected));
        string line = Assert.Single(annotations.For(Open));
        Assert.StartsWith(
            "::error title=PetStore a1b2c3d4e5/demo row 2 (row 2)::Expected Blocked: GET /pets",
            line,
            StringComparison.Ordinal
        );
        Assert.EndsWith(" is Reachable.", line, StringComparison.Ordinal);
        Assert.Equal(
            ["NotAsExpected", "EndpointIngress", "ResourcePolicy"],
            new CiAnnotations(name => name == "TF_BUILD" ? "True" : null)
                .For(Of(ReportScene.Blocked, 1, Verdict.Reachable))
                .Select(text => text.Split("code=")[1].Split(']')[0])
        );
    }

    private static XElement Read(params TestResult[] results) => XDocument.Parse(Content(results).Write(ReportFormat.JUnit)).Root!;

    private static ReportContent Content(params TestResult[] results) =>
        ReportScene.Content(results) with
        {
            BaseFolder = Path.GetFullPath("/base"),
        };

    private static TestResult Of(TestResult result, int row, Verdict verdict, CheckName? check = null) =>
        result with
        {
            Expected = new TestExpectation
            {
                File = Path.GetFullPath("/base/tests/calls.yaml"),
                Row = row,
                Name = $"row {row}",
                Verdict = verdict,
                Check = check,
            },
        };
}
