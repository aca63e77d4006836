using System.Text;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Reports;
using PrivateApi.Reports.Comparison;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Reports;

/// <summary>A report beside the one of last week: what is new, what is mended, what is still so.</summary>
public sealed class ComparisonTests
{
    private static readonly TestResult Open = ReportScene.Reachable with { Live = null, Agrees = null };

    private static readonly TestResult Unknown = Open with
    {
        Verdict = Verdict.Unknown,
        Check = [new(CheckName.CallerRoute, CheckStatus.Skipped, "not read", null)],
    };

    public static TheoryData<string, string, string> Changes =>
        new()
        {
            { "Reachable", "Blocked", "<span class=\"tag new\">new: was Reachable</span>" },
            { "Unknown", "Blocked", "<span class=\"tag new\">new: was Unknown</span>" },
            { "Blocked", "Reachable", "<span class=\"tag mended\">mended: was Blocked</span>" },
            { "Blocked", "Blocked", "<span class=\"tag still\">still blocked</span>" },
            { "Blocked", "Unknown", "<span class=\"tag other\">was Blocked</span>" },
            { "Unknown", "Reachable", "<span class=\"tag other\">was Unknown</span>" },
            { "Reachable", "Reachable", string.Empty },
            { "Unknown", "Unknown", string.Empty },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_call_says_how_its_verdict_changed(string before, string now, string tag)
    {
        string page = Page([Of(before)], Of(now));
        Assert.Equal(tag.Length > 0, page.Contains("class=\"tag", StringComparison.Ordinal));
        Assert.Contains(tag, page);
    }

    [Fact]
    public void The_head_counts_what_changed_and_names_the_calls_that_are_missing()
    {
        string page = Page(
            [Open with { RestApiId = "a" }, ReportScene.Blocked with { RestApiId = "b" }, ReportScene.Blocked with { RestApiId = "gone" }],
            ReportScene.Blocked with
            {
                RestApiId = "a",
            },
            Open with
            {
                RestApiId = "b",
            },
            ReportScene.Blocked with
            {
                RestApiId = "first",
            }
        );
        Assert.Contains("2026-11-24 12:00 UTC</time>: 2 new, 1 mended, 0 still blocked, 1 not tested this time.", Flat(page));
        Assert.Contains("PetStore gone/demo: GET /pets from ", page);
        Assert.Contains("new: not tested before", page);
    }

    [Fact]
    public void A_call_that_is_blocked_elsewhere_now_is_no_progress_and_says_where_it_was_blocked()
    {
        TestResult elsewhere = Open with
        {
            Verdict = Verdict.Blocked,
            Check = [new(CheckName.ResourcePolicy, CheckStatus.Failed, "denied", null)],
        };
        Assert.Contains("still blocked, before by EndpointIngress", Page([ReportScene.Blocked], elsewhere));
    }

    /// <summary>A mended call often has another address form, or its caller another group: it is the same call by what was asked.</summary>
    [Fact]
    public void The_same_call_is_found_again_by_what_was_asked()
    {
        TestInput asked = new() { InstanceId = "i-1" };
        TestResult before = ReportScene.Blocked with { Input = asked, Caller = "i-1 (10.0.9.9) with sg-1", Url = "https://alias" };
        TestResult now = Open with { Input = asked, Caller = "i-1 (10.0.9.9) with sg-1, sg-2", Url = "https://default" };
        Assert.Contains("tag mended", Page([before], now));
        Assert.DoesNotContain("tag mended", Page([before], now with { Input = asked with { InstanceId = "i-2" } }));
        Assert.DoesNotContain("tag mended", Page([before], now with { AccountId = "210987654321" }));
    }

    [Fact]
    public void A_step_summary_has_it_too()
    {
        string text = (ReportScene.Content(ReportScene.Blocked) with { Baseline = Earlier([Open]) }).Write(ReportFormat.Markdown);
        Assert.Contains("Since 2026-11-24 12:00 UTC: 1 new, 0 mended, 0 still blocked.", text);
        Assert.Contains("| Blocked (new: was Reachable) |", text);
    }

    [Fact]
    public void Names_in_an_earlier_report_are_texts()
    {
        string page = Page([ReportScene.Blocked with { RestApiId = "gone", Name = ReportScene.Nasty }], Open);
        Assert.DoesNotContain("alert(\"x\")", page);
        Assert.Contains("a|b &lt;script&gt;", page);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"Result\":[{}]}")]
    [InlineData("{\"Result\":[null]}")]
    [InlineData("{\"WrittenAt\":\"yesterday\",\"Result\":[]}")]
    [InlineData("{\"Result\":[{\"Verdict\":\"Fine\"}]}")]
    [InlineData("<html>")]
    public void A_file_that_is_no_report_is_refused(string text)
    {
        PrivateApiException refused = Assert.Throws<PrivateApiException>(() =>
            ReportedReport.Parse(Encoding.UTF8.GetBytes(text), "last-week.json")
        );
        Assert.Equal("InvalidBaseline", refused.ErrorId);
        Assert.Contains("last-week.json", refused.Message);
        Assert.Contains("Export-PrivateApiReport Json", refused.Message);
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm()
    {
        byte[] text = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(ReportScene.Content(Open).Write(ReportFormat.Json))];
        Assert.Single(ReportedReport.Parse(text, "x").Result!);
    }

    [Fact]
    public void A_report_of_another_version_is_read_as_far_as_it_is_known() =>
        Assert.Null(
            ReportedReport
                .Parse(
                    "{\"Result\":[{\"Verdict\":\"Blocked\",\"Check\":[{\"Name\":\"NewCheck\",\"Status\":\"Failed\"}],\"More\":1}]}"u8,
                    "x"
                )
                .Result![0]!.Stop
        );

    private static TestResult Of(string verdict) =>
        verdict switch
        {
            "Blocked" => ReportScene.Blocked,
            "Unknown" => Unknown,
            _ => Open,
        };

    private static ReportedReport Earlier(TestResult[] results) =>
        ReportedReport.Parse(Encoding.UTF8.GetBytes(ReportScene.Content(results).Write(ReportFormat.Json)), "earlier.json");

    private static string Page(TestResult[] before, params TestResult[] now) =>
        (ReportScene.Content(now) with { Baseline = Earlier(before) }).Write(ReportFormat.Html);

    private static string Flat(string page) => page.Replace("\n", string.Empty, StringComparison.Ordinal);
}
