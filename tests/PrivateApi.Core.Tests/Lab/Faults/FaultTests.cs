using System.Net;
using Microsoft.Extensions.Time.Testing;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Aws.Doubles;

namespace PrivateApi.Tests.Lab.Faults;

public sealed class FaultTests
{
    private const string PrivateApiBody = """{"name":"a","endpointConfiguration":{"types":["PRIVATE"]}}""";

    [Fact]
    public async Task A_second_private_API_within_three_seconds_is_throttled_and_one_after_them_is_not()
    {
        FakeTimeProvider clock = new();
        using EmbeddedAws lab = new(new LabOptions { Throttle = true, Clock = clock });
        using LabClient client = new(lab);
        Assert.Equal(
            HttpStatusCode.Created,
            (await client.SendAsync("apigateway", HttpMethod.Post, "/restapis", PrivateApiBody)).StatusCode
        );
        HttpResponseMessage refused = await client.SendAsync("apigateway", HttpMethod.Post, "/restapis", PrivateApiBody);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.StartsWith(
            "TooManyRequestsException",
            Assert.Single(refused.Headers.GetValues("x-amzn-ErrorType")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Too Many Requests",
            await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        clock.Advance(TimeSpan.FromSeconds(3.1));
        Assert.Equal(
            HttpStatusCode.Created,
            (await client.SendAsync("apigateway", HttpMethod.Post, "/restapis", PrivateApiBody)).StatusCode
        );
    }

    [Fact]
    public async Task An_edge_API_takes_thirty_seconds_and_reading_is_bounded_by_ten_a_second_with_a_burst_of_forty()
    {
        FakeTimeProvider clock = new();
        using EmbeddedAws lab = new(new LabOptions { Throttle = true, Clock = clock });
        using LabClient client = new(lab);
        Assert.Equal(
            HttpStatusCode.Created,
            (await client.SendAsync("apigateway", HttpMethod.Post, "/restapis", """{"name":"a"}""")).StatusCode
        );
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            (await client.SendAsync("apigateway", HttpMethod.Post, "/restapis", """{"name":"b"}""")).StatusCode
        );
        int served = 0;
        while ((await client.SendAsync("apigateway", HttpMethod.Get, "/restapis")).IsSuccessStatusCode)
        {
            served++;
        }

        Assert.Equal(40, served);
        clock.Advance(TimeSpan.FromSeconds(1.05));
        for (int i = 0; i < 10; i++)
        {
            Assert.True((await client.SendAsync("apigateway", HttpMethod.Get, "/restapis")).IsSuccessStatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.SendAsync("apigateway", HttpMethod.Get, "/restapis")).StatusCode);
    }

    [Theory]
    [InlineData("route53", 50, "<Code>Throttling</Code>")]
    [InlineData("route53resolver", 5, "ThrottlingException")]
    public async Task Route_53_and_Resolver_say_Rate_exceeded_when_their_burst_is_used_up(string service, int burst, string code)
    {
        FakeTimeProvider clock = new();
        using EmbeddedAws lab = new(new LabOptions { Throttle = true, Clock = clock });
        using LabClient client = new(lab);
        Task<HttpResponseMessage> Read() =>
            service == "route53"
                ? client.SendAsync(service, HttpMethod.Get, "/2013-04-01/hostedzone")
                : client.SendAsync(
                    service,
                    HttpMethod.Post,
                    "/",
                    "{}",
                    "application/x-amz-json-1.1",
                    ("X-Amz-Target", "Route53Resolver.ListResolverRules")
                );
        for (int number = 0; number < burst; number++)
        {
            Assert.Equal(HttpStatusCode.OK, (await Read()).StatusCode);
        }

        HttpResponseMessage refused = await Read();
        string text = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(code, text, StringComparison.Ordinal);
        Assert.Contains("Rate exceeded", text, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await Read()).StatusCode);
    }

    [Theory]
    [InlineData("GetHostedZone", "/2013-04-01/hostedzone/Z1", HttpStatusCode.InternalServerError)]
    [InlineData("ListHostedZones", "/2013-04-01/hostedzone/Z1", HttpStatusCode.NotFound)]
    public async Task A_failure_asked_for_one_Route_53_operation_meets_that_one_alone(
        string operation,
        string path,
        HttpStatusCode expected
    )
    {
        using EmbeddedAws lab = new(
            new LabOptions
            {
                Faults = new LabFaults { ErrorRate = 1, Operations = [operation] },
            }
        );
        using LabClient client = new(lab);
        Assert.Equal(expected, (await client.SendAsync("route53", HttpMethod.Get, path)).StatusCode);
    }

    [Fact]
    public async Task EC2_refuses_too_many_calls_with_RequestLimitExceeded()
    {
        using EmbeddedAws lab = new(new LabOptions { Throttle = true, Clock = new FakeTimeProvider() });
        using LabClient client = new(lab);
        HttpResponseMessage answer = await client.QueryAsync("ec2", "Action=DescribeVpcs&Version=2016-11-15");
        for (int i = 0; i < 100; i++)
        {
            answer = await client.QueryAsync("ec2", "Action=DescribeVpcs&Version=2016-11-15");
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains(
            "<Code>RequestLimitExceeded</Code>",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_unthrottled_lab_says_that_it_has_no_limits_and_a_throttled_one_does_not()
    {
        using EmbeddedAws free = new();
        using EmbeddedAws strict = new(new LabOptions { Throttle = true });
        using LabClient one = new(free);
        using LabClient other = new(strict);
        Assert.Equal(
            "none",
            Assert.Single((await one.QueryAsync("sts", "Action=GetCallerIdentity")).Headers.GetValues("x-privateapi-lab-limits"))
        );
        Assert.False((await other.QueryAsync("sts", "Action=GetCallerIdentity")).Headers.Contains("x-privateapi-lab-limits"));
    }

    [Fact]
    public async Task A_lost_answer_is_a_change_that_happened()
    {
        using EmbeddedAws lab = new(
            new LabOptions
            {
                Faults = new LabFaults { LostAnswerRate = 1, Operations = ["CreateVpc"] },
            }
        );
        using LabClient client = new(lab);
        string before = await Vpcs(client);
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.QueryAsync("ec2", "Action=CreateVpc&CidrBlock=10.9.0.0/16&Version=2016-11-15")
        );
        Assert.DoesNotContain("10.9.0.0/16", before, StringComparison.Ordinal);
        Assert.Contains("10.9.0.0/16", await Vpcs(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dropped_connection_and_a_5xx_change_nothing()
    {
        using EmbeddedAws dropping = new(
            new LabOptions
            {
                Faults = new LabFaults { DropRate = 1, Operations = ["CreateVpc"] },
            }
        );
        using EmbeddedAws failing = new(
            new LabOptions
            {
                Faults = new LabFaults { ErrorRate = 1, Operations = ["CreateVpc"] },
            }
        );
        using LabClient first = new(dropping);
        using LabClient second = new(failing);
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            first.QueryAsync("ec2", "Action=CreateVpc&CidrBlock=10.9.0.0/16&Version=2016-11-15")
        );
        HttpResponseMessage answer = await second.QueryAsync("ec2", "Action=CreateVpc&CidrBlock=10.9.0.0/16&Version=2016-11-15");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(
            "<Code>InternalError</Code>",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("10.9.0.0/16", await Vpcs(first) + await Vpcs(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_sees_a_broken_connection_too()
    {
        using EmbeddedAws lab = new(new LabOptions { Faults = new LabFaults { DropRate = 1 } });
        using HttpClient http = new() { BaseAddress = lab.Listen() };
        http.DefaultRequestHeaders.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDTEST/20261122/eu-west-1/sts/aws4_request"
        );
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            http.PostAsync("/", new StringContent("Action=GetCallerIdentity"), TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task What_was_just_made_is_not_found_while_reads_lag()
    {
        FakeTimeProvider clock = new();
        using EmbeddedAws lab = new(
            new LabOptions
            {
                Clock = clock,
                Faults = new LabFaults { ReadLag = TimeSpan.FromSeconds(2) },
            }
        );
        using LabClient client = new(lab);
        string made = await (
            await client.QueryAsync("ec2", "Action=CreateVpc&CidrBlock=10.9.0.0/16&Version=2016-11-15")
        ).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        string id = made[made.IndexOf("vpc-", StringComparison.Ordinal)..][..21];
        HttpResponseMessage early = await client.QueryAsync("ec2", $"Action=DescribeVpcs&VpcId.1={id}&Version=2016-11-15");
        Assert.Contains(
            "InvalidVpcID.NotFound",
            await early.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        clock.Advance(TimeSpan.FromSeconds(2.1));
        Assert.True((await client.QueryAsync("ec2", $"Action=DescribeVpcs&VpcId.1={id}&Version=2016-11-15")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Latency_is_added_to_every_call()
    {
        InstantClock clock = new();
        TimeSpan latency = TimeSpan.FromMilliseconds(80);
        using EmbeddedAws lab = new(
            new LabOptions
            {
                Clock = clock,
                Faults = new LabFaults { Latency = latency },
            }
        );
        using LabClient client = new(lab);
        Assert.Equal(HttpStatusCode.OK, (await client.QueryAsync("sts", "Action=GetCallerIdentity")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("apigateway", HttpMethod.Get, "/restapis")).StatusCode);
        Assert.Equal([latency, latency], clock.Waits);
    }

    private static async Task<string> Vpcs(LabClient client) =>
        await (await client.QueryAsync("ec2", "Action=DescribeVpcs&Version=2016-11-15")).Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken
        );
}
