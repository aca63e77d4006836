using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;

namespace PrivateApi.Resources;

/// <summary>
/// Scans accounts and Regions at the same time, each at the pace of its own limits. A failure in one of them does not end the others.
/// </summary>
/// <param name="sessions">The accounts and Regions, each with what to call it.</param>
/// <param name="filters">The APIs that are looked for.</param>
/// <param name="includePublic">True for public APIs too.</param>
internal sealed class ApiFleet(
    IReadOnlyList<(AwsSession Session, string Label)> sessions,
    IReadOnlyList<ApiFilter> filters,
    bool includePublic
)
{
    // More would only share the machine's network.
    private const int AtOnce = 32;

    // The names that were found somewhere, or that could not be looked for everywhere.
    private readonly ConcurrentDictionary<string, bool> _settled = new(StringComparer.Ordinal);

    private const int Few = 10;

    private bool IsOne => sessions.Count == 1;

    /// <summary>APIs and failures as they are come upon; those of an account and Region in the order of filters and names.</summary>
    /// <param name="progress">Receives progress; null for nobody.</param>
    /// <param name="stop">Stops the reads.</param>
    public async IAsyncEnumerable<FleetItem> ReadAsync(IProgress<ProgressEvent>? progress, [EnumeratorCancellation] CancellationToken stop)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Channel<FleetItem> found = Channel.CreateBounded<FleetItem>(sessions.Count);
        Task scans = Parallel.ForEachAsync(
            sessions,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = over.Token },
            async (item, end) => await ScanAsync(item.Session, found.Writer, progress, end)
        );
        _ = scans.ContinueWith(_ => found.Writer.TryComplete(), TaskScheduler.Default);
        try
        {
            Dictionary<AwsSession, (string Activity, ProgressEstimate Estimate)> bars = [];
            await foreach (FleetItem item in found.Reader.ReadAllAsync(stop))
            {
                Report(bars, item, progress);
                yield return item;
            }

            await scans;
            foreach ((string activity, _) in bars.Values)
            {
                progress?.Report(ProgressEvent.Done(activity));
            }

            foreach (ApiFilter filter in filters.Where(filter => !IsOne && !filter.IsPattern && !_settled.ContainsKey(filter.Text)))
            {
                yield return new FleetItem(null, filter.Text, null, NotFound(filter, "any of these accounts and Regions"));
            }
        }
        finally
        {
            await over.CancelAsync();
            await scans.ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    // Where APIs are taken and not where they are read: whoever takes one is there to show it.
    private void Report(
        Dictionary<AwsSession, (string Activity, ProgressEstimate Estimate)> bars,
        FleetItem item,
        IProgress<ProgressEvent>? progress
    )
    {
        if (item is not { Session: { } session, Api: { Reading: ApiReading { RestApiIds.Count: > Few and var count } } api })
        {
            return;
        }

        if (!bars.TryGetValue(session, out (string Activity, ProgressEstimate Estimate) bar))
        {
            string activity = IsOne ? "Reading APIs" : $"Reading APIs of {sessions.First(one => one.Session == session).Label}";
            bars[session] = bar = (activity, new ProgressEstimate(activity, count, session.Clock));
        }

        progress?.Report(bar.Estimate.Next(api.Name));
    }

    private async Task ScanAsync(
        AwsSession session,
        ChannelWriter<FleetItem> found,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop
    )
    {
        ApiReading? reading = null;
        foreach (ApiFilter filter in filters)
        {
            try
            {
                reading ??= await ListAsync(session, stop);
                await foreach (Api api in FindAsync(session, filter, reading, progress, stop))
                {
                    _settled.TryAdd(filter.Text, true);
                    await found.WriteAsync(new FleetItem(session, filter.Text, api, null), stop);
                }
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                _settled.TryAdd(filter.Text, true);
                await found.WriteAsync(new FleetItem(session, filter.Text, null, e), stop);
            }
        }
    }

    private async Task<ApiReading> ListAsync(AwsSession session, CancellationToken stop)
    {
        IReadOnlyList<RestApi> listed = await new Apis(session).ListRestApisAsync(_ => true, stop);
        return new ApiReading(listed, [.. listed.Where(api => filters.Any(filter => Passes(filter, api))).Select(api => api.Id)], []);
    }

    private async IAsyncEnumerable<Api> FindAsync(
        AwsSession session,
        ApiFilter filter,
        ApiReading reading,
        IProgress<ProgressEvent>? progress,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        RestApi[] named = [.. ApiScan.InOrder(reading.Listed.Where(api => Passes(filter, api)))];
        if (named.Length > 0 || filter.IsPattern)
        {
            await foreach (Api api in new ApiScan(session, named, reading).ReadAsync(progress, stop))
            {
                yield return api;
            }
        }
        else if (ApiNames.LooksLikeId(filter.Text) && (IsOne || reading.Listed.Any(api => api.Id == filter.Text)))
        {
            // An id in place of a name, because people type it that way. A name that looks like an id takes precedence.
            yield return await new Apis(session).GetAsync(filter.Text, progress, stop);
        }
        else if (IsOne)
        {
            throw NotFound(filter, session.Region);
        }
    }

    private bool Passes(ApiFilter filter, RestApi api) => filter.IsMatch(api.Name) && (includePublic || Apis.IsPrivate(api));

    private PrivateApiException NotFound(ApiFilter filter, string place) =>
        new(
            "ApiNotFound",
            FaultKind.NotFound,
            $"There is no {(includePublic ? string.Empty : "private ")}API called '{filter.Text}' in {place}.",
            filter.Text
        );
}
