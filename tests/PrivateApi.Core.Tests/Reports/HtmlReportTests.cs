using System.Buffers.Binary;
using System.Text.Json;
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
        Assert.DoesNotContain("<script", Page);
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
            "Caller: passed; Zones: warning; Endpoint interfaces: failed; Endpoint: "
                + "could not be read; API: passed; Stage: failed; Integration: passed. The call fails at Endpoint interfaces: "
                + "EndpointIngress.",
            description.Groups[1].Value
        );
    }

    [Fact]
    public void The_place_where_it_breaks_is_marked_once_a_blocked_call_and_not_by_colour_alone()
    {
        Assert.Single(Regex.Matches(Page, ">Fails here<"));
        Assert.Contains(">eni-0a1<", Page);
        Assert.Contains(">eu-west-1b<", Page);
    }

    [Fact]
    public void Each_failed_check_comes_with_its_evidence_and_its_remedy()
    {
        string todo = Page[Page.IndexOf("What to do", StringComparison.Ordinal)..Page.IndexOf("Every check", StringComparison.Ordinal)];
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Axe_finds_nothing_to_complain_about(bool isDark)
    {
        string axe = await File.ReadAllTextAsync(Peer.NpmFile("axe-core/axe.min.js"));
        string answer = await Chromium.AskAsync(
            Page,
            isDark,
            axe,
            "axe.run(document).then(r => answer(JSON.stringify({ passes: r.passes.length, violations: "
                + "r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ')) })))"
        );
        JsonElement found = JsonDocument.Parse(answer).RootElement;
        Assert.Empty(found.GetProperty("violations").EnumerateArray().Select(violation => violation.GetString()));
        Assert.InRange(found.GetProperty("passes").GetInt32(), 15, 200);
    }

    [Fact]
    public async Task It_is_dark_where_the_reader_wants_it_dark()
    {
        const string Background = "answer(getComputedStyle(document.body).backgroundColor)";
        string light = await Chromium.AskAsync(Page, isDark: false, Background);
        string dark = await Chromium.AskAsync(Page, isDark: true, Background);
        Assert.InRange(Brightness(light), 230, 255);
        Assert.InRange(Brightness(dark), 0, 40);
    }

    [Fact]
    public async Task The_drawing_fits_the_window_and_no_label_leaves_it()
    {
        string answer = await Chromium.AskAsync(
            Page,
            isDark: false,
            """
            const outside = [];
            for (const svg of document.querySelectorAll('svg[role=img]')) {
              const frame = svg.getBoundingClientRect();
              if (frame.right > innerWidth + 1) outside.push('drawing');
              for (const text of svg.querySelectorAll('text')) {
                const box = text.getBoundingClientRect();
                if (box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom + 1) outside.push(text.textContent);
              }
            }
            answer(JSON.stringify(outside));
            """
        );
        Assert.Equal("[]", answer);
    }

    [Fact]
    public async Task It_can_be_photographed_in_light_and_dark_and_printed()
    {
        byte[] light = await Chromium.ScreenshotAsync(Page, isDark: false);
        byte[] dark = await Chromium.ScreenshotAsync(Page, isDark: true);
        byte[] paper = await Chromium.PrintAsync(Page);
        Assert.Equal(
            (1280, 900),
            (BinaryPrimitives.ReadInt32BigEndian(light.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(light.AsSpan(20)))
        );
        Assert.NotEqual(light, dark);
        Assert.StartsWith("%PDF-", System.Text.Encoding.Latin1.GetString(paper, 0, 8));
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
    [InlineData(CheckName.ResourcePolicy, CheckName.EndpointPolicy, "Endpoint: EndpointPolicy.")]
    [InlineData(CheckName.CallerEgress, CheckName.NameResolves, "Caller: NameResolves, CallerEgress.")]
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
