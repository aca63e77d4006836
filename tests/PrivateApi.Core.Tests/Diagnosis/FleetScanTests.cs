using Microsoft.Extensions.Time.Testing;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability;
using PrivateApi.Resources;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Provisioning;
using PrivateApi.Tests.Reliability;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>All APIs of an account are listed and tested at the pace that API Gateway allows, and results come while it goes on.</summary>
public sealed class FleetScanTests
{
    private static readonly ApiFilter All = new("*", _ => true, IsPattern: true);

    [Fact]
    public async Task A_scan_takes_two_calls_an_API_and_hardly_longer_than_the_limit_makes_it()
    {
        const int Many = 400;
        using ReadScene scene = await ReadScene.MakeAsync();
        await ManyApis.MakeAsync(scene.Calls.Lab.Lab, Many - 1);
        PacedClock clock = new();
        using LimitedHandler limit = new(scene.Calls.Lab.Lab.CreateHandler(), clock);
        using ReadHandler reads = new(limit);
        using AwsSession session = Open(reads, clock);
        DateTimeOffset start = clock.GetUtcNow();
        List<(int Calls, TimeSpan Time, int Results)> steps = [];
        int results = await ScanAsync(session, scene, taken => steps.Add((limit.Calls, clock.Passed, steps.Count + 1)));

        Assert.Equal(Many, results);
        Assert.Equal(0, limit.Refused);
        Assert.Equal((1, Many, Many), (reads.Count["GetRestApis"], reads.Count["GetStages"], reads.Count["GetExport"]));

        // What ten calls a second allow after a burst of forty, and a tenth more.
        double least = ((2 * Many) - 40) / 10.0;
        Assert.InRange((limit.Last - start).TotalSeconds, least, 1.1 * least);

        // The first result comes out of the burst; after it at most what is read ahead on either side.
        Assert.InRange(steps[0].Time.TotalSeconds, 0, 3);
        Assert.All(steps, step => Assert.InRange(step.Calls - (2 * step.Results), 0, 2 + (2 * 8) + 8));
    }

    [Fact]
    public async Task What_is_denied_of_one_API_says_nothing_of_the_next()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        await ManyApis.MakeAsync(scene.Calls.Lab.Lab, 3);
        using DenyFirstExport deny = new(scene.Calls.Lab.Lab.CreateHandler());
        using AwsSession session = Open(deny, TimeProvider.System);
        List<string[]> denied = [];
        await ScanAsync(session, scene, taken => denied.Add([.. taken.Snapshot.Denied.Select(item => item.Subject)]));
        Assert.Equal(
            [
                ["Export"],
                [],
                [],
                [],
            ],
            denied.OrderByDescending(item => item.Length)
        );
    }

    [Fact]
    public async Task A_Region_that_cannot_be_read_does_not_end_the_others()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        await ManyApis.MakeAsync(scene.Calls.Lab.Lab, 3);
        using AwsSession closed = Open(new ReadHandler(scene.Calls.Lab.Lab.CreateHandler(), "GetRestApis"), TimeProvider.System);
        using AwsSession open = Open(scene.Calls.Lab.Lab.CreateHandler(), TimeProvider.System);
        List<FleetItem> items = [];
        await foreach (FleetItem item in new ApiFleet([(closed, "closed"), (open, "open")], [All], false).ReadAsync(null, LabScene.Stop))
        {
            items.Add(item);
        }

        FleetItem failure = Assert.Single(items, item => item.Failure is not null);
        Assert.Same(closed, failure.Session);
        Assert.Contains("not authorized", failure.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(4, items.Count(item => item.Api is not null && item.Session == open));
    }

    [Fact]
    public async Task Each_account_and_Region_has_its_own_pace()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        await ManyApis.MakeAsync(scene.Calls.Lab.Lab, 99);

        // A clock that stands: no call comes after those that the limit allows at once, which is 95 % of forty.
        FakeTimeProvider clock = new();
        Pacer pacer = new(clock);
        string[] accounts = ["AKIDONE", "AKIDTWO", "AKIDTHREE"];
        LimitedHandler[] limits = [.. accounts.Select(_ => new LimitedHandler(scene.Calls.Lab.Lab.CreateHandler(), clock))];
        AwsSession[] sessions = [.. accounts.Select((account, index) => Open(limits[index], pacer, account))];
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(LabScene.Stop);
        ApiFleet fleet = new([.. sessions.Zip(accounts)], [All], false);
        Task<int> scan = Task.Run(() => fleet.ReadAsync(null, end.Token).CountAsync(end.Token).AsTask(), LabScene.Stop);
        long start = TimeProvider.System.GetTimestamp();
        while (limits.Any(limit => limit.Calls < 38))
        {
            // One after the other, or in one bucket, they would not get there.
            Assert.False(scan.IsCompleted);
            Assert.True(
                TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(2),
                string.Join(", ", limits.Select(limit => limit.Calls))
            );
            await Task.Delay(1, LabScene.Stop);
        }

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scan);
        Assert.Equal([38, 38, 38], limits.Select(limit => limit.Calls));
        Array.ForEach(sessions, session => session.Dispose());
    }

    [Fact]
    public async Task An_API_that_is_removed_during_the_scan_is_passed_over()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        await ManyApis.MakeAsync(scene.Calls.Lab.Lab, 2);
        using AwsSession session = Open(scene.Calls.Lab.Lab.CreateHandler(), TimeProvider.System);
        IReadOnlyList<PrivateApi.Aws.Clients.ApiGateway.RestApi> listed = await new Apis(session).ListRestApisAsync(
            _ => true,
            LabScene.Stop
        );
        await session.ApiGateway.DeleteRestApiAsync(new() { RestApiId = listed[1].Id }, LabScene.Stop);
        NoticeList notices = new();
        List<Api> found = [];
        await foreach (Api api in new ApiScan(session, listed, new ApiReading(listed, [], [])).ReadAsync(notices, LabScene.Stop))
        {
            found.Add(api);
        }

        Assert.Equal(listed.Select(api => api.Id).Where((_, index) => index != 1), found.Select(api => api.RestApiId));
        Assert.Contains(notices.All, notice => notice.Text.Contains($"({listed[1].Id}) has been removed", StringComparison.Ordinal));
    }

    [Fact]
    public void The_time_left_is_that_of_the_steady_pace()
    {
        // A burst of forty at once, then one in a fifth of a second: two hundred take 32 s.
        FakeTimeProvider clock = new();
        ProgressEstimate estimate = new("Reading APIs", 200, clock);
        List<ProgressEvent> told = [];
        for (int done = 0; done < 200; done++)
        {
            clock.Advance(TimeSpan.FromSeconds(done < 40 ? 0 : 0.2));
            told.Add(estimate.Next($"api-{done}"));
        }

        // During the burst nothing is told: it would be too little.
        Assert.All(told[..60], step => Assert.Null(step.SecondsLeft));
        Assert.All(
            told[60..].Select((step, index) => (step.SecondsLeft, Left: 0.2 * (140 - index))),
            step => Assert.InRange(step.SecondsLeft!.Value, step.Left, step.Left + 1.01)
        );
        Assert.Equal((0, 50, 99), (told[0].Percent, told[100].Percent, told[199].Percent));
    }

    // As the pipeline does it: the one lists and describes, the other tests what it is handed.
    private static async Task<int> ScanAsync(AwsSession session, ReadScene scene, Action<SnapshotCase> judged)
    {
        TestRequest request = scene.Order with { Path = null, StageName = null };
        TestFlow? flow = null;
        int results = 0;
        await foreach (FleetItem item in new ApiFleet([(session, "here")], [All], false).ReadAsync(null, LabScene.Stop))
        {
            ApiReading reading = (ApiReading)item.Api!.Reading!;
            flow ??= await new ApiTester(session).OpenAsync(request, reading.RestApiIds, reading.Listed, LabScene.Stop);
            flow.Add(item.Api.RestApiId, reading.Stages);
            await TakeAsync(isLast: false);
        }

        await TakeAsync(isLast: true);
        await flow!.DisposeAsync();
        return results;

        async Task TakeAsync(bool isLast)
        {
            while (flow!.Count > 0 && (isLast || flow.IsFull || flow.Next!.IsCompleted))
            {
                SnapshotCase taken = await flow.TakeAsync(1);
                results += taken.Calls.Count(call => PathEngine.Judge(taken.Snapshot, call).Verdict != Verdict.Blocked);
                judged(taken);
            }
        }
    }

    private static AwsSession Open(HttpMessageHandler handler, TimeProvider clock) => Open(handler, new Pacer(clock), "test");

    private static AwsSession Open(HttpMessageHandler handler, Pacer pacer, string key) =>
        AwsSession.Open(
            Sessions.On(handler) with
            {
                EndpointUrl = new Uri("http://localhost/"),
                Region = "eu-west-1",
                AccessKey = key,
                SecretKey = "secret",
                Pacer = pacer,
            }
        );

    private sealed class DenyFirstExport(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int _exports;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (
                request.RequestUri!.AbsolutePath.Contains("/exports/", StringComparison.Ordinal)
                && Interlocked.Increment(ref _exports) == 1
            )
            {
                HttpResponseMessage denial = new(System.Net.HttpStatusCode.Forbidden)
                {
                    Content = new StringContent("{\"message\":\"User is not authorized to perform: apigateway:GET\"}"),
                };
                denial.Headers.Add("x-amzn-ErrorType", "AccessDeniedException");
                return denial;
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
