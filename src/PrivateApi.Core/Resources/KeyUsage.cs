using System.Globalization;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;

namespace PrivateApi.Resources;

/// <summary>
/// What the keys of a usage plan used: GetUsage lists, for each key and day (UTC), a pair of the requests used and those that remain
/// (API Gateway guide, "Maintain a usage plan for REST APIs").
/// </summary>
/// <param name="Start">The first day; null where it could not be read.</param>
/// <param name="End">The last day.</param>
/// <param name="Days">The pairs by key.</param>
internal sealed record KeyUsage(DateOnly? Start, DateOnly? End, IReadOnlyDictionary<string, List<List<long>>> Days)
{
    /// <summary>Reads the usage of a plan. That it cannot be read is a warning: the keys are known all the same.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="keyId">The key; null for all of the plan.</param>
    /// <param name="period">The days.</param>
    /// <param name="progress">Gets the warning.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<KeyUsage> ReadAsync(
        AwsSession session,
        UsagePlan plan,
        string? keyId,
        KeyPeriod period,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        DateOnly end = period.End ?? DateOnly.FromDateTime(DateTime.UtcNow);
        DateOnly start =
            period.Start ?? (UsageText.Period(plan.Quota) is { } quota ? QuotaPeriods.Start(quota, plan.Quota!.Offset ?? 0, end) : end);
        try
        {
            return await ReadAsync(session.ApiGateway, plan.Id, keyId, start, end, stop);
        }
        catch (AmazonServiceException e)
        {
            progress.Report(ProgressEvent.Warning($"The usage of plan {plan.Id} could not be read: {e.Message}"));
            return new KeyUsage(null, null, new Dictionary<string, List<List<long>>>());
        }
    }

    /// <summary>Reads the usage of a plan on some days.</summary>
    public static async Task<KeyUsage> ReadAsync(
        ApiGatewayClient client,
        string planId,
        string? keyId,
        DateOnly start,
        DateOnly end,
        CancellationToken stop
    )
    {
        List<KeyValuePair<string, List<List<long>>>> read = await ApiLists.UsageAsync(
            client,
            new GetUsageRequest
            {
                UsagePlanId = planId,
                KeyId = keyId,
                StartDate = Day(start),
                EndDate = Day(end),
            },
            stop
        );
        return new KeyUsage(start, end, read.DistinctBy(entry => entry.Key).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>The requests of a key, and those left at the end; null where the service has no entry for it.</summary>
    public (long? Used, long? Remaining) Of(string keyId) =>
        !Days.TryGetValue(keyId, out List<List<long>>? days) || days.Count == 0
            ? (null, null)
            : (days.Sum(day => day.Count > 0 ? day[0] : 0), days[^1] is [_, var left, ..] ? left : null);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
