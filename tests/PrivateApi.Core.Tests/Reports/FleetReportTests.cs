using System.Text.Json;
using System.Text.RegularExpressions;
using PrivateApi.Model;
using PrivateApi.Reports;
using PrivateApi.Tests.Peers;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Reports;

/// <summary>The page of a fleet: what is wrong is seen first, and the page works on a phone, in the dark, by keyboard and on paper.</summary>
public sealed partial class FleetReportTests
{
    private static readonly string Page = FleetScene.Report.Write(ReportFormat.Html);

    // Where pictures are wanted to look at: PRIVATEAPI_PICTURES=folder.
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PRIVATEAPI_PICTURES");

    [Fact]
    public void The_first_table_is_of_the_account_with_most_blocked_calls_and_begins_with_its_worst_caller()
    {
        Assert.Equal(33, FleetScene.Results.Count);
        int[] blocked = [.. Tables().Select(table => Regex.Count(table, "#m-failed"))];
        Assert.Equal(2, blocked.Length);
        Assert.True(blocked[0] > blocked[1], string.Join(", ", blocked));
        int[] rows =
        [
            .. Regex
                .Matches(Tables()[0], "<tr><th scope=\"row\">.*?</tr>", RegexOptions.Singleline)
                .Select(row => Regex.Count(row.Value, "#m-failed")),
        ];
        Assert.Equal(rows[0], rows.Max());
    }

    [Fact]
    public void Rows_are_callers_in_their_VPCs_and_columns_are_APIs()
    {
        string table = Tables()[0];
        Assert.Contains("Account 123456789012, eu-west-1", table);
        Assert.Equal(2, Regex.Count(table, "<tr class=\"vpc\"><th scope=\"rowgroup\" colspan=\"4\">VPC vpc-"));
        Assert.Equal(4, Regex.Count(table, "<th scope=\"col\">"));
    }

    [Fact]
    public void A_caller_that_is_in_no_VPC_is_not_listed_under_one()
    {
        string[] bodies = [.. Regex.Matches(Tables()[0], "<tbody>.*?</tbody>", RegexOptions.Singleline).Select(body => body.Value)];
        string outside = Assert.Single(bodies, body => body.Contains("192.168.1.10", StringComparison.Ordinal));
        Assert.Contains("In no VPC, or in one that is not known", outside);
        Assert.DoesNotContain("VPC vpc-", outside);
    }

    [Fact]
    public void In_a_cell_too_the_worst_comes_first()
    {
        TestResult[] results = [ReportScene.Reachable with { UrlForm = UrlForm.Alias }, ReportScene.Blocked];
        string table = Table().Match(ReportScene.Content(results).Write(ReportFormat.Html)).Value;
        Assert.Matches(new Regex("<li>.*Blocked.*<li>.*Reachable", RegexOptions.Singleline), table);
        Assert.Contains("GET /pets (Alias)", table);
    }

    [Fact]
    public void Where_there_are_more_APIs_than_callers_the_rows_are_APIs()
    {
        string page = ReportScene
            .Content([
                .. Enumerable.Range(0, 9).Select(i => ReportScene.Blocked with { RestApiId = $"api{i}", Caller = $"caller {i % 2}" }),
            ])
            .Write(ReportFormat.Html);
        Assert.Contains("<th scope=\"col\">API and stage</th><th scope=\"col\">caller 0</th>", page.ReplaceLineEndings(string.Empty));
        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"PetStore api{i}/demo"), RowTitles(page));
    }

    [Fact]
    public void Calls_of_nobody_in_particular_are_told_apart_by_their_endpoints()
    {
        string page = ReportScene
            .Content([
                .. Enumerable
                    .Range(0, 2)
                    .Select(i => ReportScene.Blocked with { Caller = "any caller through the endpoint", VpcEndpointId = $"vpce-{i}" }),
            ])
            .Write(ReportFormat.Html);
        Assert.Equal(["any caller through the endpoint vpce-0", "any caller through the endpoint vpce-1"], RowTitles(page));
    }

    [Fact]
    public void Blocked_calls_come_before_unknown_ones_and_reachable_ones_are_folded()
    {
        string[] calls = [.. Regex.Matches(Page, "<details class=\"call\" data-verdict=\"(\\w+)\"( open)?>").Select(found => found.Value)];
        Assert.Equal(33, calls.Length);
        string[] verdicts = [.. calls.Select(call => Regex.Match(call, "data-verdict=\"(\\w+)\"").Groups[1].Value).Distinct()];
        Assert.Equal(["Blocked", "Unknown", "Reachable"], verdicts);
        Assert.All(
            calls,
            call => Assert.Equal(!call.Contains("Reachable", StringComparison.Ordinal), call.EndsWith(" open>", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void What_the_client_gets_is_said_in_words_and_not_in_JSON()
    {
        Assert.Contains("403 User: anonymous is not authorized to perform: execute-api:Invoke", Page);
        Assert.DoesNotContain("{&quot;", Page);
        Assert.Contains("the connection times out", Page);
    }

    [Fact]
    public async Task Axe_finds_nothing_to_complain_about_wide_narrow_light_and_dark()
    {
        foreach ((int width, bool isDark) in ((int, bool)[])[(1280, false), (1280, true), (390, false), (390, true)])
        {
            await using ChromiumPage page = await ChromiumPage.OpenAsync(Page, width, isDark);
            (int passes, string[] complaints) = await page.AxeAsync();
            Assert.Empty(complaints);
            Assert.InRange(passes, 20, 200);
            await KeepAsync(page, $"fleet-{width}{(isDark ? "-dark" : string.Empty)}.png");
        }
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Nothing_is_wider_than_the_window_and_no_text_leaves_its_drawing(int width)
    {
        await using ChromiumPage page = await ChromiumPage.OpenAsync(Page, width);
        JsonElement outside = await page.AskAsync(
            """
            (() => {
              for (const folded of document.querySelectorAll('details')) folded.open = true;
              const outside = [];
              if (document.documentElement.scrollWidth > innerWidth) outside.push('page ' + document.documentElement.scrollWidth);
              for (const svg of document.querySelectorAll('svg[role=img]')) {
                const frame = svg.getBoundingClientRect();
                for (const text of svg.querySelectorAll('text')) {
                  const box = text.getBoundingClientRect();
                  if (box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom) outside.push(text.textContent);
                }
              }
              return outside;
            })()
            """
        );
        Assert.Equal("[]", outside.ToString());
    }

    [Fact]
    public async Task On_a_phone_the_ids_of_a_drawing_can_be_read_and_each_cell_says_which_API_it_is_of()
    {
        await using ChromiumPage page = await ChromiumPage.OpenAsync(Page, 390);
        JsonElement seen = await page.AskAsync(
            """
            ({
              smallest: Math.min(...[...document.querySelectorAll('svg[role=img]')].filter(svg => svg.checkVisibility())
                .map(svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width * 11.5)),
              columns: [...document.querySelectorAll('.who td .column')].filter(item => item.checkVisibility()).length,
              cells: document.querySelectorAll('.who td:not(.none)').length,
            })
            """
        );
        Assert.InRange(seen.GetProperty("smallest").GetDouble(), 9.5, 14);
        Assert.Equal(seen.GetProperty("cells").GetInt32(), seen.GetProperty("columns").GetInt32());
    }

    [Fact]
    public async Task A_filter_by_verdict_and_words_leaves_the_calls_that_fit()
    {
        await using ChromiumPage page = await ChromiumPage.OpenAsync(Page);
        int blocked = FleetScene.Results.Count(result => result.Verdict == Verdict.Blocked);
        Assert.Equal($"{blocked} of 33 calls", (await FilterAsync(page, "Blocked", string.Empty)).Said);
        (string said, int calls, int cells) = await FilterAsync(page, "Blocked Unknown Reachable", "ORDERS 403");
        Assert.Equal(calls, cells);
        Assert.Equal($"{calls} of 33 calls", said);
        Assert.InRange(calls, 1, 15);
        Assert.Equal((string.Empty, 33, 33), await FilterAsync(page, "Blocked Unknown Reachable", string.Empty));
    }

    [Fact]
    public async Task Everything_is_there_without_script_and_no_control_that_would_do_nothing()
    {
        await using ChromiumPage page = await ChromiumPage.OpenAsync(Page, hasScript: false);
        JsonElement seen = await page.AskAsync(
            "({ calls: [...document.querySelectorAll('details.call')].filter(c => c.checkVisibility()).length, "
                + "dead: [...document.querySelectorAll('button, input')].filter(c => c.checkVisibility()).length })"
        );
        Assert.Equal(33, seen.GetProperty("calls").GetInt32());
        Assert.Equal(0, seen.GetProperty("dead").GetInt32());
    }

    [Fact]
    public async Task The_browser_runs_our_script_and_no_other_and_fetches_nothing()
    {
        // A script that got into the page by whatever way: the policy has our script's hash alone.
        string smuggled = Page.Replace(
            "</main>",
            "</main><script>document.title = 'smuggled'</script><img src=\"https://example.com/x.png\" onerror=\"document.title = 'smuggled'\">",
            StringComparison.Ordinal
        );
        await using ChromiumPage page = await ChromiumPage.OpenAsync(smuggled);
        Assert.Equal("Private API report", (await page.AskAsync("document.title")).GetString());
        Assert.False((await page.AskAsync("document.getElementById('filter').hidden")).GetBoolean());
        Assert.NotEqual(
            "0px",
            (await page.AskAsync("getComputedStyle(document.querySelector('section')).borderTopLeftRadius")).GetString()
        );
        Assert.All(page.Requests, request => Assert.Contains("\"url\":\"file:", request));
    }

    [Fact]
    public async Task By_keyboard_a_cell_opens_the_folded_call_that_it_is_about()
    {
        await using ChromiumPage page = await ChromiumPage.OpenAsync(Page);
        await page.AskAsync("[...document.querySelectorAll('.who a')].find(link => link.textContent.includes('Reachable')).focus()");
        string target = (await page.AskAsync("document.activeElement.hash")).GetString()!;
        Assert.False((await page.AskAsync($"document.querySelector('{target}').closest('details').open")).GetBoolean());
        await page.PressAsync("Enter", "\r");
        JsonElement seen = await page.AskAsync(
            $"new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {{ const d = document.querySelector('{target}').closest('details'); const s = d.querySelector('summary').getBoundingClientRect(); done({{ open: d.open, top: s.top, bottom: s.bottom }}); }})))"
        );
        Assert.True(seen.GetProperty("open").GetBoolean());
        Assert.InRange(seen.GetProperty("top").GetDouble(), 0, 900);
    }

    [Fact]
    public async Task Every_control_can_be_reached_by_Tab_and_shows_where_one_is()
    {
        await using ChromiumPage page = await ChromiumPage.OpenAsync(Page);
        List<string> reached = [];
        for (int i = 0; i < 12; i++)
        {
            await page.PressAsync("Tab");
            reached.Add(
                (
                    await page.AskAsync(
                        "document.activeElement.tagName + ' ' + (parseFloat(getComputedStyle(document.activeElement).outlineWidth) > 1)"
                    )
                ).GetString()!
            );
        }

        Assert.Contains("INPUT true", reached);
        Assert.Contains("DIV true", reached);
        Assert.Contains("A true", reached);
        Assert.DoesNotContain(reached, item => item.EndsWith("false", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_button_copies_the_command_beside_it()
    {
        await using ChromiumPage page = await ChromiumPage.OpenAsync(Page);
        JsonElement copied = await page.AskAsync(
            """
            new Promise(done => {
              const button = document.querySelector('button.copy');
              navigator.clipboard.writeText = async text => { window.taken = text; };
              button.click();
              setTimeout(() => done({ taken: window.taken, code: button.parentElement.querySelector('code').textContent,
                said: document.getElementById('said').textContent }), 50);
            })
            """
        );
        Assert.Equal(copied.GetProperty("code").GetString(), copied.GetProperty("taken").GetString());
        Assert.NotEqual(string.Empty, copied.GetProperty("code").GetString());
        Assert.Equal("Copied.", copied.GetProperty("said").GetString());
    }

    [Fact]
    public async Task On_paper_there_are_a_summary_and_the_failures_and_few_sheets()
    {
        await using ChromiumPage page = await ChromiumPage.OpenAsync(Page);
        byte[] paper = await page.PrintAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{ChromiumPage.Sheets(paper)} sheets");
        Assert.InRange(ChromiumPage.Sheets(paper), 2, 20);
        await KeepAsync(System.Text.Encoding.UTF8.GetBytes(Page), "fleet.html");
        await KeepAsync(paper, "fleet.pdf");
    }

    [Fact]
    public void Five_hundred_calls_are_a_page_that_can_be_mailed()
    {
        string page = FleetScene.OfSize(500).Write(ReportFormat.Html);
        TestContext.Current.TestOutputHelper?.WriteLine($"{page.Length:N0} characters");
        Assert.InRange(page.Length, 1_000_000, 8_000_000);
    }

    private static async Task<(string Said, int Calls, int Cells)> FilterAsync(ChromiumPage page, string verdicts, string words)
    {
        JsonElement seen = await page.AskAsync(
            $$"""
            (() => {
              const bar = document.getElementById('filter');
              for (const box of bar.querySelectorAll('[type=checkbox]')) box.checked = '{{verdicts}}'.split(' ').includes(box.value);
              bar.querySelector('[type=search]').value = '{{words}}';
              bar.querySelector('[type=search]').dispatchEvent(new Event('input', { bubbles: true }));
              const seen = what => [...document.querySelectorAll(what)].filter(item => item.checkVisibility()).length;
              return { said: bar.querySelector('output').textContent, calls: seen('details.call'), cells: seen('.who li') };
            })()
            """
        );
        return (seen.GetProperty("said").GetString()!, seen.GetProperty("calls").GetInt32(), seen.GetProperty("cells").GetInt32());
    }

    private static IEnumerable<string> RowTitles(string page) =>
        Table()
            .Matches(page)
            .SelectMany(table => Regex.Matches(table.Value, "<th scope=\"row\">(.*?)</th>", RegexOptions.Singleline))
            .Select(title => Regex.Replace(Regex.Replace(title.Groups[1].Value, "<.*?>", string.Empty), @"\s+", " ").Trim());

    private static string[] Tables() => [.. Table().Matches(Page).Select(table => table.Value)];

    private static async Task KeepAsync(ChromiumPage page, string name)
    {
        if (Pictures is not null)
        {
            await KeepAsync(await page.PhotographAsync(), name);
        }
    }

    private static async Task KeepAsync(byte[] picture, string name)
    {
        if (Pictures is not null)
        {
            await File.WriteAllBytesAsync(Path.Combine(Pictures, name), picture);
        }
    }

    [GeneratedRegex("<table class=\"who\">.*?</table>", RegexOptions.Singleline)]
    private static partial Regex Table();
}
