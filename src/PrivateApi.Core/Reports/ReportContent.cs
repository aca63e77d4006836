using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Policy.Lint;
using PrivateApi.Reports.Comparison;
using PrivateApi.Reports.Html;

namespace PrivateApi.Reports;

/// <summary>What a report is about.</summary>
internal sealed record ReportContent
{
    /// <summary>The judged calls, in the order they came.</summary>
    public required IReadOnlyList<TestResult> Results { get; init; }

    /// <summary>The policy findings, in the order they came.</summary>
    public required IReadOnlyList<PolicyFinding> Findings { get; init; }

    /// <summary>When the report is written.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Version of the module that writes it.</summary>
    public required string Version { get; init; }

    /// <summary>The folder that paths in the report are relative to; null to leave them absolute.</summary>
    public string? BaseFolder { get; init; }

    /// <summary>An earlier report to compare with; null for none.</summary>
    public ReportedReport? Baseline { get; init; }

    /// <summary>Compares with the earlier report; null where there is none.</summary>
    public ReportComparison? Compare() => Baseline is { } earlier ? new ReportComparison(this, earlier) : null;

    /// <summary>The results with what a page shows of them, in the order they came.</summary>
    public JudgedCall[] Judged(ReportComparison? comparison) =>
        [.. Results.Select((result, i) => new JudgedCall(result, comparison?.Calls[i] ?? ComparedCall.Unchanged))];

    /// <summary>Writes the report.</summary>
    public string Write(ReportFormat format) =>
        format switch
        {
            ReportFormat.Html => HtmlReport.Write(this),
            ReportFormat.JUnit => JUnitReport.Write(this),
            ReportFormat.Json => JsonReport.Write(this),
            ReportFormat.Sarif => SarifReport.Write(this),
            _ => MarkdownReport.Write(this),
        };

    /// <summary>A finding's file as the report names it; null if the policy did not come from a file.</summary>
    public string? FileOf(PolicyFinding finding) => finding.File is { } file ? Relative(file) : null;

    /// <summary>A file as the report names it: from <see cref="BaseFolder"/> on, where it is below.</summary>
    public string Relative(string file) =>
        BaseFolder is { } folder
        && Path.GetRelativePath(folder, file) is var relative
        && !relative.StartsWith("..", StringComparison.Ordinal)
        && !Path.IsPathRooted(relative)
            ? relative.Replace('\\', '/')
            : file;

    /// <summary>What can be reported, as a sentence.</summary>
    public const string Reportable = "Pipe in what Test-PrivateApi or Test-PrivateApiPolicy returns.";

    /// <summary>Refuses a report of nothing, which CI takes for a good one. Code scanning closes its alerts by an empty log.</summary>
    /// <exception cref="PrivateApiException"><c>NothingToReport</c>.</exception>
    public void RequireSomething(ReportFormat format, bool isAllowed)
    {
        if (Results.Count + Findings.Count == 0 && format != ReportFormat.Sarif && !isAllowed)
        {
            throw new PrivateApiException(
                "NothingToReport",
                FaultKind.InvalidArgument,
                "No result and no finding came in, and a report without any reads like a good one. If nothing is as expected, for instance "
                    + "of policies without findings, use -AllowEmpty."
            );
        }
    }

    /// <summary>The error about something that no report has a place for.</summary>
    /// <param name="what">What it is.</param>
    /// <param name="why">Why not, or what to do, as a sentence.</param>
    public static PrivateApiException NotReportable(string what, string why) =>
        new("NotReportable", FaultKind.InvalidArgument, $"{what} cannot be reported, and no report was written. {why}", what);
}
