using PrivateApi.Diagnosis;
using PrivateApi.Model;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>
/// Tests of APIs that another command is still reading: each is judged as soon as it has been read, while the next few are read.
/// </summary>
/// <param name="command">The command.</param>
/// <param name="run">Judges and writes.</param>
internal sealed class TestFlows(TestPrivateApiCommand command, TestRun run) : IDisposable
{
    private readonly Dictionary<(string Key, object Listed), Flow> _flows = [];

    private IEnumerable<Flow> Open => _flows.Values.Where(flow => flow.Tests is not null);

    /// <summary>Begins a test, and writes results that are there.</summary>
    /// <param name="region">The Region to test in.</param>
    /// <param name="origin">The profile to test by; null for the connection that was typed.</param>
    /// <param name="key">What distinguishes the test from others, apart from the API.</param>
    /// <param name="request">The test.</param>
    /// <param name="piped">What was read for its API.</param>
    public void Add(string? region, ApiOrigin? origin, string key, TestRequest request, PipedReading piped)
    {
        string id = request.Apis[0].RestApiId;
        if (!_flows.TryGetValue((key, piped.Reading.Listed), out Flow? flow))
        {
            flow = new Flow(region, origin, request);
            _flows.Add((key, piped.Reading.Listed), flow);
            command.ConnectTo(region, origin);
            flow.Tests = command.Ask(
                id,
                (_, stop) => run.Tester().OpenAsync(request, piped.Reading.RestApiIds, piped.Reading.Listed, stop)
            );
        }

        if (flow.Tests is not null)
        {
            flow.Tests.Add(id, piped.Reading.Stages);
            flow.Apis.Enqueue(request.Apis[0]);
            Write(isLast: false);
        }
    }

    /// <summary>Writes the results that are left.</summary>
    public void Finish() => Write(isLast: true);

    public void Dispose()
    {
        foreach (Flow flow in Open)
        {
            flow.Close();
        }
    }

    private void Write(bool isLast)
    {
        while (Open.Sum(flow => flow.Tests!.Count) is > 0 and var count)
        {
            if (Open.FirstOrDefault(flow => flow.Tests!.Next is { IsCompleted: true }) is { } ready)
            {
                Take(ready);
            }
            else if (isLast || count >= ReadAhead<object>.Most * Open.Count())
            {
                command.Call(null, (_, stop) => Task.WhenAny(Open.Select(flow => flow.Tests!.Next).OfType<Task>()).WaitAsync(stop));
            }
            else
            {
                return;
            }
        }
    }

    private void Take(Flow flow)
    {
        command.ConnectTo(flow.Region, flow.Origin);
        (string RestApiId, Api? Known) api = flow.Apis.Dequeue();
        if (command.Ask(api.RestApiId, (_, _) => flow.Tests!.TakeAsync(1)) is { } taken)
        {
            run.Write(flow.Request with { Apis = [api] }, taken);
        }
        else
        {
            // What fails for one fails for all: lost credentials, a security group that does not exist.
            flow.Close();
        }
    }

    private sealed class Flow(string? region, ApiOrigin? origin, TestRequest request)
    {
        public string? Region => region;

        public ApiOrigin? Origin => origin;

        public TestRequest Request => request;

        public Queue<(string RestApiId, Api? Known)> Apis { get; } = [];

        /// <summary>The tests; null after a failure.</summary>
        public TestFlow? Tests { get; set; }

        public void Close()
        {
            Tests?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Tests = null;
        }
    }
}
