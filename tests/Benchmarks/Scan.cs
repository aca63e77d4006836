using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Reachability;
using PrivateApi.Resources;

namespace PrivateApi.Benchmarks;

/// <summary>
/// All APIs of an account listed, described and tested, as Get-PrivateApi | Test-PrivateApi does it, against the bare HTTP of the same
/// calls, and what stays in memory at the end against what stays after a tenth.
/// </summary>
internal static class Scan
{
    private const int Few = 500;
    private const int Many = 5000;

    /// <summary>Measures; 1 when memory grows with the APIs tested, or the scan takes more than twenty times the bare calls.</summary>
    public static async Task<int> RunAsync()
    {
        using EmbeddedAws lab = new(new LabOptions { Region = "eu-west-1", PendingTime = TimeSpan.Zero });
        RecordingCalls calls = new(lab.CreateHandler());
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                Handler = calls,
                EndpointUrl = new Uri("http://localhost/"),
                Region = "eu-west-1",
                IsLab = true,
            }
        );
        await Fleet.MakeAsync(session, Many);
        List<double> memory = [];
        _ = await RunAsync(
            session,
            done =>
            {
                if (done is Few or Many)
                {
                    memory.Add(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0);
                }
            }
        );

        // Once more for the time, since the calls that are kept for the comparison take memory, and collecting it takes time.
        calls.AreKept = true;
        Stopwatch watch = Stopwatch.StartNew();
        int results = await RunAsync(session, _ => { });
        TimeSpan scan = watch.Elapsed;
        int count = calls.Count;
        TimeSpan bare = await calls.ReplayAsync();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"scan           {results} APIs in {scan.TotalSeconds:N1} s, {count} calls: {scan / bare:N1} times their "
                    + $"bare HTTP; memory after {Many} APIs is {memory[1] / memory[0]:N2} times that after {Few} "
                    + $"({memory[1]:N0} and {memory[0]:N0} MiB, the lab's included)"
            )
        );
        return memory[1] <= 1.1 * memory[0] && scan <= 20 * bare ? 0 : 1;
    }

    private static async Task<int> RunAsync(AwsSession session, Action<int> done)
    {
        ApiFilter all = new("*", _ => true, IsPattern: true);
        TestFlow? flow = null;
        int results = 0;
        await foreach (FleetItem item in new ApiFleet([(session, "lab")], [all], false).ReadAsync(null, CancellationToken.None))
        {
            ApiReading reading = (ApiReading)item.Api!.Reading!;
            flow ??= await new ApiTester(session).OpenAsync(new TestRequest { Apis = [] }, reading.RestApiIds, reading.Listed, default);
            flow.Add(item.Api.RestApiId, reading.Stages);
            if (flow.IsFull)
            {
                await JudgeAsync(flow);
            }
        }

        while (flow!.Count > 0)
        {
            await JudgeAsync(flow);
        }

        await flow.DisposeAsync();
        return results;

        async Task JudgeAsync(TestFlow from)
        {
            SnapshotCase taken = await from.TakeAsync(1);
            foreach (PathCall call in taken.Calls)
            {
                _ = TestResults.Create(PathEngine.Judge(taken.Snapshot, call));
            }

            done(++results);
        }
    }

    private sealed class RecordingCalls(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly ConcurrentQueue<(HttpMethod Method, Uri Uri, byte[]? Body, string[][] Headers)> _calls = new();

        public int Count => _calls.Count;

        public bool AreKept { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!AreKept)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            byte[]? body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            string[][] headers =
            [
                .. request
                    .Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
                    .Select(header => (string[])[header.Key, string.Join(", ", header.Value)]),
            ];
            _calls.Enqueue((request.Method, request.RequestUri!, body, headers));
            return await base.SendAsync(request, cancellationToken);
        }

        /// <summary>The same calls once more, eight at a time, with nothing around them.</summary>
        public async Task<TimeSpan> ReplayAsync()
        {
            using HttpMessageInvoker client = new(InnerHandler!, disposeHandler: false);
            Stopwatch watch = Stopwatch.StartNew();
            await Parallel.ForEachAsync(
                _calls.ToArray(),
                new ParallelOptions { MaxDegreeOfParallelism = ReadAhead<object>.Most },
                async (call, stop) =>
                {
                    using HttpRequestMessage request = new(call.Method, call.Uri);
                    request.Content = call.Body is null ? null : new ByteArrayContent(call.Body);
                    foreach (string[] header in call.Headers)
                    {
                        if (!request.Headers.TryAddWithoutValidation(header[0], header[1]))
                        {
                            request.Content?.Headers.TryAddWithoutValidation(header[0], header[1]);
                        }
                    }

                    using HttpResponseMessage answer = await client.SendAsync(request, stop);
                    _ = await answer.Content.ReadAsByteArrayAsync(stop);
                }
            );
            return watch.Elapsed;
        }
    }
}
