using System.Net;
using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Progress;
using PrivateApi.Tests.Aws.Doubles;

namespace PrivateApi.Tests.Aws;

/// <summary>Calls go out no faster than the services allow. Limits: "Amazon API Gateway quotas".</summary>
public sealed class PacingTests
{
    private readonly InstantClock _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_second_DeleteRestApi_waits_its_thirty_seconds_and_says_so()
    {
        using AwsSession session = Sessions.Open(new RecordingHandler(), pacer: new Pacer(_clock));
        NoticeList progress = new();
        session.ProgressEvents = progress;
        Assert.Equal(
            0,
            await SecondsAsync(() => session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = "a" }, Stop))
        );
        Assert.DoesNotContain(progress.All, notice => notice.Kind == ProgressEventKind.Progress);
        Assert.InRange(
            await SecondsAsync(() => session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = "b" }, Stop)),
            30,
            33
        );
        Assert.Contains(progress.All, notice => notice.Text == "waiting 32 s: API Gateway allows one DeleteRestApi in 30 seconds");
        Assert.Equal(ProgressEventKind.ProgressDone, progress.All[^1].Kind);
        Assert.Contains(progress.All, notice => notice.Kind == ProgressEventKind.Progress && notice.Percent is > 40 and < 60);
    }

    // Rules of an hour, on the real clock: nobody waits for one, and what was given back shows in how long the next would wait.
    [Fact]
    public async Task Ctrl_C_gives_the_turn_back()
    {
        Pacer pacer = new(TimeProvider.System);
        PaceRule[] rules = [new("slow calls", "Test", 1, 3600, 1), new("all calls", "Test", 2, 3600, 1)];
        await pacer.WaitAsync("account", rules, null, Stop);
        for (int i = 0; i < 3; i++)
        {
            using CancellationTokenSource ctrlC = new();
            NoticeList progress = new();
            Task wait = pacer.WaitAsync("account", rules, progress, ctrlC.Token);
            await ctrlC.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
            string told = progress.All.First(notice => notice.Kind == ProgressEventKind.Verbose).Text;
            Assert.InRange(double.Parse(told.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), 3600, 3790);
        }

        // The other limit of the same calls was given back, too.
        NoticeList other = new();
        using CancellationTokenSource stop = new();
        Task last = pacer.WaitAsync("account", rules[1..], other, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last);
        Assert.InRange(
            double.Parse(
                other.All.First(notice => notice.Kind == ProgressEventKind.Verbose).Text.Split(' ')[1],
                System.Globalization.CultureInfo.InvariantCulture
            ),
            1800,
            1900
        );
    }

    [Fact]
    public async Task Other_operations_are_not_held_up()
    {
        using AwsSession session = Sessions.Open(new RecordingHandler(), pacer: new Pacer(_clock));
        await session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = "a" }, Stop);
        Assert.Equal(0, await SecondsAsync(() => session.ApiGateway.GetRestApisAsync(new GetRestApisRequest(), Stop)));
        Assert.Equal(0, await SecondsAsync(() => session.Lambda.ListFunctionsAsync(new(), Stop)));
    }

    [Fact]
    public async Task All_sessions_of_an_account_share_its_limits_and_other_accounts_and_Regions_have_theirs()
    {
        Pacer pacer = new(_clock);
        foreach (
            (string region, string account, double least) in new[]
            {
                ("eu-west-1", "111111111111", 0.0),
                ("eu-west-1", "111111111111", 4.9),
                ("eu-west-2", "111111111111", 0.0),
                ("eu-west-1", "222222222222", 0.0),
            }
        )
        {
            RecordingHandler handler = new(
                (request, _) =>
                    request.Text.Contains("GetCallerIdentity", StringComparison.Ordinal)
                        ? RecordingHandler.Xml(
                            HttpStatusCode.OK,
                            $"<GetCallerIdentityResponse><GetCallerIdentityResult><Account>{account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
                        )
                        : RecordingHandler.Empty(request)
            );
            using AwsSession session = Sessions.Open(handler, region, pacer);
            double waited = await SecondsAsync(() =>
                session.ApiGateway.CreateDeploymentAsync(new CreateDeploymentRequest { RestApiId = "a" }, Stop)
            );
            Assert.InRange(waited, least, least + 1);
        }
    }

    [Fact]
    public async Task Names_are_read_at_ten_calls_a_second_from_Route_53_and_five_from_Resolver()
    {
        using AwsSession session = Sessions.Open(new RecordingHandler(), pacer: new Pacer(_clock));
        async Task Times(int count, Func<Task> call)
        {
            for (int number = 0; number < count; number++)
            {
                await call();
            }
        }

        Assert.Equal(0, await SecondsAsync(() => Times(40, () => session.Route53.GetHostedZoneAsync(new() { Id = "Z1" }, Stop))));
        Assert.InRange(await SecondsAsync(() => Times(110, () => session.Route53.GetHostedZoneAsync(new() { Id = "Z1" }, Stop))), 10, 11.5);
        Assert.InRange(await SecondsAsync(() => Times(55, () => session.Resolver.ListResolverRulesAsync(new(), Stop))), 10, 11.5);
    }

    [Theory]
    [InlineData("PRIVATE", 3, 3.5)]
    [InlineData("EDGE", 30, 33)]
    [InlineData(null, 30, 33)]
    public async Task A_new_api_takes_as_long_as_its_type(string? type, double least, double most)
    {
        using AwsSession session = Sessions.Open(new RecordingHandler(), pacer: new Pacer(_clock));
        Task Create() =>
            session.ApiGateway.CreateRestApiAsync(
                new CreateRestApiRequest
                {
                    Name = "a",
                    EndpointConfiguration = type is null ? null : new EndpointConfiguration { Types = [type] },
                },
                Stop
            );
        await Create();
        Assert.InRange(await SecondsAsync(Create), least, most);
    }

    [Fact]
    public async Task Bursts_go_out_at_once_and_the_rest_at_the_steady_pace()
    {
        using AwsSession session = Sessions.Open(new RecordingHandler(), pacer: new Pacer(_clock));
        double burst = await SecondsAsync(async () =>
        {
            for (int call = 0; call < 38; call++)
            {
                await session.ApiGateway.GetRestApisAsync(new GetRestApisRequest(), Stop);
            }
        });
        Assert.Equal(0, burst);
        double steady = await SecondsAsync(async () =>
        {
            for (int call = 0; call < 95; call++)
            {
                await session.ApiGateway.GetRestApisAsync(new GetRestApisRequest(), Stop);
            }
        });

        // 95 % of ten a second.
        Assert.InRange(steady, 9.9, 10.1);
    }

    [Fact]
    public async Task Changes_of_VPC_endpoints_share_one_careful_pace()
    {
        RecordingHandler handler = new();
        using AwsSession session = Sessions.Open(handler, pacer: new Pacer(_clock));
        await session.Ec2.ModifyVpcEndpointAsync(new ModifyVpcEndpointRequest { VpcEndpointId = "vpce-1" }, Stop);
        Assert.InRange(
            await SecondsAsync(() =>
                session.Ec2.DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = ["vpce-1"] }, Stop)
            ),
            3.5,
            3.8
        );
        Assert.Equal(0, await SecondsAsync(() => session.Ec2.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest(), Stop)));
    }

    [Fact]
    public async Task An_endpoint_without_limits_is_not_paced_until_it_has_some_again()
    {
        bool limited = false;
        RecordingHandler handler = new(
            (request, _) =>
            {
                HttpResponseMessage answer = RecordingHandler.Empty(request);
                if (!limited)
                {
                    answer.Headers.Add("x-privateapi-lab-limits", "none");
                }

                return answer;
            }
        );
        using AwsSession session = AwsSession.Open(
            Sessions.On(handler) with
            {
                EndpointUrl = new Uri("http://127.0.0.1:9/"),
                Region = "eu-west-1",
                IsLab = true,
                Pacer = new Pacer(_clock),
            }
        );
        Task Delete() => session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = "a" }, Stop);
        await Delete();
        Assert.Equal(0, await SecondsAsync(Delete));
        Assert.Equal(0, await SecondsAsync(Delete));
        limited = true;
        await Delete();
        Assert.InRange(await SecondsAsync(Delete), 30, 33);
        Assert.DoesNotContain(handler.Requests, request => request.Text.Contains("GetCallerIdentity", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait_and_gives_the_turn_back()
    {
        Pacer pacer = new(TimeProvider.System);
        IReadOnlyList<PaceRule> rules = [new PaceRule("X", "S", 1, 600, 1)];
        await pacer.WaitAsync("a", rules, null, Stop);
        using CancellationTokenSource ctrlC = new();
        Task wait = pacer.WaitAsync("a", rules, null, ctrlC.Token);
        Assert.False(wait.IsCompleted);
        await ctrlC.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);

        TokenBucket bucket = new(TimeSpan.FromSeconds(600), 1);
        DateTimeOffset now = _clock.GetUtcNow();
        bucket.Take(now);
        DateTimeOffset second = bucket.Take(now);
        bucket.Return();
        Assert.Equal(second, bucket.Take(now));
    }

    [Fact]
    public async Task Callers_at_once_go_out_one_after_the_other()
    {
        TokenBucket bucket = new(TimeSpan.FromSeconds(5), 1);
        DateTimeOffset now = _clock.GetUtcNow();
        DateTimeOffset[] turns = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => bucket.Take(now))));
        Assert.Equal(Enumerable.Range(0, 8).Select(turn => now.AddSeconds(5 * turn)), turns.Order());
    }

    private async Task<double> SecondsAsync(Func<Task> work)
    {
        DateTimeOffset start = _clock.GetUtcNow();
        await work();
        return (_clock.GetUtcNow() - start).TotalSeconds;
    }
}
