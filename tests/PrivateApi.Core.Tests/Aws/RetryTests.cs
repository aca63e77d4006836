using System.Net;
using Amazon.EC2.Model;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Progress;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Aws;

/// <summary>What is tried again, and what is not, since it may have been done.</summary>
public sealed class RetryTests
{
    private const string Vpc = "<CreateVpcResponse><vpc><vpcId>vpc-1</vpcId></vpc></CreateVpcResponse>";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task A_create_without_a_token_is_sent_once_when_the_service_fails(HttpStatusCode status)
    {
        RecordingHandler handler = Failing(1, () => RecordingHandler.Json(status, """{"message":"no"}"""));
        using AwsSession session = Sessions.Open(handler);
        AmazonServiceException failure = await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            session.ApiGateway.CreateRestApiAsync(Pets(), Stop)
        );
        Assert.True(Failure.IsLostAnswer(failure));
        Assert.Single(handler.Requests, IsOurs);

        RecordingHandler ec2 = Failing(
            1,
            () =>
                RecordingHandler.Xml(
                    status,
                    "<Response><Errors><Error><Code>InternalError</Code><Message>no</Message></Error></Errors><RequestID>r</RequestID></Response>"
                )
        );
        using AwsSession other = Sessions.Open(ec2);
        failure = await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            other.Ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.0.0.0/16" }, Stop)
        );
        Assert.True(Failure.IsLostAnswer(failure));
        Assert.Single(ec2.Requests, IsOurs);
    }

    [Fact]
    public async Task A_throttled_create_is_sent_again()
    {
        RecordingHandler handler = Failing(
            2,
            () =>
                RecordingHandler.Xml(
                    HttpStatusCode.ServiceUnavailable,
                    "<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>slow</Message></Error></Errors><RequestID>r</RequestID></Response>"
                ),
            Vpc
        );
        using AwsSession session = Sessions.Open(handler);
        CreateVpcResponse made = await session.Ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.0.0.0/16" }, Stop);
        Assert.Equal("vpc-1", made.Vpc.VpcId);
        Assert.Equal(3, handler.Requests.Count(IsOurs));
    }

    [Fact]
    public async Task A_create_with_a_token_is_sent_again_with_the_same_one()
    {
        RecordingHandler handler = Failing(
            2,
            () => RecordingHandler.Xml(HttpStatusCode.InternalServerError, "<Response/>"),
            "<CreateRouteTableResponse><routeTable><routeTableId>rtb-1</routeTableId></routeTable></CreateRouteTableResponse>"
        );
        using AwsSession session = Sessions.Open(handler);
        await session.Ec2.CreateRouteTableAsync(new CreateRouteTableRequest { VpcId = "vpc-1" }, Stop);
        Assert.Equal(3, handler.Requests.Count(IsOurs));
        Assert.Single(
            handler
                .Requests.Where(IsOurs)
                .Select(request => request.Text.Split('&').Single(pair => pair.StartsWith("ClientToken=", StringComparison.Ordinal)))
                .Distinct()
        );
    }

    [Fact]
    public async Task A_read_is_sent_up_to_ten_times_more()
    {
        RecordingHandler handler = Failing(10, () => RecordingHandler.Json(HttpStatusCode.BadGateway, "{}"));
        using AwsSession session = Sessions.Open(handler);
        await session.ApiGateway.GetRestApisAsync(new GetRestApisRequest(), Stop);
        Assert.Equal(11, handler.Requests.Count(IsOurs));
    }

    [Fact]
    public async Task The_time_that_a_refusal_asks_for_is_waited_and_announced()
    {
        InstantClock clock = new();
        RecordingHandler handler = Failing(
            1,
            () =>
                RecordingHandler.Json(
                    HttpStatusCode.TooManyRequests,
                    """{"message":"Too Many Requests"}""",
                    ("x-amzn-ErrorType", "TooManyRequestsException"),
                    ("Retry-After", "27")
                )
        );
        using AwsSession session = Sessions.Open(handler, pacer: new Pacer(clock));
        NoticeList progress = new();
        session.ProgressEvents = progress;
        DateTimeOffset start = clock.GetUtcNow();
        await session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = "a" }, Stop);
        Assert.Equal(2, handler.Requests.Count(IsOurs));
        Assert.InRange((clock.GetUtcNow() - start).TotalSeconds, 27, 28);
        Assert.Contains(
            progress.All,
            notice =>
                notice.Kind == ProgressEventKind.Verbose
                && notice.Text.Contains("API Gateway allows one DeleteRestApi in 30 seconds", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_create_whose_answer_is_cut_off_is_sent_once_even_over_a_used_connection()
    {
        // SocketsHttpHandler sends a request again by itself when a pooled connection closes before it is answered.
        using DroppingServer server = new(
            (request, _) =>
                request.Contains("CreateVpc", StringComparison.Ordinal) || request.StartsWith("POST /restapis", StringComparison.Ordinal)
                    ? null
                : request.Contains("Describe", StringComparison.Ordinal) ? "<DescribeVpcsResponse/>"
                : "{}"
        );
        using AwsSession session = Local(server.Url);
        await session.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest(), Stop);
        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() =>
            session.Ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.0.0.0/16" }, Stop)
        );
        Assert.True(Failure.IsLostAnswer(failure), failure.ToString());
        Assert.Single(server.Requests, request => request.Contains("CreateVpc", StringComparison.Ordinal));

        await session.ApiGateway.GetRestApisAsync(new GetRestApisRequest(), Stop);
        failure = await Assert.ThrowsAnyAsync<Exception>(() => session.ApiGateway.CreateRestApiAsync(Pets(), Stop));
        Assert.True(Failure.IsLostAnswer(failure), failure.ToString());
        Assert.Single(server.Requests, request => request.StartsWith("POST /restapis", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_read_whose_answer_is_cut_off_is_sent_again()
    {
        using DroppingServer server = new((_, number) => number < 3 ? null : "{}");
        using AwsSession session = Local(server.Url);
        await session.ApiGateway.GetRestApisAsync(new GetRestApisRequest(), Stop);
        Assert.True(server.Requests.Count >= 3);
    }

    [Fact]
    public async Task A_closed_port_is_given_up_soon()
    {
        using ClosedPort closed = new();
        InstantClock clock = new();
        using AwsSession session = AwsSession.Open(
            Sessions.On(null) with
            {
                EndpointUrl = new Uri($"http://127.0.0.1:{closed.Port}/"),
                Region = "eu-west-1",
                AccessKey = "a",
                SecretKey = "b",
                Pacer = new Pacer(clock),
            }
        );
        await Assert.ThrowsAnyAsync<Exception>(() => session.ApiGateway.GetRestApisAsync(new GetRestApisRequest(), Stop));
        Assert.Equal(2, clock.Waits.Count);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_wait_between_two_tries()
    {
        using CancellationTokenSource ctrlC = new();
        RecordingHandler handler = new(
            (request, number) =>
            {
                if (IsOurs(request) && number > 1)
                {
                    ctrlC.Cancel();
                    return RecordingHandler.Json(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "1000"));
                }

                return RecordingHandler.Empty(request);
            }
        );
        using AwsSession session = Sessions.Open(handler, pacer: new Pacer(TimeProvider.System));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            session.ApiGateway.GetRestApisAsync(new GetRestApisRequest(), ctrlC.Token)
        );
    }

    private static bool IsOurs(RecordedRequest request) => !request.Text.Contains("GetCallerIdentity", StringComparison.Ordinal);

    private static CreateRestApiRequest Pets() =>
        new()
        {
            Name = "Pets",
            EndpointConfiguration = new EndpointConfiguration { Types = ["PRIVATE"] },
        };

    private static AwsSession Local(Uri url) =>
        AwsSession.Open(Sessions.On(null) with { EndpointUrl = url, Region = "eu-west-1", AccessKey = "a", SecretKey = "b" });

    /// <summary>Fails so many calls of ours, then succeeds.</summary>
    private static RecordingHandler Failing(int times, Func<HttpResponseMessage> failure, string? success = null)
    {
        int seen = 0;
        return new RecordingHandler(
            (request, _) =>
                !IsOurs(request) ? RecordingHandler.Empty(request)
                : Interlocked.Increment(ref seen) <= times ? failure()
                : success is null ? RecordingHandler.Empty(request)
                : RecordingHandler.Xml(HttpStatusCode.OK, success)
        );
    }
}
