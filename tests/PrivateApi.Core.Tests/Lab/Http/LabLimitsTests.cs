using System.Net;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Lab.Http;
using PrivateApi.Tests.Lab.Faults;

namespace PrivateApi.Tests.Lab.Http;

/// <summary>Over-long bodies and the lab's own failures, in the words of the service that was called.</summary>
public sealed class LabLimitsTests
{
    /// <summary>
    /// Sizes: PutRestApi ("6MB"), "Lambda quotas", "Quotas for configuring and running a REST API"; Lambda's words: apex/up#222,
    /// streetwarp-web#14, localstack#9697.
    /// </summary>
    [Theory]
    [InlineData("PUT /restapis/abcdefghij?mode=overwrite", "apigateway", 6_291_457, "{\"message\":\"Request Too Long\"}")]
    [InlineData(
        "POST /2015-03-31/functions",
        "lambda",
        70_167_212,
        "Request must be smaller than 70167211 bytes for the CreateFunction operation"
    )]
    [InlineData(
        "PUT /2015-03-31/functions/f/code",
        "lambda",
        70_167_212,
        "Request must be smaller than 70167211 bytes for the UpdateFunctionCode operation"
    )]
    [InlineData(
        "POST /2015-03-31/functions/f/invocations",
        "lambda",
        6_291_457,
        "Request must be smaller than 6291456 bytes for the InvokeFunction operation"
    )]
    [InlineData("POST /", "ec2", 1_048_577, "<Code>RequestEntityTooLargeException</Code>")]
    [InlineData("POST /", "iam", 943_718_400, "<Code>RequestEntityTooLargeException</Code>")]
    public async Task A_body_over_the_services_limit_is_413_before_any_of_it_is_sent(string line, string service, long length, string part)
    {
        using EmbeddedAws lab = new();
        Uri url = lab.Listen();
        string signature = RawHttp.Sign(service);
        string answer = await RawHttp.SayAsync(
            url,
            $"{line} HTTP/1.1\r\nHost: {url.Authority}\r\n{signature}\r\nContent-Length: {length}\r\n\r\n"
        );
        Assert.Equal(413, RawHttp.Status(answer));
        Assert.Contains(part, answer, StringComparison.Ordinal);
        Assert.Contains("equest", answer, StringComparison.Ordinal);
        Assert.Empty(lab.Failures);
    }

    [Fact]
    public async Task An_API_takes_ten_megabytes_and_not_one_byte_more()
    {
        using EmbeddedAws lab = new();
        Uri url = lab.Listen();
        string id = await CorsApi.CreateAsync(lab, "MOCK", null);
        using HttpClient http = new() { BaseAddress = url };
        async Task<HttpStatusCode> SendAsync(int length) =>
            (
                await http.SendAsync(
                    new HttpRequestMessage(HttpMethod.Get, $"/_api/{id}/v1/pets") { Content = new ByteArrayContent(new byte[length]) },
                    TestContext.Current.CancellationToken
                )
            ).StatusCode;
        Assert.Equal(HttpStatusCode.OK, await SendAsync(10 * 1024 * 1024));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync((10 * 1024 * 1024) + 1));
        string answer = await RawHttp.SayAsync(
            url,
            $"GET /_api/{id}/v1/pets HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: 943718400\r\n\r\n"
        );
        Assert.Equal(413, RawHttp.Status(answer));
        Assert.Contains("{\"message\":\"Request Too Long\"}", answer, StringComparison.Ordinal);

        // In the order of the gateway's own checks: an API that is not there has no limits.
        Assert.Equal(
            421,
            RawHttp.Status(
                await RawHttp.SayAsync(
                    url,
                    $"GET /_api/abcdefghij/v1/pets HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: 943718400\r\n\r\n"
                )
            )
        );
    }

    [Fact]
    public async Task The_limits_are_the_same_in_process()
    {
        using EmbeddedAws lab = new();
        using LabClient client = new(lab);
        HttpResponseMessage answer = await client.SendAsync(
            "apigateway",
            HttpMethod.Put,
            "/restapis/abcdefghij",
            new string(' ', BodyLimit.Definition + 1)
        );
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_bug_of_the_lab_is_told_in_a_sentence_and_can_be_found()
    {
        BrokenClock clock = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = clock });
        Uri url = lab.Listen();
        string id = await CorsApi.CreateAsync(lab, "MOCK", null);
        using LabClient client = new(lab);
        clock.IsBroken = true;
        HttpResponseMessage control = await client.QueryAsync("ec2", "Action=CreateVpc&CidrBlock=10.0.0.0/16&Version=2016-11-15");
        string text = await control.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        string data = await RawHttp.SendAsync(url, $"GET /_api/{id}/v1/pets", string.Empty);
        Assert.Equal(HttpStatusCode.NotImplemented, control.StatusCode);
        Assert.Contains("<Code>LabFailure</Code>", text, StringComparison.Ordinal);
        Assert.Contains($"<RequestID>{lab.Failures[0].RequestId}</RequestID>", text, StringComparison.Ordinal);
        Assert.Equal(500, RawHttp.Status(data));
        Assert.Contains("Internal server error", data, StringComparison.Ordinal);
        Assert.Contains($"x-amzn-RequestId: {lab.Failures[1].RequestId}", data, StringComparison.Ordinal);
        Assert.All([text, data], answer => Assert.DoesNotMatch("Exception:| at PrivateApi|broken clock|InvalidOperation", answer));
        Assert.Equal(["POST /", $"GET /_api/{id}/v1/pets"], lab.Failures.Select(failure => failure.Request));
        Assert.Equal("The broken clock does not say.", lab.Failures[0].Message);
        Assert.NotEqual(".", lab.Failures[0].Place);
        await RawHttp.SendAsync(url, $"GET /_api/{id}/v1/api-key/sesame?api_key=sesame", string.Empty);
        Assert.Equal($"GET /_api/{id}/v1/api-key/***", lab.Failures[^1].Request);
        clock.Words = "no clock at https://admin:hunter2@time.example.com";
        await client.QueryAsync("ec2", "Action=CreateVpc&CidrBlock=10.0.0.0/16&Version=2016-11-15");
        Assert.Equal("no clock at https://***@time.example.com", lab.Failures[^1].Message);
        for (int i = 0; i < 30; i++)
        {
            await client.QueryAsync("ec2", "Action=CreateVpc&CidrBlock=10.0.0.0/16&Version=2016-11-15");
        }

        Assert.Equal(20, lab.Failures.Count);
    }

    private sealed class BrokenClock : TimeProvider
    {
        public bool IsBroken { get; set; }

        public string Words { get; set; } = "The broken clock does not say.";

        public override DateTimeOffset GetUtcNow() => IsBroken ? throw new InvalidOperationException(Words) : base.GetUtcNow();
    }
}
