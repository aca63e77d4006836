using System.Text.Json;
using PrivateApi.Errors;
using PrivateApi.Input;

namespace PrivateApi.Reports.Comparison;

/// <summary>A JSON report, as far as a comparison needs it.</summary>
/// <param name="WrittenAt">When it was written.</param>
/// <param name="Result">Its calls.</param>
internal sealed record ReportedReport(DateTimeOffset WrittenAt, IReadOnlyList<ReportedCall?>? Result)
{
    /// <summary>Reads a report's file.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidBaseline</c>, <c>InputTooLarge</c>.</exception>
    public static ReportedReport Read(string path)
    {
        try
        {
            return Parse(InputFile.Read(path, InputFile.MostSnapshotBytes, "report"), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid(path, e.Message, e);
        }
    }

    /// <summary>Reads a report's text.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidBaseline</c>.</exception>
    public static ReportedReport Parse(ReadOnlySpan<byte> utf8, string path)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        try
        {
            ReportedReport? report = JsonSerializer.Deserialize(
                utf8.StartsWith(mark) ? utf8[mark.Length..] : utf8,
                ReportJson.Default.ReportedReport
            );
            return report?.Result is null || report.Result.Any(call => call?.Verdict is null)
                ? throw Invalid(path, "it has no results with a verdict.", null)
                : report;
        }
        catch (JsonException e)
        {
            throw Invalid(path, e.Message, e);
        }
    }

    private static PrivateApiException Invalid(string path, string why, Exception? inner) =>
        new(
            "InvalidBaseline",
            FaultKind.InvalidArgument,
            $"'{path}' is not a report to compare with: {why} Pass a file that Export-PrivateApiReport Json wrote.",
            path,
            inner
        );
}
