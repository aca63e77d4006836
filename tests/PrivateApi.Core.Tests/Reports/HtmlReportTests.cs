using System.Net;
using System.Text.RegularExpressions;
using PrivateApi.Model;
using PrivateApi.Reports;
using PrivateApi.Tests.Peers;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Reports;

/// <summary>The page, as text and in a browser.</summary>
public sealed partial class HtmlReportTests
{
    private static readonly string Page = ReportScene.All.Write(ReportFormat.Html);

    [Fact]
    public void The_page_stands_alone()
    {
        Assert.Single(Regex.Matches(Page, "<script"));
        Assert.DoesNotContain(" style=", Page);
        Assert.DoesNotContain("<link", Page);
        Assert.DoesNotContain("@import", Page);
        Assert.DoesNotMatch(Reference(), Page);
    }

    [Fact]
    public void Nothing_that_a_result_says_becomes_markup()
    {
        Assert.Contains("a|b &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; `code`", Page);
        Assert.DoesNotContain("alert(\"x\")", Page);
        Assert.DoesNotContain(Page, c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
    }

    [Fact]
    public void The_drawing_says_in_words_where_the_call_breaks()
    {
        Match description = Regex.Match(Page, "<desc id=\"call-1-desc\">(.*?)</desc>");
        Assert.Equal(
            "Name resolution: passed; Caller's security groups: passed; Caller's network ACL: passed; Route: passed; "
                + "Load balancer: passed; Endpoint's network ACL: passed; Endpoint's security groups: failed; "
                + "Endpoint interfaces: warning; Endpoint: passed; Endpoint policy: could not be read; API: passed; Stage: passed; "
                + "Web ACL: passed; Resource policy: failed; Authorization: passed; Integration: passed. "
                + "The call fails at Endpoint's security groups: EndpointIngress.",
            WebUtility.HtmlDecode(description.Groups[1].Value)
        );
    }

    [Fact]
    public void The_place_where_it_breaks_is_marked_once_a_blocked_call_and_not_by_colour_alone()
    {
        Assert.Single(Regex.Matches(Page, ">Fails here<"));
    }

    [Fact]
    public void Each_failed_check_comes_with_its_evidence_and_its_remedy()
    {
        string todo = Page[
            Page.IndexOf("What to do", StringComparison.Ordinal)..Page.IndexOf("class=\"checks\"", StringComparison.Ordinal)
        ];
        Assert.True(
            todo.IndexOf("EndpointIngress", StringComparison.Ordinal) < todo.IndexOf("ResourcePolicy", StringComparison.Ordinal),
            "Where the call breaks comes first."
        );
        Assert.Contains("<pre><code>Set-PrivateApiPolicy -RestApiId a1b2c3d4e5", todo);
    }

    [Fact]
    public void Nothing_is_there_of_the_live_calls_content() => Assert.DoesNotContain("SECRET", Page);

    [Fact]
    public void A_policy_that_is_not_deployed_yet_does_not_break_a_call_that_gets_through()
    {
        TestResult result = ReportScene.Reachable with
        {
            Check = [new(CheckName.PolicyDeployed, CheckStatus.Failed, "differs", "Publish-PrivateApi")],
        };
        string page = ReportScene.Content(result).Write(ReportFormat.Html);
        Assert.DoesNotContain("Fails here", page);
        Assert.Contains("Publish-PrivateApi", page);
    }

    [Fact]
    public void A_call_by_a_custom_domain_passes_it_on_its_way()
    {
        TestResult result = ReportScene.Blocked with
        {
            Url = "https://pets.example.com/shop",
            Check = [new(CheckName.DomainPolicy, CheckStatus.Failed, "denied", null)],
        };
        Assert.Contains("The call fails at Custom domain: DomainPolicy.", ReportScene.Content(result).Write(ReportFormat.Html));
    }

    [Fact]
    public void A_report_of_nothing_says_so() => Assert.Contains("nothing to report", ReportScene.Content().Write(ReportFormat.Html));

    [Fact]
    public async Task A_page_of_one_call_and_policy_findings_has_nothing_that_axe_complains_about()
    {
        await using ChromiumPage page = await ChromiumPage.OpenAsync(
            (ReportScene.Content(ReportScene.Blocked) with { Findings = ReportScene.Findings }).Write(ReportFormat.Html)
        );
        Assert.Empty((await page.AxeAsync()).Complaints);
    }

    [Fact]
    public async Task It_is_dark_where_the_reader_wants_it_dark()
    {
        const string Background = "getComputedStyle(document.body).backgroundColor";
        await using ChromiumPage light = await ChromiumPage.OpenAsync(Page);
        await using ChromiumPage dark = await ChromiumPage.OpenAsync(Page, isDark: true);
        Assert.InRange(Brightness((await light.AskAsync(Background)).GetString()!), 230, 255);
        Assert.InRange(Brightness((await dark.AskAsync(Background)).GetString()!), 0, 40);
    }

    private static int Brightness(string rgb) =>
        Regex.Matches(rgb, @"\d+").Take(3).Max(part => int.Parse(part.Value, System.Globalization.CultureInfo.InvariantCulture));

    // Everything a browser would fetch; a namespace is none.
    [GeneratedRegex("""(?:src|href|url)\s*[=(]\s*["']?(?!#)(?:https?:|//|data:|[a-z])""", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    /// <summary>
    /// An endpoint that is not available takes no connection, whatever its security groups say: the call does not come to these.
    /// The gateway looks whose API is called before it asks the endpoint's policy.
    /// </summary>
    [Theory]
    [InlineData(CheckName.EndpointIngress, CheckName.EndpointAvailable, "Endpoint: EndpointAvailable.")]
    [InlineData(CheckName.EndpointPolicy, CheckName.ApiIsPrivate, "API: ApiIsPrivate.")]
    [InlineData(CheckName.ResourcePolicy, CheckName.EndpointPolicy, "Endpoint policy: EndpointPolicy.")]
    [InlineData(CheckName.CallerEgress, CheckName.NameResolves, "Name resolution: NameResolves.")]
    public void Of_two_obstacles_the_drawing_fails_at_the_one_that_the_call_meets_first(CheckName later, CheckName first, string end)
    {
        TestResult result = ReportScene.Reachable with
        {
            Verdict = Verdict.Blocked,
            Check =
            [
                .. Enum.GetValues<CheckName>()
                    .Select(name => new TestCheck(
                        name,
                        name == later || name == first ? CheckStatus.Failed : CheckStatus.Passed,
                        "it is so",
                        null
                    )),
            ],
        };
        Assert.Contains($"The call fails at {end}", ReportScene.Content(result).Write(ReportFormat.Html));
    }
}
