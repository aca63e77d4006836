using System.Text;
using PrivateApi.Reports;

namespace PrivateApi.Tests.Reports;

/// <summary>Markdown for a step summary.</summary>
public sealed class MarkdownReportTests
{
    [Fact]
    public void The_table_has_a_row_a_call_and_no_text_breaks_it()
    {
        string[] rows =
        [
            .. ReportScene
                .Content(ReportScene.Blocked with { Caller = ReportScene.Nasty }, ReportScene.Reachable)
                .Write(ReportFormat.Markdown)
                .Split('\n')
                .Where(line => line.StartsWith('|')),
        ];
        Assert.Equal(4, rows.Length);
        Assert.All(rows, row => Assert.Equal(7, row.Replace("\\|", string.Empty, StringComparison.Ordinal).Count(c => c == '|')));
        Assert.Contains("| Blocked | Endpoint's security groups | the connection times out |", rows[2]);
        Assert.Contains("&lt;script>", rows[2]);

        // By its name people know an API, by its id they find it.
        Assert.Contains("| PetStore a1b2c3d4e5/demo |", rows[3]);
    }

    [Fact]
    public void Callers_and_APIs_make_a_matrix()
    {
        string text = FleetScene.Report.Write(ReportFormat.Markdown);
        string[] rows =
        [
            .. text.Split('\n')
                .SkipWhile(line => !line.StartsWith("| Caller |", StringComparison.Ordinal))
                .TakeWhile(line => line.Length > 0),
        ];
        Assert.Equal(2 + FleetScene.Results.Take(12).Select(result => result.Caller).Distinct().Count(), rows.Length);
        Assert.All(rows, row => Assert.Equal(5, row.Count(c => c == '|')));
        Assert.Contains("❌ Resource policy", text);
    }

    [Fact]
    public void What_failed_comes_first_with_the_command_that_mends_it()
    {
        string text = ReportScene.Content(ReportScene.Blocked).Write(ReportFormat.Markdown);
        Assert.True(
            text.IndexOf("**EndpointIngress**", StringComparison.Ordinal) < text.IndexOf("**ZoneCoverage**", StringComparison.Ordinal)
        );
        Assert.Contains("```powershell\n  Set-PrivateApiPolicy -RestApiId a1b2c3d4e5", text);

        // A command with a fence in it is fenced by a longer one.
        Assert.Contains("````powershell\n  Grant-EC2SecurityGroupIngress -GroupId sg-1 ```\n  second\n  ````", text);
    }

    [Fact]
    public void A_step_takes_one_mebibyte_and_the_report_says_what_it_left_out()
    {
        string text = ReportScene.Content([.. Enumerable.Repeat(ReportScene.Blocked, 3000)]).Write(ReportFormat.Markdown);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1_000_000, 1024 * 1024);
        Assert.Contains("were left out", text);
    }

    [Fact]
    public void Findings_of_policies_say_where()
    {
        string text = ReportScene.All.Write(ReportFormat.Markdown);
        Assert.Contains("policies dir/open#1.json 4:", text);
        Assert.DoesNotContain("SECRET", text);
    }
}
