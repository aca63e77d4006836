using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Lab.Http;

namespace PrivateApi.Tests.Lab.Http;

/// <summary>
/// What a web page in the user's browser can send (Fetch standard: "CORS-safelisted request-header", "forbidden request-header"),
/// said to the lab's socket. <see cref="BrowserTests"/> has a real browser say it.
/// </summary>
public sealed class BrowserGuardTests
{
    private const string Create = "Action=CreateVpc&CidrBlock=10.66.0.0%2F16&Version=2016-11-15";
    private const string Query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDTEST%2F20261122%2Feu-west-1%2Fec2%2Faws4_request&X-Amz-SignedHeaders=host";

    public static TheoryData<string> Changes =>
        [
            // A form, and what a script may send without a preflight.
            "Origin: http://evil.test|Content-Type: application/x-www-form-urlencoded",
            "Origin: null|Content-Type: text/plain",
            "Sec-Fetch-Site: cross-site|Content-Type: text/plain",
            "Sec-Fetch-Site: same-site|Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: text/plain",
            // Even signed, a page is a page; and one that an emulated API serves has the lab's own origin.
            "Origin: http://evil.test|" + Signed,
            "Origin: null|" + Signed,
            "Sec-Fetch-Site: cross-site|" + Signed,
            "Sec-Fetch-Site: same-site|" + Signed,
            "Sec-Fetch-Site: same-origin|" + Signed,
            // A name of the attacker's that resolves to 127.0.0.1, or the port of somebody else.
            "Host: evil.test|" + Signed,
            "Host: evil.test:PORT|" + Signed,
            "Host: 127.0.0.1|" + Signed,
            "Host: 127.0.0.1:1|" + Signed,
            "Host: 127.0.0.1.evil.test:PORT|" + Signed,
            "Host: localhost.evil.test:PORT|" + Signed,
            "Host: abc.execute-api.us-east-1.evil.test:PORT|" + Signed,
            "Host: |" + Signed,
        ];

    private static string Signed => RawHttp.Sign("ec2");

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_web_page_changes_nothing_in_the_lab_and_reads_nothing(string headers)
    {
        using EmbeddedAws lab = new();
        Uri url = lab.Listen();
        string[] lines = headers.Replace("PORT", $"{url.Port}", StringComparison.Ordinal).Split('|');
        string answer = await RawHttp.SendAsync(url, "POST /", Create, lines);
        Assert.True(RawHttp.Status(answer) is >= 400 and < 500 or 501, answer);
        Assert.DoesNotContain("Access-Control-", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("vpc-", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("10.66.0.0/16", await RawHttp.VpcsAsync(lab), StringComparison.Ordinal);
    }

    /// <summary>The listener in the box turns most of these away itself, but not on every system.</summary>
    [Theory]
    [InlineData("evil.test")]
    [InlineData("evil.test:4711")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:4712")]
    [InlineData("127.0.0.1.evil.test:4711")]
    [InlineData("localhost.evil.test:4711")]
    [InlineData("abcdefghij.execute-api.us-east-1.evil.test:4711")]
    [InlineData("")]
    public void No_name_of_somebody_elses_is_the_labs(string host)
    {
        LabRequest head = new()
        {
            Method = "GET",
            Host = host,
            RawPath = "/_api/abcdefghij/v1",
            RawQuery = string.Empty,
            Headers = new Dictionary<string, string>(),
            Body = [],
        };
        Assert.NotNull(BrowserGuard.Refusal(head, 4711));
        Assert.Null(BrowserGuard.Refusal(head with { Host = "localhost:4711" }, 4711));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    public async Task A_tool_that_signs_is_served_under_each_of_the_names_of_loopback(string name)
    {
        using EmbeddedAws lab = new();
        Uri url = lab.Listen();
        string answer = await RawHttp.SendAsync(
            url,
            "POST /",
            Create,
            $"Host: {name}:{url.Port}",
            Signed,
            "Content-Type: application/x-www-form-urlencoded",
            "Sec-Fetch-Site: none"
        );
        Assert.Equal(200, RawHttp.Status(answer));
        Assert.Contains("10.66.0.0/16", await RawHttp.VpcsAsync(lab), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 403)]
    [InlineData("&X-Amz-Signature=", 403)]
    [InlineData("&X-Amz-Signature=00", 403)]
    public async Task A_link_or_an_image_with_credentials_in_its_address_changes_nothing(string signature, int status)
    {
        using EmbeddedAws lab = new();
        Uri url = lab.Listen();
        Assert.Equal(status, RawHttp.Status(await RawHttp.SendAsync(url, $"GET /?{Create}&{Query}{signature}", string.Empty)));
        Assert.Equal(
            status,
            RawHttp.Status(
                await RawHttp.SendAsync(url, $"POST /?{Query}{signature}", Create, "Content-Type: application/x-www-form-urlencoded")
            )
        );
        Assert.DoesNotContain("10.66.0.0/16", await RawHttp.VpcsAsync(lab), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_presigned_question_is_answered_and_one_without_a_signature_is_not()
    {
        using EmbeddedAws lab = new();
        Uri url = lab.Listen();
        string ask = "GET /?Action=GetCallerIdentity&Version=2011-06-15&" + Query.Replace("ec2", "sts", StringComparison.Ordinal);
        Assert.Contains(
            "<Account>123456789012</Account>",
            await RawHttp.SendAsync(url, ask + "&X-Amz-Signature=00", string.Empty),
            StringComparison.Ordinal
        );
        string refused = await RawHttp.SendAsync(url, ask, string.Empty);
        Assert.Equal(403, RawHttp.Status(refused));
        Assert.Contains("X-Amz-Signature is missing", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/restapis")]
    [InlineData("/_lab/call")]
    [InlineData("/2015-03-31/functions")]
    public async Task No_preflight_is_ever_allowed_by_the_control_plane(string path)
    {
        using EmbeddedAws lab = new();
        string answer = await RawHttp.SendAsync(
            lab.Listen(),
            "OPTIONS " + path,
            string.Empty,
            "Origin: http://evil.test",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: authorization,content-type",
            "Access-Control-Request-Private-Network: true"
        );
        Assert.Equal(403, RawHttp.Status(answer));
        Assert.DoesNotContain("Access-Control-", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Content-Type: text/plain", 403)]
    [InlineData("X-None: no content type at all", 403)]
    [InlineData("Content-Type: application/json|Origin: http://evil.test", 403)]
    [InlineData("Content-Type: application/json|Sec-Fetch-Site: cross-site", 403)]
    [InlineData("Content-Type: application/json", 200)]
    public async Task A_call_is_described_by_the_module_and_by_no_page(string headers, int status)
    {
        using EmbeddedAws lab = new();
        string answer = await RawHttp.SendAsync(
            lab.Listen(),
            "POST /_lab/call",
            """{"Url":"https://abcdefghij.execute-api.us-east-1.amazonaws.com/v1","Method":"GET","Caller":{"Kind":"Internet"}}""",
            headers.Split('|')
        );
        Assert.True(status == RawHttp.Status(answer), answer);
    }

    [Fact]
    public async Task An_API_answers_a_browser_with_the_CORS_that_it_has()
    {
        using EmbeddedAws lab = new();
        string id = await CorsApi.CreateAsync(lab, "MOCK", null);
        string preflight = await RawHttp.SendAsync(
            lab.Listen(),
            $"OPTIONS /_api/{id}/v1/pets",
            string.Empty,
            "Origin: http://shop.test",
            "Access-Control-Request-Method: GET",
            "Sec-Fetch-Site: cross-site"
        );
        Assert.Equal(200, RawHttp.Status(preflight));
        Assert.Contains("Access-Control-Allow-Origin: http://shop.test", preflight, StringComparison.OrdinalIgnoreCase);
        string got = await RawHttp.SendAsync(
            lab.Listen(),
            $"GET /_api/{id}/v1/pets",
            string.Empty,
            "Origin: http://shop.test",
            "Sec-Fetch-Site: cross-site"
        );
        Assert.Equal(200, RawHttp.Status(got));
    }

    [Theory]
    [InlineData("Origin: http://evil.test")]
    [InlineData("Origin: null")]
    [InlineData("Sec-Fetch-Site: cross-site")]
    [InlineData("Sec-Fetch-Site: same-site")]
    public async Task A_page_of_another_origin_gets_nothing_of_an_allowed_backend(string header)
    {
        using TalkingBackend backend = new();
        using EmbeddedAws lab = new(new LabOptions { AllowBackend = [backend.Url.Authority] });
        string id = await CorsApi.CreateAsync(lab, "HTTP_PROXY", backend.Url);
        string refused = await RawHttp.SendAsync(lab.Listen(), $"GET /_api/{id}/v1/pets", string.Empty, header);
        Assert.Equal(403, RawHttp.Status(refused));
        Assert.DoesNotContain("secret", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control-", refused, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, backend.Calls);
        string served = await RawHttp.SendAsync(lab.Listen(), $"GET /_api/{id}/v1/pets", string.Empty);
        Assert.Contains("secret", served, StringComparison.Ordinal);
        Assert.Equal(1, backend.Calls);
    }
}
