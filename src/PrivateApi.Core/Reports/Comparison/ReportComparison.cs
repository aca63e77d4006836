using System.Text;

namespace PrivateApi.Reports.Comparison;

/// <summary>The calls of a report beside those of an earlier one.</summary>
internal sealed class ReportComparison
{
    /// <summary>Compares. Both sides are read from their JSON form, so that the same call is the same on both.</summary>
    public ReportComparison(ReportContent report, ReportedReport earlier)
    {
        ReportedCall[] now =
        [
            .. ReportedReport.Parse(Encoding.UTF8.GetBytes(JsonReport.Write(report)), string.Empty).Result!.OfType<ReportedCall>(),
        ];
        ILookup<string, ReportedCall> before = earlier.Result!.OfType<ReportedCall>().ToLookup(call => call.Key, StringComparer.Ordinal);
        HashSet<string> tested = [.. now.Select(call => call.Key)];
        WrittenAt = earlier.WrittenAt;
        Calls = [.. now.Select(call => ComparedCall.Of(call, before[call.Key].FirstOrDefault()))];
        Gone = [.. before.Where(group => !tested.Contains(group.Key)).Select(group => group.First())];
    }

    /// <summary>When the earlier report was written.</summary>
    public DateTimeOffset WrittenAt { get; }

    /// <summary>The calls, in the order of the report's results.</summary>
    public IReadOnlyList<ComparedCall> Calls { get; }

    /// <summary>Calls of the earlier report that this one does not have.</summary>
    public IReadOnlyList<ReportedCall> Gone { get; }

    /// <summary>How many calls changed, in words.</summary>
    public string Tally =>
        $"{Count(CallChange.New)} new, {Count(CallChange.Mended)} mended, {Count(CallChange.Still)} still blocked"
        + (Count(CallChange.Other) is > 0 and var other ? $", {other} with another verdict" : string.Empty)
        + (Gone.Count > 0 ? $", {Gone.Count} not tested this time" : string.Empty);

    private int Count(CallChange change) => Calls.Count(call => call.Change == change);
}
